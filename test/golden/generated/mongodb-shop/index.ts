// Written by gen-factories from 10 tables. Do not edit. checksum d6b94bff
import './categories.js';
import './contacts.js';
import './invoices.js';
import './orders.js';
import './orgs.js';
import './products.js';
import './reviews.js';
import './teams.js';
import './tickets.js';
import './users.js';

export { factory } from './schema.js';
export type * from './schema.js';
