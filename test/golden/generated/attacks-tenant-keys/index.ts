// Written by gen-factories from 4 tables. Do not edit. checksum a8e78a93
import './assignments.js';
import './departments.js';
import './employees.js';
import './tenants.js';

export { factory } from './schema.js';
export type * from './schema.js';
