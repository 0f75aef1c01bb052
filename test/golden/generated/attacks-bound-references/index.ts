// Written by gen-factories from 6 tables. Do not edit. checksum dac34d29
import './accounts.js';
import './flagships.js';
import './follows.js';
import './friendships.js';
import './tariffs.js';
import './upgrades.js';

export { factory } from './schema.js';
export type * from './schema.js';
