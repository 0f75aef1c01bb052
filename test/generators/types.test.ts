import { expectTypeOf, test } from 'vitest';
import {
  after,
  bytes,
  duration,
  edge,
  email,
  future,
  given,
  integer,
  json,
  listOf,
  maybe,
  oneOf,
  record,
  recent,
  streetAddress,
  words,
} from '../../generators/catalog.ts';
import type { Generator } from '../../generators/generator.ts';
import type { Instant } from '../../generators/moment.ts';
import type { ColumnShape } from '../../src/runtime/types.ts';

interface Schema {
  events: {
    row: {
      created_at: Date;
      canceled_at: Date | null;
      held_on: string;
      ended_on: string | null;
      epoch: number;
      size: number | bigint;
      took: number;
      every: string;
      title: string;
      status: 'todo' | 'done';
      roles: ('admin' | 'member')[];
      address: { street: string | null };
      data: unknown;
      digest: Uint8Array;
    };
    references: object;
  };
}

// What is checked here is checked by the compiler.
test('generators go into columns of their types', () => {
  const shape: ColumnShape<Schema, 'events'> = {
    created_at: recent({ within: '3y' }),
    canceled_at: maybe('30%', after('created_at')),
    held_on: recent(),
    ended_on: after('held_on', { max: '3d' }),
    epoch: future(),
    size: integer({ min: 0n, max: 2n ** 60n }),
    took: duration({ unit: 'ms' }),
    every: duration(),
    title: edge(words(), { longest: '1%' }),
    status: oneOf(['todo', 'done']),
    roles: listOf(oneOf(['admin', 'member']), { distinct: true }),
    address: record({ street: maybe(0.1, streetAddress()) }),
    data: json({ tags: [words()], at: recent(), deep: { n: integer(), none: null } }),
    digest: bytes({ length: 32 }),
  };
  const dependent: ColumnShape<Schema, 'events'> = {
    canceled_at: given('status', { done: recent() }, null),
    ended_on: given('status', { done: recent() }, null),
    epoch: recent({ unit: 's' }),
    held_on: edge(recent(), { leapDay: '1%' }),
  };
  expectTypeOf(shape).not.toBeAny();
  expectTypeOf(dependent).not.toBeAny();
});

test('generators of text do not go into columns of numbers', () => {
  // @ts-expect-error an e-mail address is no number
  const shape: ColumnShape<Schema, 'events'> = { epoch: email() };
  expectTypeOf(shape).not.toBeAny();
  expectTypeOf(email()).toEqualTypeOf<Generator<string>>();
  expectTypeOf(recent()).toEqualTypeOf<Generator<Instant>>();
  expectTypeOf(integer({ min: 1n })).toEqualTypeOf<Generator<bigint>>();
});
