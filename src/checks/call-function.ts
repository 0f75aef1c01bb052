import type { ColumnType } from '../schema/column-type.ts';
import { equalValues, hexText, octetsOf } from './compare-values.ts';
import { MYSQL_FUNCTIONS } from './mysql-call-function.ts';
import { isTimeUnit, parseInstant, truncateInstant, yearOf } from './temporal.ts';
import { UNKNOWN, type Maybe } from './unknown.ts';

type Types = readonly (ColumnType | null)[];
type Implementation = (values: readonly unknown[], types: Types) => Maybe;

/**
 * What a database function yields; {@link UNKNOWN} for one that is not known here, and for
 * arguments whose result depends on the database's locale or version.
 *
 * @param name - in lower case, or an operator's symbol
 * @param values - evaluated arguments
 * @param types - the arguments' types
 */
export function callFunction(name: string, values: readonly unknown[], types: Types): Maybe {
  const implementation = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  return implementation?.(values, types) ?? (implementation === undefined ? UNKNOWN : null);
}

const FUNCTIONS: Readonly<Record<string, Implementation>> = {
  ...MYSQL_FUNCTIONS,
  length: ([value], types) => lengthOf(value, types[0]),
  char_length: ([value], types) => lengthOf(value, types[0]),
  character_length: ([value], types) => lengthOf(value, types[0]),
  octet_length: ([value], types) => octetLength(value, types[0]),
  lower: ([value], types) => changeCase(value, types[0], 'toLowerCase'),
  upper: ([value], types) => changeCase(value, types[0], 'toUpperCase'),
  btrim: (values) => trim(values, true, true),
  ltrim: (values) => trim(values, true, false),
  rtrim: (values) => trim(values, false, true),
  left: ([text, count]) => sliced(text, count, (all, n) => all.slice(0, n)),
  right: ([text, count]) => sliced(text, count, (all, n) => (n === 0 ? [] : all.slice(-n))),
  substring: substring,
  substr: substring,
  position: ([text, part]) => positionOf(text, part),
  strpos: ([text, part]) => positionOf(text, part),
  num_nulls: (values) => values.filter((value) => value === null).length,
  num_nonnulls: (values) => values.filter((value) => value !== null).length,
  starts_with: ([text, start]) =>
    typeof text === 'string' && typeof start === 'string' ? text.startsWith(start) : UNKNOWN,
  '||': ([left, right]) =>
    typeof left === 'string' && typeof right === 'string' ? left + right : UNKNOWN,
  abs: ([value]) => (typeof value === 'number' ? Math.abs(value) : UNKNOWN),
  cardinality: ([value], types) => {
    if (types[0]?.kind === 'map' && typeof value === 'object') return keysOf(value).length;
    return Array.isArray(value) ? value.length : UNKNOWN;
  },
  unique_items: ([items], types) =>
    Array.isArray(items) ? !hasEqualItems(items, elementOf(types[0])) : UNKNOWN,
  object_keys: ([value]) => (typeof value === 'object' ? keysOf(value) : UNKNOWN),
  array_length: ([array, dimension]) => arrayLength(array, dimension),
  array_position: ([array, item], types) => arrayPosition(array, item, types[0]),
  '<@': ([inner, outer], types) => containedIn(inner, outer, types[0]),
  '@>': ([outer, inner], types) => containedIn(inner, outer, types[0]),
  jsonb_typeof: ([value]) => jsonType(value),
  json_typeof: ([value]) => jsonType(value),
  '?': ([value, key]) => hasKey(value, key),
  jsonb_exists: ([value, key]) => hasKey(value, key),
  '?&': ([value, keys]) => hasKeys(value, keys, 'every'),
  '?|': ([value, keys]) => hasKeys(value, keys, 'some'),
  '->': ([value, key]) => member(value, key),
  '->>': ([value, key]) => memberText(value, key),
  date_trunc: ([unit, value]) => truncated(unit, value),
  extract: ([unit, value]) => extracted(unit, value),
  date_part: ([unit, value]) => extracted(unit, value),
  masklen: ([value]) => addressPart(value, 'prefix'),
  family: ([value]) => addressPart(value, 'family'),
  isempty: ([value]) => rangePart(value, 'empty'),
};

