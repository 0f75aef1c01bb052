// Written by gen-factories from 4 tables. Do not edit. checksum 1cffc6c7
import './account.js';
import './booking.js';
import './heap.js';
import './seat.js';

export { factory } from './schema.js';
export type * from './schema.js';
