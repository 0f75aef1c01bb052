/**
 * A path that a `prisma.config.ts` says, without running it.
 *
 * @param text - of the file
 * @param keys - which setting: `['schema']`, `['migrations', 'path']`
 * @returns a path relative to the file; null where it says nothing; its code where it says it by code
 * @example
 * ```ts
 * pathInConfig(`export default defineConfig({ schema: path.join('db', 'schema') })`, ['schema']); // 'db/schema'
 * ```
 */
export function pathInConfig(
  text: string,
  keys: readonly string[],
): string | { readonly code: string } | null {
  const value = settingOf(
    text.replaceAll(COMMENTS, (token) => (/^['"`]/.test(token) ? token : ' ')),
    keys,
  );
  if (value === undefined) return null;
  const literal = /^(['"`])((?:(?!\1)[^\\$])*)\1(?=\s*(?:[,}]|as\b|satisfies\b|$))/.exec(
    value,
  )?.[2];
  if (literal !== undefined) return literal;
  const [call, args = ''] = /^(?:\w+\.)?(?:join|resolve)\(([^()]*)\)/.exec(value) ?? [];
  const parts = args
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !HERE.test(part));
  const names = parts.map((part) => /^(['"`])([^'"`$\\]*)\1$/.exec(part)?.[2]);
  if (call !== undefined && names.every((name) => name !== undefined)) return names.join('/');
  return { code: value.split(/[\n,]/)[0]!.trim() };
}

/** Texts are matched so that what looks like a comment in one is none. */
const COMMENTS =
  /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\*[^]*?\*\/|\/\/[^\n]*/g;

/** The folder of the file itself, and the one that Prisma runs in. */
const HERE = /^(?:__dirname|import\.meta\.dirname|process\.cwd\(\))$/;

/** What is behind the last of the keys, each in the object of the one before, as it is written. */
function settingOf(text: string, keys: readonly string[]): string | undefined {
  let depth = 0;
  /** How many of the keys the objects around are values of. */
  let inside = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === '{') depth += 1;
    else if (token === '}') {
      depth -= 1;
      inside = Math.min(inside, Math.max(depth - 1, 0));
    } else if (depth === inside + 1 && keyOf(token) === keys[inside]) {
      const behind = text.slice(index + token.length).trim();
      if (inside === keys.length - 1) return behind;
      if (behind.startsWith('{')) inside += 1;
    }
  }
  return undefined;
}

function keyOf(token: string): string | undefined {
  return /^(['"]?)(\w+)\1\s*:$/.exec(token)?.[2];
}

/** Keys, texts, and what opens and closes objects. */
const TOKENS =
  /(?<![\w$.])(?:\w+|'\w+'|"\w+")\s*:|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|[{}]/g;
