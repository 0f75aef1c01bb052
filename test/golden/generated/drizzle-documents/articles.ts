// Written by gen-factories from public.articles. Extend it in ../index.ts; edits here are lost. checksum 5341307c
import {
  decimal,
  edge,
  fullName,
  integer,
  json,
  listOf,
  locale,
  mapOf,
  maybe,
  metadata,
  optional,
  paragraph,
  recent,
  sentence,
  slug,
  title,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('articles', {
  count: 2_000,
  shape: {
    thread: json({
      authorName: fullName(),
      body: paragraph(),
      createdAt: recent({ within: '3y' }),
      replies: listOf(
        json({
          authorName: fullName(),
          body: paragraph(),
          createdAt: recent({ within: '3y' }),
          replies: [],
        }),
        { max: 5 },
      ),
    }),
    translations: mapOf(locale(), json({ title: title(), summary: optional('30%', sentence()) }), {
      max: 5,
    }),
    related: json({
      items: listOf(json({ slug: slug(), score: decimal({ min: 0, max: 1, scale: 2 }) }), {
        max: 5,
      }),
      nextCursor: maybe('20%', title()),
    }),
    bounds: maybe(
      '10%',
      json([
        integer({ min: 0, max: 1_000 }),
        integer({ min: 0, max: 1_000 }),
        integer({ min: 0, max: 1_000 }),
        integer({ min: 0, max: 1_000 }),
      ]),
    ),
    extra: maybe('10%', edge(metadata(), { empty: '3%', deep: '1%', unicode: '1%' })),
  },
  anonymize: ['thread'],
});
