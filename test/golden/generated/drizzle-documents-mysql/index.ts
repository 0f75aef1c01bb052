// Written by gen-factories from 2 tables. Do not edit. checksum 23d140bd
import './customers.js';
import './orders.js';

export { factory } from './schema.js';
export type * from './schema.js';
