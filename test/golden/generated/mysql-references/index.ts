// Written by gen-factories from 10 tables. Do not edit. checksum 182aa446
import './audit_log.js';
import './clerks.js';
import './orgs.js';
import './pages.js';
import './shelves.js';
import './shops.js';
import './user_shops.js';
import './users.js';
import './visits.js';
import './warehouses.js';

export { factory } from './schema.js';
export type * from './schema.js';
