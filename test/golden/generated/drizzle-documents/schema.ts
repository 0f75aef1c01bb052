// Written by gen-factories 0.0.0 from public. Do not edit. checksum 76f0b2ee
import { createFactory } from 'gen-factories';

export interface Articles {
  id: number;
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
  translations: Record<string, { title: string; summary?: string }>;
  related: {
    items: { slug: string; score: number }[];
    nextCursor: string | null;
  };
  bounds: [number, number, number, number] | null;
  extra: unknown | null;
}

export interface Customers {
  id: number;
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
  preferences: {
    theme?: 'light' | 'dark' | 'system';
    fontSize?: 12 | 14 | 16;
    locale?: string;
    newsletter?: boolean;
  } | null;
  tags: string[];
  imported: unknown | null;
}

export interface Orders {
  id: number;
  channel: 'web' | 'store';
  lines: {
    sku: string;
    title: string;
    quantity: number;
    unitPrice: number;
    discountCents?: number;
  }[];
  shipping: {
    street: string;
    city: string;
    postalCode: string;
    country: string;
    giftWrap?: boolean;
  } | null;
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
      };
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  articles: { row: Articles; references: {} };
  customers: { row: Customers; references: {} };
  orders: { row: Orders; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    articles: {
      table: 'public.articles',
      columns: {
        id: 'integer not null serial',
        thread: 'jsonb not null',
        translations: 'jsonb not null',
        related: 'jsonb not null',
        bounds: 'jsonb',
        extra: 'jsonb',
      },
      primaryKey: ['id'],
    },
    customers: {
      table: 'public.customers',
      columns: {
        id: 'integer not null serial',
        profile: 'jsonb not null',
        preferences: 'jsonb',
        tags: "jsonb not null default '[]'::jsonb",
        imported: 'jsonb',
      },
      primaryKey: ['id'],
      checks: { profile_has_email: "profile ? 'email'" },
    },
    orders: {
      table: 'public.orders',
      columns: {
        id: 'integer not null serial',
        channel: 'text not null',
        lines: 'jsonb not null',
        shipping: 'json',
        latest: 'jsonb not null',
      },
      primaryKey: ['id'],
      checks: { lines_are_many: "jsonb_typeof(lines) = 'array'" },
    },
  },
});
