// Written by gen-factories from 1 tables. Do not edit. checksum b47c74ed
import './checked.js';

export { factory } from './schema.js';
export type * from './schema.js';
