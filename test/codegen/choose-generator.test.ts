import { describe, expect, it } from 'vitest';
import { chooseGenerator } from '../../src/codegen/choose-generator.ts';
import { viewColumn } from '../../src/codegen/column-view.ts';
import { call, printExpression } from '../../src/codegen/expression.ts';
import { choiceSize, FEW_VALUES } from '../../src/codegen/key-room.ts';
import { weightedLabels } from '../../src/codegen/rules/type-rules.ts';
import { parseColumn } from '../../src/schema/facts.ts';
import type { Column, Table } from '../../src/schema/schema.ts';
import { cidr, countryCode, currency, phone } from '../../generators/catalog.ts';
import { bindTo } from '../support/fake-site.ts';

const NO_KEYS = { primaryKey: null, uniques: [], references: [] };

/** What is written for the first of some columns of a table. */
function chosen(name: string, columns: Readonly<Record<string, string>>): string {
  const [column] = columnsOf(columns);
  const table = { name, columns: columnsOf(columns), ...NO_KEYS } as unknown as Table;
  const choice = chooseGenerator(viewColumn(table, { ...column! }));
  return choice === undefined ? 'nothing' : printExpression(choice.expression, 0, -1000);
}

function columnsOf(columns: Readonly<Record<string, string>>): Column[] {
  return Object.entries(columns).map(
    ([name, text]) => ({ ...parseColumn(name, text), default: null }) as unknown as Column,
  );
}

