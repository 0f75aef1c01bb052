import { callback } from './invoke.ts';
import { isTrue } from './operators.ts';
import { itemsOf } from './literal.ts';
import { Func, isPrimitive, known, textOf, unreadable, type Call, type Value } from './value.ts';

type ListMethod = (list: Value[], call: Call) => Value;

type Test = (value: Value, index: number) => boolean;

/** The function that a method is given, as a condition. */
function condition({ args: [test], place }: Call): Test {
  const run = callback(test, place);
  return (value, index) => isTrue(run(value, index));
}

function mapped(list: readonly Value[], { args: [make], place }: Call): Value[] {
  const run = callback(make, place);
  return list.map((value, index) => run(value, index));
}

/** Position or length: absent ones are JavaScript's to choose. */
function numbers({ args }: Call): (number | undefined)[] {
  return args.map((arg) => {
    const it = known(arg);
    return it === undefined ? undefined : Number(it);
  });
}

function flattened(list: readonly Value[], call: Call): Value[] {
  return list.flatMap((value) =>
    Array.isArray(known(value)) ? itemsOf(value, call.place) : [value],
  );
}

/** In the order that a function says, or of their texts. */
function sorted(list: readonly Value[], { args: [compare], place }: Call): Value[] {
  const items = list.map((value) => known(value));
  if (compare !== undefined) {
    const run = callback(compare, place);
    return items.sort((a, b) => Number(known(run(a, b))));
  }
  if (!items.every(isPrimitive)) unreadable('a list of objects is sorted', place);
  return items.sort();
}

function replaceAll(list: Value[], items: readonly Value[]): Value[] {
  list.splice(0, list.length, ...items);
  return list;
}

/** What a schema does with lists; in the words of JavaScript, and as it does it. */
export const LIST_METHODS: Readonly<Record<string, ListMethod>> = {
  map: mapped,
  flatMap: (list, call) => flattened(mapped(list, call), call),
  flat: flattened,
  filter: (list, call) => list.filter(condition(call)),
  find: (list, call) => list.find(condition(call)),
  findIndex: (list, call) => list.findIndex(condition(call)),
  some: (list, call) => list.some(condition(call)),
  every: (list, call) => list.every(condition(call)),
  forEach(list, call) {
    mapped(list, call).forEach(known);
    return undefined;
  },
  reduce(list, { args, place }) {
    const run = callback(args[0], place);
    const step = (sum: Value, value: Value, index: number): Value => run(sum, value, index);
    if (args.length > 1) return list.reduce(step, args[1]);
    return list.length === 0 ? unreadable('nothing is there to reduce', place) : list.reduce(step);
  },
  join(list, { args: [separator], place }) {
    const between = separator === undefined ? ',' : textOf(separator, place);
    return list.map((value) => (value == null ? '' : textOf(value, place))).join(between);
  },
  concat: (list, { args }) => list.concat(...args.map((arg) => known(arg) as Value)),
  includes: (list, { args: [value] }) => list.map(known).includes(known(value)),
  indexOf: (list, { args: [value] }) => list.map(known).indexOf(known(value)),
  slice: (list, call) => list.slice(...numbers(call)),
  at: (list, call) => list.at(numbers(call)[0] ?? 0),
  keys: (list) => [...list.keys()],
  values: (list) => [...list],
  entries: (list) => list.map((value, index) => [index, value]),
  toReversed: (list) => list.toReversed(),
  toSorted: sorted,
  reverse: (list) => list.reverse(),
  sort: (list, call) => replaceAll(list, sorted(list, call)),
  push: (list, { args }) => list.push(...args),
  unshift: (list, { args }) => list.unshift(...args),
  pop: (list) => list.pop(),
  shift: (list) => list.shift(),
  toString: (list: Value[], { place }: Call) => textOf(list, place),
};

/** A function that is given a list: `Array.isArray`, and the like. */
export const LIST_FUNCTIONS: Readonly<Record<string, Value>> = {
  isArray: new Func('"Array.isArray"', ({ args: [value] }) => Array.isArray(known(value))),
  of: new Func('"Array.of"', ({ args }) => [...args]),
  from: new Func('"Array.from"', ({ args: [source, make], place }) => {
    const items = sourceItems(source, { args: [], place });
    return make === undefined ? items : mapped(items, { args: [make], place });
  }),
};

/** Of `{ length: 3 }` there are as many as it says. */
function sourceItems(source: Value, { place }: Call): Value[] {
  const it = known(source);
  const isStruct = typeof it === 'object' && it !== null && 'members' in it;
  if (!isStruct) return itemsOf(it, place);
  return Array.from({ length: Number(known(it.get('length'))) }, () => undefined);
}
