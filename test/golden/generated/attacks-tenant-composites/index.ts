// Written by gen-factories from 21 tables. Do not edit. checksum 77cd6f5b
import './cart_items.js';
import './carts.js';
import './comments.js';
import './courier_stores.js';
import './couriers.js';
import './deliveries.js';
import './files.js';
import './memberships.js';
import './milestones.js';
import './projects.js';
import './regions.js';
import './reminders.js';
import './stores.js';
import './tags.js';
import './task_reviews.js';
import './task_tags.js';
import './task_watchers.js';
import './tasks.js';
import './tenants.js';
import './time_entries.js';
import './users.js';

export { factory } from './schema.js';
export type * from './schema.js';
