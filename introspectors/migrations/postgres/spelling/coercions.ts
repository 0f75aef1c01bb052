import { storageOf, type SqlType } from './sql-type.ts';

/** What casts without being asked, from a type to others; the server does it in no more than one step. */
const IMPLICIT: Readonly<Record<string, readonly string[]>> = {
  int2: ['int4', 'int8', 'numeric', 'float4', 'float8', 'oid'],
  int4: ['int8', 'numeric', 'float4', 'float8', 'oid'],
  int8: ['numeric', 'float4', 'float8', 'oid'],
  numeric: ['float4', 'float8'],
  float4: ['float8'],
  text: ['varchar', 'bpchar', 'name'],
  varchar: ['text', 'bpchar', 'name'],
  bpchar: ['text', 'varchar', 'name'],
  name: ['text'],
  char: ['text'],
  citext: ['text', 'varchar', 'bpchar'],
  date: ['timestamp', 'timestamptz'],
  timestamp: ['timestamptz'],
  time: ['timetz', 'interval'],
  cidr: ['inet'],
  macaddr: ['macaddr8'],
  bit: ['varbit'],
};

const CATEGORIES: Readonly<Record<string, string>> = {
  bool: 'B',
  ...names('int2 int4 int8 oid numeric float4 float8 money', 'N'),
  ...names('text varchar bpchar name char citext unknown', 'S'),
  ...names('date time timetz timestamp timestamptz', 'D'),
  interval: 'T',
  ...names('inet cidr', 'I'),
  ...names('bit varbit', 'V'),
};

const PREFERRED = new Set([
  'bool',
  'float8',
  'oid',
  'text',
  'timestamptz',
  'interval',
  'inet',
  'varbit',
]);

function names(list: string, category: string): Readonly<Record<string, string>> {
  return Object.fromEntries(list.split(' ').map((name) => [name, category]));
}

/** The letter of the family that the server sorts a type into. */
export function categoryOf(type: SqlType): string {
  if (type.kind === 'array') return 'A';
  if (type.kind === 'enum') return 'E';
  if (type.kind === 'range') return 'R';
  if (type.kind === 'composite') return 'C';
  return CATEGORIES[storageOf(type).name] ?? 'U';
}

export function isPreferred({ name }: SqlType): boolean {
  return PREFERRED.has(name);
}

/** Whether a value of one type is taken for another without being asked. */
export function coerces(from: SqlType, to: SqlType): boolean {
  if (from.name === to.name || from.name === 'unknown') return true;
  if (from.base !== null) return coerces(storageOf(from), to);
  if (
    from.element !== null &&
    to.element !== null &&
    from.kind === 'array' &&
    to.kind === 'array'
  ) {
    return coerces(from.element, to.element);
  }
  return IMPLICIT[from.name]?.includes(to.name) ?? false;
}

/** The one type of several values: of the branches of a CASE, of the elements of an array. */
export function commonType(types: readonly (SqlType | null)[]): SqlType | null {
  const known = types.filter((type) => type?.name !== 'unknown');
  const [first] = known;
  if (known.some((type) => type === null)) return null;
  if (first === undefined || first === null) return null;
  if (known.length === types.length && known.every((type) => type?.name === first.name))
    return first;
  let chosen = storageOf(first);
  for (const type of known.flatMap((each) => (each === null ? [] : [storageOf(each)]))) {
    const moves = !isPreferred(chosen) && coerces(chosen, type) && !coerces(type, chosen);
    if (moves) chosen = type;
  }
  return chosen;
}