describe('what a column is about', () => {
  it.each([
    ['users', 'email', 'text', 'email()'],
    ['users', 'emailAddress', 'varchar(80)', 'email()'],
    ['users', 'name', 'text', 'fullName()'],
    ['orgs', 'name', 'text', 'companyName()'],
    ['products', 'name', 'text', 'productName()'],
    ['teams', 'name', 'text', 'department()'],
    ['users', 'phone_number', 'text', 'phone()'],
    ['users', 'street_address', 'text', 'streetAddress()'],
    ['sessions', 'ip_address', 'text', 'ipAddress()'],
    ['sessions', 'ipAddress', 'text', 'ipAddress()'],
    ['devices', 'mac_address', 'text', 'macAddress()'],
    ['sessions', 'userAgent', 'text', 'userAgent()'],
    ['posts', 'slug', 'text', 'slug()'],
    ['posts', 'website_url', 'text', 'url()'],
    ['users', 'country', 'char(2)', 'countryCode()'],
    ['users', 'country', 'text', 'countryName()'],
    ['prices', 'currency', 'char(3)', 'currency()'],
    ['users', 'time_zone', 'text', 'timezone()'],
    ['tags', 'color', 'text', 'hexColor()'],
    [
      'citizens',
      'eyeColor',
      'text',
      'weighted({ brown: 0.5, black: 0.25, grey: 0.15, green: 0.1 })',
    ],
    ['files', 'file_name', 'text', 'fileName()'],
    ['orders', 'total_amount', 'decimal(10,2)', 'money()'],
    ['coupons', 'amount_off', 'decimal(10,2)', 'money()'],
    ['cards', 'last4', 'char(4)', "code({ length: 4, alphabet: '0123456789' })"],
    ['users', 'gender', 'char(1)', 'weighted({ f: 0.49, m: 0.48, x: 0.03 })'],
    ['team_members', 'is_lead', 'boolean', "boolean('5%')"],
    ['users', 'is_active', 'boolean', "boolean('90%')"],
    ['reviews', 'rating', 'smallint', 'integer({ min: 1, max: 5 })'],
    ['tasks', 'estimate_hours', 'decimal(6,2)', 'decimal({ min: 0.5, max: 80, step: 0.5 })'],
    ['places', 'lat', 'double', 'latitude()'],
    ['users', 'created_at', 'timestamptz', "recent({ within: '3y' })"],
    ['hires', 'created', 'date', "recent({ within: '3y' })"],
    ['events', 'created_at', 'bigint', "recent({ within: '3y' })"],
    ['orders', 'shipping_address', 'jsonb', expect.stringContaining('street: streetAddress()')],
    ['orders', 'status', 'text', expect.stringContaining('delivered')],
    ['invoices', 'status', 'text', expect.stringContaining('paid')],
    ['audit_events', 'action', 'varchar(60)', expect.stringContaining('updated')],
    ['audit_events', 'action', 'char(4)', 'slug()'],
    ['employees', 'title', 'text', 'jobTitle()'],
    ['posts', 'title', 'text', 'title()'],
    ['tracks', 'composer', 'text', 'fullName()'],
    ['artists', 'name', 'text', 'fullName()'],
    ['timezones', 'name', 'text', 'timezone()'],
    ['languages', 'code', 'varchar(5)', 'locale()'],
    ['translations', 'key', 'text', 'slug()'],
    ['api_keys', 'key', 'text', 'token()'],
    ['users', 'sub', 'text', "token({ prefix: 'sub_' })"],
    ['projects', 'region', 'text', 'slug()'],
    ['users', 'stripe_customer_id', 'text', "token({ prefix: 'customer_' })"],
    ['users', 'active_organization_id', 'text', 'token()'],
    ['dumps', 'total_rows', 'text', "pattern('^[1-9][0-9]{0,4}$')"],
    ['plans', 'amount', 'text', "pattern('^[1-9][0-9]{0,2}\\\\.[0-9]{2}$')"],
    ['products', 'stock_quantity', 'integer', 'integer({ min: 0, max: 500 })'],
    ['plans', 'storage_limit', 'integer', 'integer({ min: 1, max: 100 })'],
    ['accounts', 'credit_limit', 'integer', 'money()'],
    ['accounts', 'limit', 'decimal(10,2)', 'money()'],
    ['usage', 'storage_bytes_hour', 'bigint', 'integer({ min: 1, max: 50_000_000 })'],
    ['projects', 'delete_after_days', 'integer', 'integer({ min: 1, max: 90 })'],
    ['cars', 'year', 'integer', 'integer({ min: 1990, max: 2026 })'],
    ['dogs', 'id', 'integer', 'serial()'],
    ['dogs', 'chip_id', 'integer', 'integer({ min: 1, max: 1_000_000 })'],
    ['sessions', 'last_used_ip', 'inet', 'ipAddress()'],
    [
      'tasks',
      'status',
      "enum('todo','in_progress','blocked','done','canceled')",
      'weighted({ todo: 0.2, in_progress: 0.15, blocked: 0.05, done: 0.55, canceled: 0.05 })',
    ],
    ['tasks', 'size', "enum('s','m','l')", "oneOf(['s', 'm', 'l'])"],
    ['jobs', 'engine', "enum('v1')", "'v1'"],
    ['products', 'handle', 'varchar(80)', 'slug()'],
    ['authors', 'handle', 'varchar(80)', 'username()'],
    ['staff', 'license_no', 'varchar(16)', 'code({ length: 10 })'],
    ['tours', 'bus_no', 'text', 'code({ length: 10 })'],
    ['cars', 'licensePlate', 'varchar(8)', 'code({ length: 8 })'],
    ['pets', 'microchip', 'varchar(15)', "code({ length: 13, alphabet: '0123456789' })"],
    ['users', 'mothers_maiden_name', 'text', 'lastName()'],
    ['tenants', 'subdomain', 'text', 'slug()'],
    ['visits', 'ua', 'text', 'userAgent()'],
    ['visits', 'browser', 'text', expect.stringContaining('Safari: 0.25')],
    ['audit_logs', 'entity_type', 'text', 'weighted({ user: 0.5, project: 0.3, document: 0.2 })'],
    ['audit_logs', 'event', 'varchar(40)', expect.stringContaining('updated: 0.45')],
    ['audit_logs', 'event', 'char(4)', 'slug()'],
    ['attachments', 'name', 'text', 'fileName()'],
    ['reviews', 'id', 'char(36)', 'uuid()'],
    ['deliveries', 'response_status', 'integer', 'oneOf([200, 201, 204, 304, 400, 404, 500])'],
    ['payments', 'succeeded', 'boolean', "boolean('95%')"],
    ['time_entries', 'spent_minutes', 'integer', 'integer({ min: 1, max: 480 })'],
    ['schedules', 'minute', 'integer', 'integer({ min: 0, max: 59 })'],
    ['coupons', 'discount_pct', 'decimal(5,2)', 'decimal({ min: 0, max: 100, scale: 2 })'],
    ['coupons', 'discount_pct', 'decimal(3,2)', 'decimal({ min: 0, max: 1, scale: 2 })'],
  ])('%s.%s %s is %s', (table, column, type, expected) => {
    expect(chosen(table, { [column]: type })).toEqual(expected);
  });
});

