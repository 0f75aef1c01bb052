// Written by gen-factories 0.0.0 from public. Do not edit. checksum 911fe972
import { createFactory } from 'gen-factories';

export interface Account {
  id: number;
  tenant: number;
  email: string;
  handle: string | null;
  first_name: string | null;
  last_name: string | null;
  nickname: string | null;
  deleted_at: Date | null;
  number: number | null;
  badge: number | null;
}

export interface Booking {
  room: number;
  during: string;
  cancelled: boolean;
}

export interface Heap {
  a: number | null;
  b: number | null;
}

export interface Seat {
  hall: number;
  row: number;
  number: number;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  account: { row: Account; references: {} };
  booking: { row: Booking; references: {} };
  heap: { row: Heap; references: {} };
  seat: { row: Seat; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    account: {
      table: 'public.account',
      columns: {
        id: 'bigint not null',
        tenant: 'integer not null',
        email: 'text not null',
        handle: 'text',
        first_name: 'text',
        last_name: 'text',
        nickname: 'text',
        deleted_at: 'timestamptz',
        number: 'integer',
        badge: 'integer',
      },
      primaryKey: ['id'],
      unique: [
        ['badge'],
        { columns: ['tenant', 'email'], on: 'tenant, lower(email)', where: '(deleted_at IS NULL)' },
        {
          columns: ['first_name', 'last_name', 'tenant', 'nickname'],
          on: "(((first_name || ', {'::text) || last_name)), tenant, COALESCE(nickname, ')'::text)",
        },
        ['number'],
        ['tenant', 'handle'],
      ],
    },
    booking: {
      table: 'public.booking',
      columns: {
        room: 'integer not null',
        during: 'range(timestamptz) not null',
        cancelled: 'boolean not null default false',
      },
      excludes: {
        booking_day: 'room WITH <>, ((isempty(during))::integer) WITH =',
        booking_overlap: 'room WITH =, during WITH && WHERE (NOT cancelled)',
      },
    },
    heap: { table: 'public.heap', columns: { a: 'integer', b: 'integer' } },
    seat: {
      table: 'public.seat',
      columns: { hall: 'integer not null', row: 'integer not null', number: 'integer not null' },
      primaryKey: ['number', 'hall', 'row'],
    },
  },
});
