import { describe, expect, it } from 'vitest';
import { chooseGenerator } from '../../src/codegen/choose-generator.ts';
import { viewColumn } from '../../src/codegen/column-view.ts';
import { call, printExpression } from '../../src/codegen/expression.ts';
import { choiceSize, FEW_VALUES } from '../../src/codegen/key-room.ts';
import { parseColumn } from '../../src/schema/facts.ts';
import type { Column, Table } from '../../src/schema/schema.ts';
import { cidr, countryCode, currency, phone } from '../../generators/catalog.ts';
import { bindTo } from '../support/fake-site.ts';

/** What is written for the first of some columns of a table. */
function chosen(name: string, columns: Readonly<Record<string, string>>): string {
  const [column] = columnsOf(columns);
  const table = { name, columns: columnsOf(columns), references: [] } as unknown as Table;
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
    ['events', 'created_at', 'bigint', "recent<number>({ within: '3y' })"],
    ['orders', 'shipping_address', 'jsonb', expect.stringContaining('street: streetAddress()')],
    ['orders', 'status', 'text', expect.stringContaining('delivered')],
    ['invoices', 'status', 'text', expect.stringContaining('paid')],
    ['audit_events', 'action', 'varchar(60)', expect.stringContaining('updated')],
    ['audit_events', 'action', 'char(4)', 'slug()'],
  ])('%s.%s %s is %s', (table, column, type, expected) => {
    expect(chosen(table, { [column]: type })).toEqual(expected);
  });
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

it('knows how few values some generators have', () => {
  const few = Object.entries({ cidr, countryCode, currency, phone });
  const sizes = few.map(([name, make]) => [name, bindTo<string>(make(), 'text').space?.size]);
  expect(Object.fromEntries(sizes)).toEqual(FEW_VALUES);
  expect(choiceSize({ expression: call('currency') })).toBe(FEW_VALUES['currency']);
});
