// Written by gen-factories from warehouses. Extend it in ../index.ts; edits here are lost. checksum a1753a72
import { countryCode, integer } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('warehouses', {
  count: 2_000,
  shape: {
    country: countryCode(),
    number: integer({ min: 0, max: 1_000 }),
  },
});
