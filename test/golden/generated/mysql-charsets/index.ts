// Written by gen-factories from 1 tables. Do not edit. checksum 83c7c8d2
import './people.js';

export { factory } from './schema.js';
export type * from './schema.js';