it('takes a name beside a surname for the first of the two', () => {
  expect(chosen('citizens', { name: 'text', surname: 'text' })).toBe('firstName()');
  expect(chosen('citizens', { name: 'text' })).toBe('title()');
});

describe('a comment', () => {
  const withComment = (type: string, comment: string): ReturnType<typeof chooseGenerator> => {
    const [column] = columnsOf({ x7: type });
    const table = { name: 'things', columns: [column], ...NO_KEYS } as unknown as Table;
    return chooseGenerator(viewColumn(table, { ...column!, comment }));
  };

  it.each([
    ['text', 'E-mail address', 'email()'],
    ['text', "The customer's phone number, if any.", 'phone()'],
    ['text', 'Country code (ISO 3166)', 'countryCode()'],
    ['integer', 'Age', 'integer({ min: 18, max: 95 })'],
    ['text', 'Whether somebody has given us their phone', 'sentence()'],
    ['text', 'Free text', 'sentence()'],
  ])('of a %s, %j, says what it is: %s', (type, comment, expected) => {
    expect(printExpression(withComment(type, comment)!.expression, 0, -1000)).toBe(expected);
  });

  it('says that a column is personal', () => {
    expect(withComment('jsonb', 'PII, keep it out of logs')).toMatchObject({ personal: true });
    expect(withComment('integer', 'Personal data (GDPR)')).toMatchObject({ personal: true });
    expect(withComment('text', 'Not PII')).not.toHaveProperty('personal');
  });

  it('does not change what a name says', () => {
    const [column] = columnsOf({ slug: 'text' });
    const table = { name: 'posts', columns: [column], ...NO_KEYS } as unknown as Table;
    const choice = chooseGenerator(viewColumn(table, { ...column!, comment: 'E-mail' }));
    expect(choice?.expression).toEqual(call('slug'));
  });
});

