// Written by gen-factories 0.0.0 from public. Do not edit. checksum 19c5e1ed
import { createFactory } from 'gen-factories';

export interface Org {
  id: number;
  code: string;
  owner_id: number | null;
}

export interface Person {
  id: number;
  manager_id: number | null;
  org_code: string | null;
  desk: number | null;
  site_number: number | null;
  site_org: number | null;
  other_number: number | null;
  other_org: number | null;
}

export interface Site {
  number: number;
  org_id: number;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  org: { row: Org; references: { owner_id: 'person' } };
  person: {
    row: Person;
    references: {
      desk: 'org';
      manager_id: 'person';
      org_code: 'org';
      other_org: 'site';
      other_number: 'site';
      site_number: 'site';
      site_org: 'site';
    };
  };
  site: { row: Site; references: { org_id: 'org' } };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    org: {
      table: 'public.org',
      columns: { id: 'integer not null', code: 'text not null', owner_id: 'integer' },
      primaryKey: ['id'],
      unique: [['code']],
      references: [{ columns: ['owner_id'], to: 'person', key: ['id'] }],
    },
    person: {
      table: 'public.person',
      columns: {
        id: 'integer not null',
        manager_id: 'integer',
        org_code: "text default 'none'::text",
        desk: 'integer',
        site_number: 'integer',
        site_org: 'integer',
        other_number: 'integer',
        other_org: 'integer',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['desk'], to: 'org', key: ['id'] },
        { columns: ['manager_id'], to: 'person', key: ['id'], onDelete: 'set null' },
        { columns: ['org_code'], to: 'org', key: ['code'], onDelete: 'set default' },
        {
          columns: ['other_org', 'other_number'],
          to: 'site',
          key: ['org_id', 'number'],
          deferrable: 'immediate',
        },
        {
          columns: ['site_number', 'site_org'],
          to: 'site',
          key: ['number', 'org_id'],
          deferrable: 'deferred',
          match: 'full',
        },
      ],
    },
    site: {
      table: 'public.site',
      columns: { number: 'integer not null', org_id: 'integer not null' },
      primaryKey: ['org_id', 'number'],
      references: [{ columns: ['org_id'], to: 'org', key: ['id'], onDelete: 'cascade' }],
    },
  },
});
