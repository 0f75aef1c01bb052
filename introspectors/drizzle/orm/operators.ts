import { itemsOf } from '../evaluate/literal.ts';
import { Func, known, type Call, type Value } from '../evaluate/value.ts';
import { Sql, type Chunk } from './sql-text.ts';

type Write = (call: Call) => Value;

const text = (words: string): Chunk => ({ text: words });

function sqlOf(...chunks: readonly Chunk[]): Sql {
  return new Sql(chunks);
}

/** `left = right`. */
function binary(operator: string): Write {
  return ({ args: [left, right] }) =>
    sqlOf({ value: left }, text(` ${operator} `), { value: right });
}

/** `value is null`. */
function after(words: string): Write {
  return ({ args: [value] }) => sqlOf({ value }, text(` ${words}`));
}

function between(words: string): Write {
  return ({ args: [value, min, max] }) =>
    sqlOf({ value }, text(` ${words} `), { value: min }, text(' and '), { value: max });
}

/** Of an empty list, drizzle writes what that comes to. */
function oneOf(words: string, ofNone: string): Write {
  return ({ args: [value, list], place }) => {
    const them = known(list);
    if (!Array.isArray(them)) return sqlOf({ value }, text(` ${words} `), { value: them });
    if (itemsOf(them, place).length === 0) return sqlOf(text(ofNone));
    return sqlOf({ value }, text(` ${words} `), { value: them });
  };
}

/** `(a and b)`; what is undefined is left out. */
function all(word: string): Write {
  return ({ args }) => {
    const conditions = args.filter((each) => each !== undefined);
    if (conditions.length === 0) return undefined;
    if (conditions.length === 1) return sqlOf({ value: conditions[0] });
    const chunks = conditions.flatMap((value, index): Chunk[] =>
      index === 0 ? [{ value }] : [text(` ${word} `), { value }],
    );
    return sqlOf(text('('), ...chunks, text(')'));
  };
}

const OPERATORS: Readonly<Record<string, Write>> = {
  eq: binary('='),
  ne: binary('<>'),
  gt: binary('>'),
  gte: binary('>='),
  lt: binary('<'),
  lte: binary('<='),
  like: binary('like'),
  notLike: binary('not like'),
  ilike: binary('ilike'),
  notIlike: binary('not ilike'),
  isNull: after('is null'),
  isNotNull: after('is not null'),
  asc: after('asc'),
  desc: after('desc'),
  between: between('between'),
  notBetween: between('not between'),
  inArray: oneOf('in', 'false'),
  notInArray: oneOf('not in', 'true'),
  and: all('and'),
  or: all('or'),
  not: ({ args: [value] }) => sqlOf(text('not '), { value }),
};

/** drizzle's functions that write conditions: `eq(t.kind, 'x')`. */
export const operators: Readonly<Record<string, Func>> = Object.fromEntries(
  Object.entries(OPERATORS).map(([name, write]) => [name, new Func(`"${name}"`, write)]),
);
