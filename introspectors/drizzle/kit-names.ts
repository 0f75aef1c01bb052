import { databaseName } from './casing.ts';
import type {
  Casing,
  ColumnName,
  ForeignKeyDescription,
  KeyDescription,
  TableDescription,
} from './description.ts';
import type { KitLine } from './kit-line.ts';
import { madeName } from './spelling/postgres-names.ts';

/** Names that drizzle-kit makes up for what has none. */
export interface KitNames {
  column(column: ColumnName): string;
  primaryKey(key: KeyDescription): string;
  unique(key: Pick<KeyDescription, 'name' | 'columns'>): string;
  /** Of a column that is unique by itself. */
  uniqueColumn(name: string | null, column: ColumnName): string;
  index(columns: readonly ColumnName[]): string;
  foreignKey(key: ForeignKeyDescription): string;
}

/** What decides how things are named. */
export interface Naming {
  readonly casing: Casing | undefined;
  readonly kit: KitLine;
}

/**
 * How drizzle-kit names what belongs to a table.
 *
 * @param table - which, by its own name
 */
export function kitNames(table: NamedTable, { casing, kit }: Naming): KitNames {
  return kit === 0 ? namesOf0(table, casing) : namesOf1(table, casing);
}

type NamedTable = Pick<TableDescription, 'name' | 'dialect'>;

/**
 * 0.x: casing is laid over names that are made already, except those of uniques, which have the keys in
 * them.
 */
function namesOf0({ name: table }: NamedTable, casing: Casing | undefined): KitNames {
  const column = (each: ColumnName): string => databaseName(each, casing);
  const joined = (columns: readonly ColumnName[]): string =>
    columns.map(({ name }) => name).join('_');
  const cased = (name: string, columns: readonly ColumnName[]): string =>
    casing === undefined
      ? name
      : columns.reduce((sum, each) => sum.replace(each.name, () => column(each)), name);
  const unique: KitNames['unique'] = ({ name, columns }) =>
    name ?? `${table}_${joined(columns)}_unique`;
  return {
    column,
    primaryKey: ({ name, columns }) => cased(name ?? `${table}_${joined(columns)}_pk`, columns),
    unique,
    uniqueColumn: (name, each) => unique({ name, columns: [each] }),
    index: (columns) => `${table}_${columns.map(column).join('_')}_index`,
    foreignKey: ({ name, columns, target }) =>
      cased(name ?? `${table}_${joined(columns)}_${target.table}_${joined(target.columns)}_fk`, [
        ...columns,
        ...target.columns,
      ]),
  };
}

/** 1.0: names are of columns as the database has them, and what is too long becomes a hash. */
function namesOf1({ name: table, dialect }: NamedTable, casing: Casing | undefined): KitNames {
  const column = (each: ColumnName): string => databaseName(each, casing);
  const joined = (columns: readonly ColumnName[]): string => columns.map(column).join('_');
  const isMysql = dialect === 'mysql';
  return {
    column,
    primaryKey: ({ name }) => name ?? `${table}_pkey`,
    unique: ({ name, columns }) =>
      name ?? (isMysql ? `${joined(columns)}_unique` : `${table}_${joined(columns)}_unique`),
    // PostgreSQL is told UNIQUE alone, and names the key itself.
    uniqueColumn: (name, each) =>
      name ?? (isMysql ? `${column(each)}_unique` : madeName(table, column(each), 'key')),
    index: (columns) => `${table}_${joined(columns)}_index`,
    foreignKey: ({ name, columns, target }) =>
      name ??
      withinReach(
        table,
        `${table}_${joined(columns)}_${target.table}_${joined(target.columns)}_fkey`,
      ),
  };
}

function withinReach(table: string, name: string): string {
  if (name.length <= 63) return name;
  return table.length < 45 ? `${table}_${hashOf(name)}_fkey` : `${hashOf(name)}_fkey`;
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const HASH_LENGTH = 12;

/** drizzle-kit's own hash: a polynomial of 53, in twelve digits of base 62. */
function hashOf(text: string): string {
  const base = BigInt(DIGITS.length);
  const all = base ** BigInt(HASH_LENGTH);
  let [sum, power] = [0n, 1n];
  for (const character of text) {
    sum = (sum + BigInt(character.codePointAt(0) ?? 0) * power) % all;
    power = (power * 53n) % all;
  }
  let digits = '';
  for (let place = 0; place < HASH_LENGTH; place++) {
    digits = DIGITS.charAt(Number(sum % base)) + digits;
    sum /= base;
  }
  return digits;
}
