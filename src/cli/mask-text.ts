import { maskAssignments, maskUrl } from '../connections/mask-url.ts';

/**
 * Text that may be printed: every URL in it without its password, and so what was meant as one.
 * Messages of drivers and of the user's own code may quote them.
 */
export function maskText(text: string): string {
  const urls = text
    .replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, (found) => {
      const [end = ''] = /[\])}.,;:'"`]*$/.exec(found) ?? [];
      return maskUrl(found.slice(0, found.length - end.length)) + end;
    })
    .replaceAll(/(?<=[^\s:/@]:)[^\s:/@]+(?=@)/g, '***');
  return maskAssignments(urls);
}
