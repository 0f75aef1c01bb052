// Written by gen-factories from 17 tables. Do not edit. checksum 23cba40d
import './api_keys.js';
import './attachments.js';
import './audit_events.js';
import './comments.js';
import './countries.js';
import './invitations.js';
import './invoice_lines.js';
import './invoices.js';
import './milestones.js';
import './orgs.js';
import './projects.js';
import './room_bookings.js';
import './subscriptions.js';
import './tasks.js';
import './team_members.js';
import './teams.js';
import './users.js';

export { factory } from './schema.js';
export type * from './schema.js';
