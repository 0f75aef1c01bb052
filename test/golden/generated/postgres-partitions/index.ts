// Written by gen-factories from 6 tables. Do not edit. checksum cc8f8f46
import './bucket.js';
import './event.js';
import './invoice.js';
import './payment.js';
import './sole.js';
import './tenant.js';

export { factory } from './schema.js';
export type * from './schema.js';
