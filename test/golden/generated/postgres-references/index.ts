// Written by gen-factories from 3 tables. Do not edit. checksum e05a2963
import './org.js';
import './person.js';
import './site.js';

export { factory } from './schema.js';
export type * from './schema.js';
