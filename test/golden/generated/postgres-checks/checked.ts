// Written by gen-factories from public.checked. Extend it in ../index.ts; edits here are lost. checksum 08ae44c4
import {
  between,
  bytes,
  edge,
  float,
  given,
  integer,
  maybe,
  pattern,
  title,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('checked', {
  count: 2_000,
  shape: {
    mood: maybe('10%', weighted({ ok: 0.5, happy: 0.5 })), // CHECK (mood <> 'sad')
    // CHECK (at > '2000-01-01 00:00:00+00')
    at: maybe('30%', between({ from: '2000-01-01T00:00:01.000Z' })),
    day: maybe('30%', between({ from: '1999-12-31' })), // CHECK (day >= '1999-12-31')
    for_: null, // no generator keeps to its lower bound
    ratio: maybe('10%', float({ min: 0, max: 0.29 })), // CHECK (ratio < '0.30000000000000004')
    bytes: maybe('10%', edge(bytes({ length: 32 }), { empty: '1%' })), // CHECK (bytes <> '\x00ff')
    price: null, // the bounds leave no value
    // CHECK (name OPERATOR(public.<>) '')
    name: maybe('10%', edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' })),
    path: maybe('10%', pattern('^[0-9]+\\\\[^"\']$')), // CHECK (path ~ '^\d+\\[^''"]$')
    // CHECK ("Quoted ""Name""" > 1)
    'Quoted "Name"': maybe('10%', edge(integer({ min: 2, max: 1_000 }), { min: '1%', max: '1%' })),
    a: null, // CHECK later, whole_row, b_then_a
    // CHECK (b > a)
    b: given(
      'a',
      { null: edge(integer({ min: 0, max: 1_000 }), { min: '1%', max: '1%' }) },
      ({ row, faker }) =>
        faker.number.int({ min: Number(row['a']) + 1, max: Number(row['a']) + 100 }),
    ),
  },
});
