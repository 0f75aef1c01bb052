// Written by gen-factories 0.0.0 from mysql. Do not edit. checksum 49996cb6
import { createFactory } from 'gen-factories';

export interface Customers {
  id: number;
  name: string;
  profile: {
    firstName: string;
    lastName: string;
    email: string;
    phone?: string;
    nickname: string | null;
    birthDate?: string;
    address: {
      street: string;
      city: string;
      postalCode: string;
      country: string;
      location?: { latitude: number; longitude: number };
    } | null;
    socialLinks: {
      github?: string;
      linkedin?: string;
      mastodon?: string;
    };
  };
  tags: string[] | null;
}

export interface Orders {
  id: number;
  lines: {
    sku: string;
    title: string;
    quantity: number;
    unitPrice: number;
    discountCents?: number;
  }[];
  latest:
    | { kind: 'placed'; at: string }
    | {
        kind: 'shipped';
        at: string;
        carrier: string;
        trackingNumber: string;
      }
    | {
        kind: 'canceled';
        at: string;
        reason: string | null;
        refunded: boolean;
      }
    | null;
  thread: {
    authorName: string;
    body: string;
    createdAt: string;
    replies: {
      authorName: string;
      body: string;
      createdAt: string;
      replies: unknown[];
    }[];
  };
  related: {
    items: { slug: string; score: number }[];
    nextCursor: string | null;
  };
  translations: Record<string, { title: string; summary?: string }>;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  customers: { row: Customers; references: {} };
  orders: { row: Orders; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'mysql',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    customers: {
      table: 'customers',
      columns: {
        id: 'int not null auto_increment',
        name: 'varchar(80) not null',
        profile: 'json not null',
        tags: 'json',
      },
      primaryKey: ['id'],
    },
    orders: {
      table: 'orders',
      columns: {
        id: 'int not null auto_increment',
        lines: 'json not null',
        latest: 'json',
        thread: 'json not null',
        related: 'json not null',
        translations: 'json not null',
      },
      primaryKey: ['id'],
    },
  },
});
