// Written by gen-factories from 3 tables. Do not edit. checksum 68efe3c1
import './articles.js';
import './customers.js';
import './orders.js';

export { factory } from './schema.js';
export type * from './schema.js';
