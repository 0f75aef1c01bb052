import { dirname } from 'node:path';
import type { Place } from '../../../src/schema/schema.ts';
import { entriesOf, itemsOf } from './literal.ts';
import { LIST_FUNCTIONS } from './list-methods.ts';
import { constructUrl } from './node-modules.ts';
import { madeAtRunTime } from './origin.ts';
import {
  Func,
  isPrimitive,
  known,
  Struct,
  textOf,
  unreadable,
  type Call,
  type Value,
} from './value.ts';

/**
 * What JavaScript brings, as far as schemas use it. What depends on where and when a program runs is named
 * and not known.
 *
 * @param name - that the file does not declare itself
 * @param file - that reads it
 * @returns undefined for a name that is not there
 */
export function globalValue(
  name: string,
  file: string,
  place: Place,
): { readonly value: Value } | undefined {
  if (Object.hasOwn(GLOBALS, name)) return { value: GLOBALS[name] };
  if (RUN_TIME.has(name)) return { value: madeAtRunTime(name, place) };
  if (name === '__dirname') return { value: dirname(file) };
  if (name === '__filename') return { value: file };
  return undefined;
}

/** Names of a package's kind: what they give is recognised by name, where it is. */
const RUN_TIME = new Set(['crypto', 'Bun', 'Deno', 'performance', 'globalThis']);

function numeric(call: Call, compute: (...numbers: number[]) => number): number {
  return compute(...call.args.map((arg) => Number(known(arg))));
}

const mathFunctions = Object.fromEntries(
  (['max', 'min', 'floor', 'ceil', 'round', 'abs', 'trunc'] as const).map((name) => [
    name,
    new Func(`"Math.${name}"`, (call) => {
      const compute: (...numbers: number[]) => number = Math[name];
      return numeric(call, compute);
    }),
  ]),
);

function isStruct(value: Value): value is Struct {
  return value instanceof Struct;
}

function assignMembers({ args: [target, ...sources], place }: Call): Value {
  const it = known(target);
  if (!isStruct(it)) return unreadable('only to plain objects is anything assigned', place);
  for (const source of sources.filter((each) => each != null)) {
    for (const [name, value] of entriesOf(source, place)) it.members.set(name, value);
  }
  return it;
}

const same = (name: string): Func => new Func(name, ({ args: [value] }) => value);

const objectFunctions: Readonly<Record<string, Value>> = {
  keys: new Func('"Object.keys"', ({ args: [value], place }) =>
    entriesOf(value, place).map(([name]) => name),
  ),
  values: new Func('"Object.values"', ({ args: [value], place }) =>
    entriesOf(value, place).map(([, each]) => each),
  ),
  entries: new Func('"Object.entries"', ({ args: [value], place }) =>
    entriesOf(value, place).map(([name, each]) => [name, each]),
  ),
  fromEntries: new Func('"Object.fromEntries"', ({ args: [value], place }) => {
    const pairs = itemsOf(value, place).map((pair) => itemsOf(pair, place));
    return new Struct(pairs.map(([name, each]) => [textOf(name, place), each]));
  }),
  assign: new Func('"Object.assign"', assignMembers),
  freeze: same('"Object.freeze"'),
  seal: same('"Object.seal"'),
};

/** JSON of plain values; drizzle's objects have none. */
export function plainOf(value: Value, place: Place): unknown {
  const it = known(value);
  if (Array.isArray(it)) return it.map((each) => plainOf(each, place));
  if (it instanceof Date || isPrimitive(it)) return it;
  if (it instanceof Struct) {
    return Object.fromEntries(
      entriesOf(it, place).map(([name, each]) => [name, plainOf(each, place)]),
    );
  }
  return unreadable('only plain values can be written as JSON', place);
}

const dateFunction = new Func('"Date"', ({ place }) => madeAtRunTime('Date()', place), {
  now: new Func('"Date.now"', ({ place }) => madeAtRunTime('Date.now()', place)),
  UTC: new Func('"Date.UTC"', (call) =>
    numeric(call, (year, ...others) => Date.UTC(year ?? Number.NaN, ...others)),
  ),
});

const GLOBALS: Readonly<Record<string, Value>> = {
  Date: dateFunction,
  NaN,
  Infinity,
  Object: new Func('"Object"', ({ args: [value] }) => value, objectFunctions),
  Array: new Func(
    '"Array"',
    ({ place }) => unreadable('`Array(…)` is not followed', place),
    LIST_FUNCTIONS,
  ),
  Math: new Struct([
    ...Object.entries(mathFunctions),
    [
      'random',
      new Func('"Math.random"', ({ place }) => madeAtRunTime('Math.random()', place)),
    ] as const,
  ]),
  JSON: new Struct([
    [
      'stringify',
      new Func('"JSON.stringify"', ({ args: [value], place }) =>
        JSON.stringify(plainOf(value, place)),
      ),
    ],
  ]),
  String: new Func('"String"', ({ args: [value], place }) => textOf(value, place), {
    raw: new Func('"String.raw"', ({ args: [, ...values], raw = [], place }) =>
      raw.map((text, at) => text + (at < values.length ? textOf(values[at], place) : '')).join(''),
    ),
  }),
  Number: new Func('"Number"', (call) => numeric(call, (value) => value), {
    MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
    MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
  }),
  parseInt: new Func('"parseInt"', ({ args: [value], place }) =>
    Number.parseInt(textOf(value, place), 10),
  ),
  parseFloat: new Func('"parseFloat"', ({ args: [value], place }) =>
    Number.parseFloat(textOf(value, place)),
  ),
  Boolean: new Func('"Boolean"', ({ args: [value] }) => Boolean(known(value))),
  BigInt: new Func('"BigInt"', ({ args: [value], place }) => BigInt(textOf(value, place))),
  // What it prints goes nowhere: nothing runs.
  console: new Struct(
    ['log', 'info', 'warn', 'error', 'debug'].map((name) => [
      name,
      new Func(name, () => undefined),
    ]),
  ),
};

/** `new Date(…)`, `new Set(…)`: what is made by `new`. */
export function construct(name: string, call: Call): Value {
  const { args, place } = call;
  switch (name) {
    case 'Date':
      return constructDate(args, place);
    case 'URL':
      return constructUrl(call);
    case 'Set':
      return new Set(args[0] == null ? [] : itemsOf(args[0], place).map((each) => known(each)));
    default:
      return unreadable(`\`new ${name}\` is not followed`, place);
  }
}

function constructDate([given, ...others]: readonly Value[], place: Place): Value {
  if (given === undefined) return madeAtRunTime('Date()', place);
  const time = known(given);
  if (others.length > 0 || (typeof time !== 'string' && typeof time !== 'number')) {
    return unreadable('this date depends on where the program runs', place);
  }
  // Without a zone, a time is one of the machine's that reads it; a day alone is in UTC.
  const isLocal =
    typeof time === 'string' && !/^\d{4}(?:-\d{2}){0,2}$|(?:Z|[+-]\d{2}:?\d{2})$/.test(time.trim());
  const date = new Date(time);
  if (isLocal || Number.isNaN(date.getTime())) {
    return unreadable('this date depends on where the program runs', place);
  }
  return date;
}