function lengthOf(value: unknown, type: ColumnType | null | undefined): Maybe {
  if (type?.kind === 'bytes') return octetLength(value, type);
  if (typeof value !== 'string') return UNKNOWN;
  const counted = type?.kind === 'text' && type.fixed ? value.replace(/ +$/, '') : value;
  return [...counted].length;
}

function octetLength(value: unknown, type: ColumnType | null | undefined): Maybe {
  if (type?.kind !== 'bytes') return octetsOf(value) ?? UNKNOWN;
  const hex = hexText(value);
  return hex === undefined ? UNKNOWN : hex.length / 2;
}

function changeCase(
  value: unknown,
  type: ColumnType | null | undefined,
  change: 'toLowerCase' | 'toUpperCase',
): Maybe {
  if (type?.kind === 'range') return rangePart(value, change === 'toLowerCase' ? 'lower' : 'upper');
  // Beyond ASCII the database's locale decides.
  if (typeof value !== 'string' || ![...value].every((letter) => letter <= '\u007f'))
    return UNKNOWN;
  return value[change]();
}

function trim([text, given]: readonly unknown[], left: boolean, right: boolean): Maybe {
  if (typeof text !== 'string' || (given !== undefined && typeof given !== 'string'))
    return UNKNOWN;
  const trimmed = new Set(given ?? ' ');
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (left && start < end && trimmed.has(characters[start] ?? '')) start += 1;
  while (right && end > start && trimmed.has(characters[end - 1] ?? '')) end -= 1;
  return characters.slice(start, end).join('');
}

function sliced(
  text: unknown,
  count: unknown,
  slice: (characters: readonly string[], count: number) => readonly string[],
): Maybe {
  if (typeof text !== 'string' || typeof count !== 'number') return UNKNOWN;
  return slice([...text], count).join('');
}

function substring([text, from, count]: readonly unknown[]): Maybe {
  if (typeof text !== 'string' || typeof from !== 'number') return UNKNOWN;
  if (count === undefined) return [...text].slice(Math.max(0, from - 1)).join('');
  if (typeof count !== 'number' || count < 0) return UNKNOWN;
  return [...text].slice(Math.max(0, from - 1), Math.max(0, from - 1 + count)).join('');
}

function positionOf(text: unknown, part: unknown): Maybe {
  if (typeof text !== 'string' || typeof part !== 'string') return UNKNOWN;
  const at = text.indexOf(part);
  return at < 0 ? 0 : Array.from(text.slice(0, at)).length + 1;
}

function arrayLength(array: unknown, dimension: unknown): Maybe {
  if (!Array.isArray(array) || dimension !== 1) return UNKNOWN;
  return array.length === 0 ? null : array.length;
}

function elementOf(type: ColumnType | null | undefined): ColumnType | null {
  return type?.kind === 'array' ? type.element : null;
}

function keysOf(value: object | null): readonly string[] {
  return value === null ? [] : Object.keys(value);
}

function hasEqualItems(items: readonly unknown[], type: ColumnType | null): boolean {
  return items.some((item, index) =>
    items.slice(0, index).some((other) => equalValues(item, other, type ?? JSON_TYPE) === true),
  );
}

const JSON_TYPE: ColumnType = { kind: 'json', binary: true };

function arrayPosition(array: unknown, item: unknown, type: ColumnType | null | undefined): Maybe {
  if (array === null) return null;
  if (!Array.isArray(array)) return UNKNOWN;
  const at = array.findIndex((member: unknown) =>
    item === null || member === null
      ? member === item
      : equalValues(member, item, elementOf(type)) === true,
  );
  return at < 0 ? null : at + 1;
}

