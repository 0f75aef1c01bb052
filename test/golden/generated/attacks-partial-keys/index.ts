// Written by gen-factories from 9 tables. Do not edit. checksum 2c98b2f6
import './addresses.js';
import './assignments.js';
import './keys.js';
import './memberships.js';
import './shifts.js';
import './subscriptions.js';
import './tenants.js';
import './themes.js';
import './users.js';

export { factory } from './schema.js';
export type * from './schema.js';
