// Written by gen-factories 0.0.0 from public. Do not edit. checksum 7afa2c6d
import { createFactory } from 'gen-factories';

export interface Bucket {
  id: string;
}

export interface Event {
  id: number | bigint;
  at: Date;
  kind: string;
  tenant_id: number;
}

export interface Invoice {
  id: number;
  region: string;
  number: number;
}

export interface Payment {
  region: string | null;
  invoice_id: number | null;
  eu_region: string | null;
  eu_invoice_id: number | bigint | null;
  sole_id: number | null;
  bucket_id: string | null;
}

export interface Sole {
  id: number;
}

export interface Tenant {
  id: number;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  bucket: { row: Bucket; references: {} };
  event: { row: Event; references: { tenant_id: 'tenant' } };
  invoice: { row: Invoice; references: {} };
  payment: {
    row: Payment;
    references: { bucket_id: 'bucket'; region: 'invoice'; invoice_id: 'invoice'; sole_id: 'sole' };
  };
  sole: { row: Sole; references: {} };
  tenant: { row: Tenant; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    bucket: {
      table: 'public.bucket',
      columns: { id: 'uuid not null' },
      primaryKey: ['id'],
      notes: {
        partitions:
          'by hash (id): bucket_0 FOR VALUES WITH (modulus 2, remainder 0); bucket_1 FOR VALUES WITH (modulus 2, remainder 1)',
      },
    },
    event: {
      table: 'public.event',
      columns: {
        id: 'bigint not null',
        at: 'timestamptz not null',
        kind: 'text not null',
        tenant_id: 'integer not null',
      },
      references: [{ columns: ['tenant_id'], to: 'tenant', key: ['id'] }],
      checks: { event_kind: '(length(kind) < 20)', event_kind_check: "(kind <> ''::text)" },
      notes: {
        partitions:
          "by range (at): event_old FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00:00+00'); event_2024 FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00')",
      },
    },
    invoice: {
      table: 'public.invoice',
      columns: {
        id: 'bigint not null identity',
        region: 'text not null',
        number: 'integer not null',
      },
      primaryKey: ['region', 'id'],
      unique: [['number', 'region']],
      notes: {
        partitions: "by list (region): invoice_eu FOR VALUES IN ('de', 'fr'); invoice_rest DEFAULT",
      },
    },
    payment: {
      table: 'public.payment',
      columns: {
        region: 'text',
        invoice_id: 'bigint',
        eu_region: 'text',
        eu_invoice_id: 'bigint',
        sole_id: 'integer',
        bucket_id: 'uuid',
      },
      references: [
        { columns: ['bucket_id'], to: 'bucket', key: ['id'] },
        { columns: ['region', 'invoice_id'], to: 'invoice', key: ['region', 'id'] },
        { columns: ['sole_id'], to: 'sole', key: ['id'] },
      ],
    },
    sole: {
      table: 'public.sole',
      columns: { id: 'integer not null' },
      primaryKey: ['id'],
      notes: { partitions: 'by range (id): sole_all FOR VALUES FROM (MINVALUE) TO (MAXVALUE)' },
    },
    tenant: { table: 'public.tenant', columns: { id: 'integer not null' }, primaryKey: ['id'] },
  },
});
