// Written by gen-factories from 11 tables. Do not edit. checksum 16facd79
import './comments.js';
import './files.js';
import './memberships.js';
import './projects.js';
import './tags.js';
import './task_tags.js';
import './task_watchers.js';
import './tasks.js';
import './tenants.js';
import './time_entries.js';
import './users.js';

export { factory } from './schema.js';
export type * from './schema.js';