function containedIn(inner: unknown, outer: unknown, type: ColumnType | null | undefined): Maybe {
  if (!Array.isArray(inner) || !Array.isArray(outer)) return UNKNOWN;
  // NULL members are equal to none, so an array with one is contained in no other.
  return inner.every((item: unknown) =>
    outer.some(
      (other: unknown) => item !== null && equalValues(item, other, elementOf(type)) === true,
    ),
  );
}

function jsonType(value: unknown): Maybe {
  if (value === JSON_NULL) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'bigint' ? 'number' : typeof value;
}

function hasKey(value: unknown, key: unknown): Maybe {
  if (typeof key !== 'string' || typeof value !== 'object' || value === null) return UNKNOWN;
  return Array.isArray(value) ? value.includes(key) : Object.hasOwn(value, key);
}

function hasKeys(value: unknown, keys: unknown, quantity: 'every' | 'some'): Maybe {
  if (!Array.isArray(keys)) return UNKNOWN;
  return keys[quantity]((key: unknown) => hasKey(value, key) === true);
}

/** A member that is JSON's null is not SQL's: it is marked so that `->>` can tell them apart. */
const JSON_NULL: unique symbol = Symbol("JSON's null");

function member(value: unknown, key: unknown): Maybe {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    const item: unknown = typeof key === 'number' ? value.at(key) : undefined;
    return item === null ? JSON_NULL : item;
  }
  if (typeof key !== 'string' || !Object.hasOwn(value, key)) return null;
  const found = (value as Readonly<Record<string, unknown>>)[key];
  return found === null ? JSON_NULL : found;
}

function memberText(value: unknown, key: unknown): Maybe {
  const found = member(value, key);
  if (found === JSON_NULL || found === null || found === undefined) return null;
  // How an object is spelled is the database's business; that it is not NULL is known.
  return typeof found === 'object' ? found : String(found);
}

function truncated(unit: unknown, value: unknown): Maybe {
  const instant = parseInstant(value);
  if (typeof unit !== 'string' || !isTimeUnit(unit) || instant === undefined) return UNKNOWN;
  const start = truncateInstant(instant, unit);
  return start === instant ? value : instantText(start);
}

/** ISO text down to the microsecond, which a `Date` does not hold. */
function instantText(instant: bigint): string {
  const micros = ((instant % 1000n) + 1000n) % 1000n;
  const text = new Date(Number((instant - micros) / 1000n)).toISOString();
  return text.replace('Z', `${String(micros).padStart(3, '0')}Z`);
}

function extracted(unit: unknown, value: unknown): Maybe {
  const instant = parseInstant(value);
  return unit === 'year' && instant !== undefined ? yearOf(instant) : UNKNOWN;
}

function addressPart(value: unknown, part: 'prefix' | 'family'): Maybe {
  if (typeof value !== 'string') return UNKNOWN;
  const [address = '', prefix] = value.split('/');
  const family = address.includes(':') ? 6 : 4;
  if (part === 'family') return family;
  return prefix === undefined ? (family === 6 ? 128 : 32) : Number(prefix);
}

function rangePart(value: unknown, part: 'empty' | 'lower' | 'upper'): Maybe {
  if (typeof value !== 'string') return UNKNOWN;
  if (value === 'empty') return part === 'empty' ? true : null;
  const bounds = /^[[(]\s*"?([^",]*)"?\s*,\s*"?([^",]*)"?\s*[\])]$/.exec(value);
  if (bounds === null) return UNKNOWN;
  const [, lower = '', upper = ''] = bounds;
  // Equal bounds may make it empty, by how they are included: the database knows.
  if (part === 'empty') return lower !== '' && lower === upper ? UNKNOWN : false;
  const bound = part === 'lower' ? lower : upper;
  return bound === '' ? null : bound;
}
