import type { MysqlType } from './draft.ts';
import type { Reader } from './reader.ts';

/** Other words for types, and what they imply. */
const SYNONYMS: Readonly<Record<string, string>> = {
  integer: 'int',
  int1: 'tinyint',
  int2: 'smallint',
  int3: 'mediumint',
  middleint: 'mediumint',
  int4: 'int',
  int8: 'bigint',
  dec: 'decimal',
  numeric: 'decimal',
  fixed: 'decimal',
  number: 'decimal',
  real: 'double',
  float4: 'float',
  float8: 'double',
  character: 'char',
  nchar: 'char',
  nvarchar: 'varchar',
  varchar2: 'varchar',
  varcharacter: 'varchar',
  long: 'mediumtext',
  clob: 'longtext',
  geomcollection: 'geometrycollection',
};

/** A type, with the words that belong to it, which may stand among a column's attributes, too. */
export function declareType(reader: Reader): MysqlType {
  const word = reader.takeName().toLowerCase();
  const national = word === 'national';
  const first = national ? reader.takeName().toLowerCase() : word;
  const varying = reader.take('VARYING');
  if (first === 'double' || first === 'long') reader.takeOne('PRECISION', 'VARCHAR');
  const base = varying ? 'varchar' : (SYNONYMS[first] ?? first);
  if (base === 'bool' || base === 'boolean') return typeOf('tinyint', ['1']);
  if (base === 'serial') return typeOf('bigint', [], true);
  const args = reader.peek('(') ? reader.list(() => reader.skip().text) : [];
  const unsigned = isUnsigned(reader);
  const charset = national || first.startsWith('n') ? nationalCharset(first, national) : null;
  return { ...typeOf(sized(base, args), keptArgs(base, args), unsigned), charset };
}

function typeOf(name: string, args: readonly string[], unsigned = false): MysqlType {
  return { name, args, unsigned, charset: null, collation: null, srid: null };
}

function nationalCharset(word: string, national: boolean): string | null {
  return national || word === 'nchar' || word === 'nvarchar' ? 'utf8mb3' : null;
}

/** ZEROFILL brings UNSIGNED with it. */
function isUnsigned(reader: Reader): boolean {
  let unsigned = false;
  for (;;) {
    if (reader.take('UNSIGNED') || reader.take('ZEROFILL')) unsigned = true;
    else if (!reader.take('SIGNED')) return unsigned;
  }
}

const SIZES = [
  ['tiny', 255],
  ['', 65_535],
  ['medium', 16_777_215],
  ['long', Number.POSITIVE_INFINITY],
] as const;

/** TEXT(300) is the smallest of its kind that holds so much, of four bytes a character. */
function sized(base: string, [length]: readonly string[]): string {
  if (length === undefined || (base !== 'text' && base !== 'blob')) return base;
  const bytes = Number(length) * (base === 'text' ? 4 : 1);
  return `${SIZES.find(([, most]) => bytes <= most)?.[0] ?? 'long'}${base}`;
}

function keptArgs(base: string, args: readonly string[]): readonly string[] {
  if (base === 'text' || base === 'blob') return [];
  // How an integer was to be shown, which says nothing but that a TINYINT(1) is a truth.
  if (/int$/.test(base) && base !== 'tinyint') return [];
  return base === 'year' ? [] : args;
}
