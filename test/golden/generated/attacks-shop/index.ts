// Written by gen-factories from 7 tables. Do not edit. checksum 8dc7a3af
import './coupons.js';
import './customers.js';
import './order_items.js';
import './orders.js';
import './payments.js';
import './products.js';
import './reviews.js';

export { factory } from './schema.js';
export type * from './schema.js';
