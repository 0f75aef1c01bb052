// Written by gen-factories from 6 tables. Do not edit. checksum 993f6f72
import './documents.js';
import './log_lines.js';
import './odd__name.js';
import './prices.js';
import './settings.js';
import './users.js';

export { factory } from './schema.js';
export type * from './schema.js';
