/**
 * Whether a path matches a pattern: `*` and `?` within a name, `**` over folders, `{a,b}` for one of
 * several, `[ab]` for one of some characters.
 *
 * @example
 * ```ts
 * matchesGlob('src/db/schema/users.ts', 'src/**\/schema/*.{ts,js}'); // true
 * ```
 */
export function matchesGlob(path: string, pattern: string): boolean {
  return patternOf(pattern).test(path);
}

/** The folders that a pattern begins with, before the first that is no plain name. */
export function fixedPart(pattern: string): string {
  const parts = pattern.split('/');
  const at = parts.findIndex((part) => isPattern(part));
  return parts.slice(0, at < 0 ? -1 : at).join('/');
}

export function isPattern(path: string): boolean {
  return /[*?{[]/.test(path);
}

const patterns = new Map<string, RegExp>();

function patternOf(glob: string): RegExp {
  const found = patterns.get(glob) ?? new RegExp(`^${translate(glob)}$`);
  patterns.set(glob, found);
  return found;
}

const TOKENS = /\*\*\/|\*\*|\*|\?|\{[^{}]*\}|\[[^\]]*\]|[^*?{[]/g;

function translate(glob: string): string {
  return [...glob.matchAll(TOKENS)].map(([token]) => translateToken(token)).join('');
}

function translateToken(token: string): string {
  switch (token) {
    case '**/':
      return '(?:[^/]+/)*';
    case '**':
      return '.*';
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
    default:
      if (token.startsWith('{')) {
        return `(?:${token.slice(1, -1).split(',').map(translate).join('|')})`;
      }
      if (token.startsWith('[')) return token.replace(/^\[!/, '[^');
      return token.replaceAll(/[.+^$()|\\\]}]/g, String.raw`\$&`);
  }
}
