import type { TableName } from '../../../src/schema/schema.ts';
import type { FunctionRow } from '../catalog/functions.ts';
import { liveTokens } from './live-tokens.ts';
import { isWord } from './operation.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A name as it is written: its schema may be left out. */
interface WrittenName {
  readonly schema: string | null;
  readonly name: string;
}

/** Whose body it is that names are read in. */
interface Place {
  readonly row: FunctionRow;
  readonly operation: string;
  /** The schema of the table that the trigger is on. */
  readonly home: string;
}

/**
 * Makes the function that tells which tables a trigger inserts rows into, by the text of its function and
 * of those that this one calls. What is put together at run time is not seen, nor what other languages do.
 *
 * @param functions - of triggers, and what they call
 * @param tables - that names may mean
 */
export function insertsReader(
  functions: readonly FunctionRow[],
  tables: readonly TableName[],
): (oid: number, operation: string, home: string) => readonly TableName[] {
  const byOid = new Map(functions.map((row) => [row.oid, row]));
  return (oid, operation, home) => {
    const found = new Map<string, TableName>();
    const seen = new Set<number>();
    const visit = (row: FunctionRow): void => {
      if (seen.has(row.oid)) return;
      seen.add(row.oid);
      const tokens = liveTokens(row.source, operation);
      const place = { row, operation, home };
      for (const name of insertedInto(tokens)) {
        const table = resolve(name, tables, place);
        if (table)
          found.set(`${table.schema}.${table.name}`, { schema: table.schema, name: table.name });
      }
      for (const name of called(tokens)) {
        const callee = resolve(name, functions, place);
        // Which of the functions of one name is called, types decide.
        for (const each of functions) {
          if (callee && each.schema === callee.schema && each.name === callee.name) visit(each);
        }
      }
    };
    const own = byOid.get(oid);
    if (own !== undefined) visit(own);
    return [...found.values()];
  };
}

/** `INSERT INTO name`, also in a text that EXECUTE is given. */
function insertedInto(tokens: readonly Token[]): readonly WrittenName[] {
  return tokens.flatMap((token, at) => {
    if (isWord(token, 'insert') && isWord(tokens[at + 1], 'into')) return nameAt(tokens, at + 2);
    if (!isWord(token, 'execute')) return [];
    const text = tokens.slice(at + 1, at + 4).find(({ kind }) => kind === 'text');
    return text === undefined ? [] : insertedInto(tokensOf(text.text));
  });
}

function called(tokens: readonly Token[]): readonly WrittenName[] {
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'sign' || token.text !== '(') return [];
    const qualified = tokens[at - 2]?.text === '.' && isName(tokens[at - 3]);
    return isName(tokens[at - 1]) ? nameAt(tokens, qualified ? at - 3 : at - 1) : [];
  });
}

function nameAt(tokens: readonly Token[], at: number): readonly WrittenName[] {
  const [first, dot, second] = tokens.slice(at, at + 3);
  if (!isName(first)) return [];
  if (dot?.kind === 'sign' && dot.text === '.' && isName(second)) {
    return [{ schema: first.text, name: second.text }];
  }
  return [{ schema: null, name: first.text }];
}

function isName(token: Token | undefined): token is Token {
  return token?.kind === 'word' || token?.kind === 'name';
}

/**
 * What a name means. The session that will fire the trigger is not known: without a path of the function's
 * own, its schema comes first, then that of the table.
 */
function resolve<Named extends TableName>(
  { schema, name }: WrittenName,
  among: readonly Named[],
  { row, home }: Place,
): Named | undefined {
  const path = schema === null ? (searchPath(row) ?? [row.schema, home, 'public']) : [schema];
  for (const each of path) {
    const found = among.find((one) => one.schema === each && one.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `search_path=app, "$user"` of a function's settings. */
function searchPath({ settings }: FunctionRow): readonly string[] | null {
  const setting = settings?.find((each) => each.startsWith('search_path='));
  if (setting === undefined) return null;
  const tokens = tokensOf(setting.slice('search_path='.length));
  return tokens.filter(isName).map(({ text }) => text);
}
