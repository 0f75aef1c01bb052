import { ref, words } from '../../../generators/catalog.ts';
import { looseFactory, type LooseFactory, type LooseShape, type Tables } from './loose-factory.ts';

export const ID = { _id: 'objectId not null' };

export const TABLES: Tables = {
  orgs: { table: 'orgs', columns: ID, primaryKey: ['_id'] },
  users: {
    table: 'users',
    columns: { ...ID, orgId: 'objectId not null', friends: 'objectId[] optional' },
    primaryKey: ['_id'],
    references: [{ columns: ['orgId'], to: 'orgs', key: ['_id'] }],
  },
  products: { table: 'products', columns: { ...ID, sku: 'string not null' }, primaryKey: ['_id'] },
  teams: {
    table: 'teams',
    columns: {
      ...ID,
      orgId: 'objectId not null',
      ownerId: 'objectId optional',
      memberIds: 'objectId[] not null optional',
      items: 'object[] not null optional',
      'items.product': 'objectId not null',
      'items.quantity': 'int not null optional',
      'items.addedBy': 'objectId optional',
      'items.kind': 'string not null optional',
      'items.target': 'objectId not null optional',
      grid: 'objectId[][] optional',
      settings: 'object optional',
      'settings.admins': 'objectId[] not null',
      roles: 'map(string) optional',
    },
    primaryKey: ['_id'],
    references: [
      { columns: ['orgId'], to: 'orgs', key: ['_id'] },
      { columns: ['memberIds'], to: 'users', key: ['_id'] },
      { columns: ['items.product'], to: 'products', key: ['_id'] },
    ],
  },
};

export interface Counts {
  readonly orgs?: number;
  readonly users?: number;
  readonly products?: number;
  readonly teams?: number;
}

export function teamsOf(shape: LooseShape, counts: Counts = {}, tables = TABLES): LooseFactory {
  const factory = looseFactory(tables, { dialect: 'mongodb' });
  const { orgs = 6, users = 60, products = 12, teams = 80 } = counts;
  factory.define('orgs', { count: orgs });
  factory.define('users', { count: users, shape: { orgId: ref('orgs') } });
  factory.define('products', { count: products, shape: { sku: words() } });
  return factory.define('teams', { count: teams, shape: { orgId: ref('orgs'), ...shape } });
}

export interface Team {
  readonly _id: string;
  readonly orgId: string;
  readonly ownerId?: string | null;
  readonly memberIds: readonly string[];
  readonly items: readonly Item[];
  readonly grid: readonly (readonly string[])[];
  readonly settings: { readonly admins: readonly string[] };
  readonly roles: Readonly<Record<string, string>>;
}

export interface Item {
  readonly product: string;
  readonly quantity: number;
  readonly addedBy?: string | null;
  readonly kind: string;
  readonly target?: string;
}

export function rowsOf(factory: LooseFactory): readonly Team[] {
  return factory.rows('teams') as never;
}

export function keysOf(factory: LooseFactory, table: string): ReadonlySet<unknown> {
  return new Set(factory.rows(table).map((row) => row['_id']));
}

export const isDistinct = (list: readonly unknown[]): boolean => new Set(list).size === list.length;
