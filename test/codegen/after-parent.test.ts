import { expect, it } from 'vitest';
import { lineOf, sketchSchema } from './tables.ts';

const SCHEMA = sketchSchema({
  clinics: { columns: { id: 'uuid not null', created_at: 'timestamptz not null' } },
  staff: {
    columns: {
      id: 'uuid not null',
      clinic_id: 'uuid not null',
      hired_on: 'date not null',
      left_on: 'date',
      born_on: 'date',
    },
    references: { clinic_id: 'clinics' },
  },
  orders: {
    columns: {
      id: 'uuid not null',
      clinic_id: 'uuid not null',
      staff_id: 'uuid not null',
      created_at: 'timestamptz not null',
      placed_at: 'timestamptz not null',
    },
    references: { clinic_id: 'clinics', staff_id: 'staff' },
  },
  refunds: {
    columns: { id: 'uuid not null', order_id: 'uuid not null', refunded_on: 'date not null' },
    references: { order_id: 'orders' },
  },
  visits: {
    columns: { id: 'uuid not null', clinic_id: 'uuid', visited_at: 'timestamptz not null' },
    references: { clinic_id: 'clinics' },
  },
});

it.each([
  ['staff', 'hired_on', "recent({ within: '3y', after: 'clinic_id.created_at' })"],
  ['staff', 'left_on', "maybe('85%', recent({ after: 'hired_on' }))"],
  ['staff', 'born_on', "maybe('10%', birthDate())"],
  ['orders', 'placed_at', "recent({ within: '3y', after: 'staff_id.hired_on' })"],
  ['refunds', 'refunded_on', "recent({ within: '3y', after: 'order_id.placed_at' })"],
  ['visits', 'visited_at', "recent({ within: '3y' })"],
])('%s.%s comes after its parent', async (table, column, expected) => {
  expect(await lineOf(SCHEMA, table, column)).toBe(`${column}: ${expected},`);
});

it('reads the parent that is not dealt where no other one has a beginning', async () => {
  const schema = sketchSchema({
    orgs: { columns: { id: 'uuid not null', created_at: 'timestamptz not null' } },
    projects: {
      columns: { id: 'uuid not null', org_id: 'uuid not null' },
      references: { org_id: 'orgs' },
    },
    tasks: {
      columns: {
        id: 'uuid not null',
        org_id: 'uuid not null',
        project_id: 'uuid not null',
        done_at: 'timestamptz not null',
      },
      references: { org_id: 'orgs', project_id: 'projects' },
    },
  });
  expect(await lineOf(schema, 'tasks', 'org_id')).toContain('through');
  expect(await lineOf(schema, 'tasks', 'done_at')).toContain("after: 'org_id.created_at'");
});

it('leaves tables alone that need each other', async () => {
  const schema = sketchSchema({
    teams: {
      columns: {
        id: 'uuid not null',
        lead_id: 'uuid not null',
        created_at: 'timestamptz not null',
      },
      references: { lead_id: 'players' },
    },
    players: {
      columns: {
        id: 'uuid not null',
        team_id: 'uuid not null',
        created_at: 'timestamptz not null',
      },
      references: { team_id: 'teams' },
    },
  });
  const deferred = {
    ...schema,
    tables: schema.tables.map((table) => ({
      ...table,
      references: table.references.map((each) => ({ ...each, deferrable: 'deferred' as const })),
    })),
  };
  for (const table of ['teams', 'players']) {
    expect(await lineOf(deferred, table, 'created_at')).not.toContain('after');
  }
});
