// Written by gen-factories from public.orders. Extend it in ../index.ts; edits here are lost. checksum a802cf15
import {
  boolean,
  city,
  code,
  countryName,
  integer,
  json,
  listOf,
  maybe,
  mixed,
  money,
  oneOf,
  optional,
  postalCode,
  recent,
  sentence,
  streetAddress,
  title,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('orders', {
  count: 2_000,
  shape: {
    channel: oneOf(['web', 'store']),
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
    shipping: maybe(
      '10%',
      json({
        street: streetAddress(),
        city: city(),
        postalCode: postalCode(),
        country: countryName(),
        giftWrap: optional('30%', boolean()),
      }),
    ),
    latest: mixed(
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
  },
  anonymize: ['shipping'],
});
