// Written by gen-factories from public.checked. Extend it in ../index.ts; edits here are lost. checksum 63d63b6b
import {
  between,
  bytes,
  edge,
  float,
  integer,
  maybe,
  money,
  oneOf,
  pattern,
  title,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('checked', {
  count: 2_000,
  shape: {
    mood: maybe('10%', oneOf(['ok', 'happy'])), // CHECK (mood <> 'sad')
    at: maybe('30%', between({ from: '2000-01-02' })), // CHECK (at > '2000-01-01 00:00:00+00')
    day: maybe('30%', between({ from: '1999-12-31' })), // from its CHECK
    for_: null, // no generator keeps to its lower bound
    ratio: maybe('10%', float({ min: 0, max: 0.29 })), // CHECK (ratio < 0.30000000000000004)
    bytes: maybe('10%', edge(bytes({ length: 32 }), { empty: '1%' })),
    price: maybe('10%', money({ min: 1.51 })), // CHECK (price > '$1.50')
    name: maybe('10%', edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' })),
    path: maybe('10%', pattern('^\\d+\\\\[^\'"]$')), // from its CHECK
    // CHECK ("Quoted ""Name""" > 1)
    'Quoted "Name"': maybe('10%', edge(integer({ min: 2, max: 1_000 }), { min: '1%', max: '1%' })),
    a: null, // CHECK later, whole_row, b_then_a
    // CHECK (b > a)
    b: ({ row }) =>
      row.a === null
        ? edge(integer({ min: 0, max: 1_000 }), { zero: '1%' })
        : integer({ min: row.a + 1, max: row.a + 100 }),
  },
});
