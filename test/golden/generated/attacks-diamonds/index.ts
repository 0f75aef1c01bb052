// Written by gen-factories from 12 tables. Do not edit. checksum 9a4aba30
import './appointments.js';
import './clinics.js';
import './invoices.js';
import './order_items.js';
import './orders.js';
import './owners.js';
import './products.js';
import './receipts.js';
import './shipments.js';
import './stores.js';
import './variants.js';
import './visits.js';

export { factory } from './schema.js';
export type * from './schema.js';
