// Written by gen-factories from 9 tables. Do not edit. checksum df8929b5
import './boxes.js';
import './invoices.js';
import './lines.js';
import './mixes.js';
import './odd_sums.js';
import './readings.js';
import './shares.js';
import './stock.js';
import './twins.js';

export { factory } from './schema.js';
export type * from './schema.js';
