/**
 * What a `prisma.config.ts` says of where the schema is, without running it.
 *
 * @param text - of the file
 * @returns a path relative to the file; null where it says nothing; `unknown` where it says it by code
 * @example
 * ```ts
 * schemaInConfig(`export default defineConfig({ schema: path.join('db', 'schema') })`); // 'db/schema'
 * ```
 */
export function schemaInConfig(text: string): string | { readonly code: string } | null {
  const value = settingOf(
    text.replaceAll(COMMENTS, (token) => (/^['"`]/.test(token) ? token : ' ')),
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

/** What is behind `schema:` in the outermost object, as it is written. */
function settingOf(text: string): string | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === '{') depth += 1;
    else if (token === '}') depth -= 1;
    else if (depth === 1 && /^['"]?schema/.test(token)) {
      return text.slice(index + token.length).trim();
    }
  }
  return undefined;
}

/** Keys called schema, texts, and what opens and closes objects. */
const TOKENS =
  /(?<![\w$.])(?:schema|'schema'|"schema")\s*:|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|[{}]/g;
