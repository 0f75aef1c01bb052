// Written by gen-factories from orders. Extend it in ../index.ts; edits here are lost. checksum d264f779
import {
  boolean,
  code,
  decimal,
  fullName,
  integer,
  json,
  listOf,
  locale,
  mapOf,
  maybe,
  mixed,
  money,
  optional,
  paragraph,
  recent,
  sentence,
  slug,
  title,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('orders', {
  count: 2_000,
  shape: {
    lines: listOf(
      json({
        sku: code({ length: 10 }),
        title: title(),
        quantity: integer({ min: 1, max: 20 }),
        unitPrice: money(),
        discountCents: optional('30%', integer({ min: 100, max: 100_000 })),
      }),
      { max: 5 },
    ),
    latest: maybe(
      '10%',
      mixed(
        [0.33, json({ kind: 'placed', at: recent({ within: '3y' }) })],
        [
          0.33,
          json({
            kind: 'shipped',
            at: recent({ within: '3y' }),
            carrier: title(),
            trackingNumber: code({ length: 10 }),
          }),
        ],
        [
          0.33,
          json({
            kind: 'canceled',
            at: recent({ within: '3y' }),
            reason: maybe('20%', sentence()),
            refunded: boolean(),
          }),
        ],
      ),
    ),
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
    related: json({
      items: listOf(json({ slug: slug(), score: decimal({ min: 0, max: 1, scale: 2 }) }), {
        max: 5,
      }),
      nextCursor: maybe('20%', title()),
    }),
    translations: mapOf(locale(), json({ title: title(), summary: optional('30%', sentence()) }), {
      max: 5,
    }),
  },
  anonymize: ['thread'],
});
