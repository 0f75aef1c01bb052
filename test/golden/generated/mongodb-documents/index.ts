// Written by gen-factories from 7 tables. Do not edit. checksum 2b0dc30a
import './audit_events.js';
import './counters.js';
import './empty.js';
import './feature_flags.js';
import './partly_described.js';
import './people.js';
import './posts.js';

export { factory } from './schema.js';
export type * from './schema.js';