it.each([2, 3, 5, 8, 12])('shares of %i labels add up to 1, none of them 0', (count) => {
  const others = Array.from({ length: count - 2 }, (_, place) => `other${place}`);
  const expression = weightedLabels(['active', 'failed', ...others]);
  const shares = expression.kind === 'call' ? expression.args[0] : undefined;
  const numbers =
    shares?.kind === 'object'
      ? shares.members.map(([, share]) => (share.kind === 'raw' ? Number(share.text) : NaN))
      : [];
  expect(numbers).toHaveLength(count);
  expect(Math.min(...numbers)).toBeGreaterThan(0);
  expect(numbers.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
});

describe('times in order', () => {
  it.each([
    ['updated_at', { created_at: 'timestamptz not null' }, "recent({ after: 'created_at' })"],
    ['deleted_at', { created_at: 'timestamptz not null' }, "recent({ after: 'created_at' })"],
    ['end_date', { start_date: 'date not null' }, "after('start_date', { max: '30d' })"],
    ['ends_at', { starts_at: 'timestamptz not null' }, "after('starts_at', { max: '30d' })"],
    ['paid_at', { issued_on: 'date not null' }, "recent({ after: 'issued_on' })"],
    ['shipped_at', { ordered_at: 'timestamptz not null' }, "recent({ after: 'ordered_at' })"],
    [
      'expires_at',
      { created_at: 'timestamptz not null' },
      "after('created_at', { min: '1d', max: '90d' })",
    ],
  ])('%s after %s', (column, sibling, expected) => {
    const type = column.endsWith('_date') ? 'date not null' : 'timestamptz not null';
    expect(chosen('things', { [column]: type, ...sibling })).toBe(expected);
  });
});

describe('two columns, and what lies between them', () => {
  it.each([
    ['shifts', 'time', 'ends_at', 'starts_at', "after('starts_at', { min: '30m', max: '8h' })"],
    ['shifts', 'time', 'starts_at', 'ends_at', "timeOfDay({ from: '06:00', to: '15:00' })"],
    ['shops', 'time(0)', 'closesAt', 'opensAt', "after('opensAt', { min: '30m', max: '8h' })"],
    ['shops', 'time', 'opened', 'color', 'timeOfDay()'],
    ['shops', 'time', 'closed', 'color', 'timeOfDay()'],
    ['staff', 'date', 'left_on', 'hired_on', "recent({ after: 'hired_on' })"],
    ['staff', 'date', 'termination_date', 'hire_date', "recent({ after: 'hire_date' })"],
    ['members', 'timestamptz', 'left_at', 'joined_at', "recent({ after: 'joined_at' })"],
    ['pets', 'date', 'diedOn', 'bornOn', "recent({ within: '10y', after: 'bornOn' })"],
    ['people', 'date', 'died', 'birth_date', "recent({ within: '10y', after: 'birth_date' })"],
    ['tickets', 'timestamptz', 'closed_at', 'opened_at', "after('opened_at', { max: '30d' })"],
    ['prices', 'date', 'valid_to', 'valid_from', "after('valid_from', { max: '30d' })"],
    ['bookings', 'date', 'check_out', 'check_in', "after('check_in', { max: '14d' })"],
    [
      'stays',
      'timestamptz',
      'checked_out_at',
      'checked_in_at',
      "after('checked_in_at', { min: '12h', max: '14d' })",
    ],
    ['days', 'timestamptz', 'clockOut', 'clockIn', "after('clockIn', { min: '1h', max: '10h' })"],
    [
      'appointments',
      'timestamptz',
      'ends_at',
      'starts_at',
      "after('starts_at', { min: '15m', max: '4h' })",
    ],
    ['shifts', 'timestamp', 'end', 'start', "after('start', { min: '2h', max: '10h' })"],
    ['bookings', 'date', 'end_date', 'start_date', "after('start_date', { max: '30d' })"],
    ['patients', 'timestamp', 'discharged', 'admitted', "after('admitted', { max: '30d' })"],
  ])('%s, %s: %s beside %s', (table, type, column, sibling, expected) => {
    const not = { [column]: `${type} not null`, [sibling]: `${type} not null` };
    expect(chosen(table, not)).toBe(expected);
  });

  it('go together by the words that they begin with', () => {
    const columns = { break_end: 'time', shift_start: 'time', break_start: 'time' };
    expect(chosen('shifts', columns)).toBe("after('break_start', { min: '30m', max: '8h' })");
  });

  it('are of one kind', () => {
    expect(chosen('shifts', { ends_at: 'time', starts_at: 'timestamptz' })).toBe('timeOfDay()');
  });

  it.each([
    ['pets', 'born_on', 'birthDate({ minAge: 0, maxAge: 15 })'],
    ['dogs', 'birthDate', 'birthDate({ minAge: 0, maxAge: 15 })'],
    ['pet_owners', 'birth_date', 'birthDate()'],
  ])('%s.%s', (table, column, expected) => {
    expect(chosen(table, { [column]: 'date' })).toBe(expected);
  });
});

it('knows how few values some generators have', () => {
  const few = Object.entries({ cidr, countryCode, currency, phone });
  const sizes = few.map(([name, make]) => [name, bindTo<string>(make(), 'text').space?.size]);
  expect(Object.fromEntries(sizes)).toEqual(FEW_VALUES);
  expect(choiceSize({ expression: call('currency') })).toBe(FEW_VALUES['currency']);
});
