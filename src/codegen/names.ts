import type { SchemaModel, TableName } from '../schema/schema.ts';
import { formatTableName } from '../schema/facts.ts';
import { tableKey } from '../schema/build-schema.ts';

/** What a table is called in generated code. */
export interface TableNames {
  /** In definitions: `users`, or `billing.invoices` outside the default schema. */
  readonly key: string;
  /** Of its row's interface: `Users`, `BillingInvoices`. */
  readonly type: string;
  /** Of its file, without ending: `users`. */
  readonly file: string;
}

/**
 * Names for every table: legal, unique (also where a file system folds case), and the same whatever
 * other tables there are, unless they clash.
 *
 * @param model - the schema
 * @returns by {@link tableKey}
 */
export function nameTables(model: SchemaModel): ReadonlyMap<string, TableNames> {
  const names = new Map<string, TableNames>();
  const types = new Set<string>(['Schema']);
  const files = new Set<string>(['index', 'schema']);
  // Names in lower case first: they keep their files when one is added that differs in case only.
  const lowerFirst = [...model.tables].sort(
    (a, b) => Number(hasCapitals(a)) - Number(hasCapitals(b)),
  );
  for (const table of lowerFirst) {
    const key = definitionKey(table);
    names.set(tableKey(table), {
      key,
      type: unused(pascalCase(key), types, (text) => text),
      file: unused(fileName(key), files, (text) => text.toLowerCase()),
    });
  }
  return names;
}

/** Tables of the default schema go by their bare name. */
export function definitionKey(table: TableName): string {
  return table.schema === 'public' || table.schema === ''
    ? formatTableName({ schema: 'x', name: table.name }).slice(2)
    : formatTableName(table);
}

/**
 * The words of a name, in lower case: `userAgent`, `user_agent`, `USER-AGENT` are all `user`, `agent`.
 */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** A name in snake case, as rules about names are written. */
export function snakeCase(name: string): string {
  return wordsOf(name).join('_');
}

/** Words of schemas that no ending tells the singular of. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['indices', 'index'],
  ['matrices', 'matrix'],
  ['vertices', 'vertex'],
  ['analyses', 'analysis'],
  ['quizzes', 'quiz'],
  ['statuses', 'status'],
  ['aliases', 'alias'],
  ['bonuses', 'bonus'],
  ['buses', 'bus'],
  ['campuses', 'campus'],
  ['viruses', 'virus'],
  ['movies', 'movie'],
  ['cookies', 'cookie'],
  ['caches', 'cache'],
  ['alias', 'alias'],
  ['atlas', 'atlas'],
  ['canvas', 'canvas'],
]);

/** The singular of an English plural, well enough to match `users` with `user_id`. */
export function singular(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (/(?:ss|us|is|news|series|species)$/.test(word)) return word;
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/**
 * What the rows of a table are, in the singular and in snake case: rules go by it, and references that
 * only names tell.
 *
 * @example
 * ```ts
 * entityOf({ schema: 'public', name: 'OrderItems' }); // 'order_item'
 * ```
 */
export function entityOf({ name }: Partial<TableName> & Pick<TableName, 'name'>): string {
  const words = wordsOf(name);
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join('_');
}

function hasCapitals(table: TableName): boolean {
  return table.name !== table.name.toLowerCase();
}

function pascalCase(name: string): string {
  const text = wordsOf(name)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
  return /^\p{L}/u.test(text) ? text : `Table${text}`;
}

/** Letters, digits, dot, dash and underscore; never a name that Windows keeps for itself. */
function fileName(key: string): string {
  const text = key.replaceAll(/[^\p{L}\p{N}._-]/gu, '_').replaceAll(/^\.+|\.+$/g, '_');
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(text) ? `${text}_` : text;
}

function unused(wanted: string, taken: Set<string>, fold: (text: string) => string): string {
  let name = wanted;
  for (let number = 2; taken.has(fold(name)); number++) name = `${wanted}_${number}`;
  taken.add(fold(name));
  return name;
}
