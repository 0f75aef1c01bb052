import { relative } from 'node:path';

/** A path as a person in the working directory writes it, with forward slashes. */
export function shown(path: string): string {
  const short = relative(process.cwd(), path);
  const text = short === '' ? '.' : short.startsWith('..') ? path : short;
  return text.replaceAll('\\', '/');
}
