import { describe, expect, it } from 'vitest';
import type { TableFacts } from '../../src/schema/facts.ts';
import { diffSchemas, type FactsByTable } from '../../src/schema/semantic-diff.ts';

const ORGS: TableFacts = {
  table: 'public.orgs',
  columns: { id: 'bigint not null identity', name: 'text not null' },
  primaryKey: ['id'],
};

/** A schema of two tables, the second with facts of its own. */
function schema(users: Partial<TableFacts> = {}): FactsByTable {
  return { orgs: ORGS, users: { table: 'public.users', columns: {}, ...users } };
}

/** What `diffSchemas` says of a change of `users`, breaking changes with a `!`. */
function changes(before: Partial<TableFacts>, after: Partial<TableFacts>): string[] {
  return diffSchemas(schema(before), schema(after)).map(
    ({ at, what, breaking }) => `${breaking ? '!' : ' '} ${at}: ${what}`,
  );
}

/** The same, of a change of the column `users.a`. */
function columnChanges(before: string | undefined, after: string | undefined): string[] {
  const columns = (line: string | undefined): Partial<TableFacts> => ({
    columns: { id: 'integer not null', ...(line !== undefined && { a: line }) },
  });
  return changes(columns(before), columns(after));
}

describe('tables', () => {
  it('equal schemas have no changes', () => {
    expect(diffSchemas(schema(), schema())).toEqual([]);
  });

  it('a new table breaks nothing, a dropped one does', () => {
    expect(diffSchemas({}, { orgs: ORGS })).toEqual([
      { at: 'orgs', what: 'new table of 2 columns', breaking: false },
    ]);
    expect(diffSchemas({ orgs: ORGS }, {})).toEqual([
      { at: 'orgs', what: 'table dropped', breaking: true },
    ]);
  });

  it('names that every object has are names like any other', () => {
    const constructor = { ...ORGS, columns: { constructor: 'text', toString: 'text' } };
    expect(diffSchemas({}, { constructor })).toHaveLength(1);
    expect(changes({}, { columns: { constructor: 'text', valueOf: 'text not null' } })).toEqual([
      '  users.constructor: new column text',
      '! users.valueOf: new column text NOT NULL',
    ]);
    expect(changes({}, { checks: { toString: '(1 = 1)' } })).toEqual([
      '! users: new check toString: 1 = 1',
    ]);
  });
});

describe('columns', () => {
  it.each([
    ['text', '  users.a: new column text'],
    ['text not null', '! users.a: new column text NOT NULL'],
    [
      "text not null default 'not null'::text",
      "  users.a: new column text NOT NULL DEFAULT 'not null'::text",
    ],
    ['bigint not null identity', '  users.a: new column bigint NOT NULL identity'],
    ['integer not null serial', '  users.a: new column integer NOT NULL serial'],
    [
      'integer not null generated (id + 1)',
      '  users.a: new column integer NOT NULL generated (id + 1)',
    ],
    [
      'text not null domain public.default',
      '! users.a: new column text NOT NULL domain public.default',
    ],
    [
      "enum('default','not null') not null",
      "! users.a: new column enum('default','not null') NOT NULL",
    ],
  ])('a new one: %s', (line, expected) => {
    expect(columnChanges(undefined, line)).toEqual([expected]);
  });

  it('a dropped one', () => {
    expect(columnChanges('text', undefined)).toEqual(['! users.a: column dropped']);
  });

  it.each([
    ['text', 'text not null', ['! users.a: now NOT NULL']],
    ['text not null', 'text', ['  users.a: now nullable']],
    ['text', 'text default now()', ['  users.a: no default → default now()']],
    ['text default 1', 'text default 2', ['  users.a: default 1 → default 2']],
    ['text default 1', 'text', ['  users.a: default 1 → no default']],
    ['text not null default 1', 'text not null', ['! users.a: default 1 → no default']],
    ['integer not null serial', 'integer not null identity', ['  users.a: serial → identity']],
    [
      'integer not null identity',
      'integer not null identity always',
      ['! users.a: identity → identity always'],
    ],
    ['integer', 'integer generated (1 + 1)', ['! users.a: no default → generated (1 + 1)']],
    ['text', 'text domain app.email', ['  users.a: no domain → domain app.email']],
    [
      'text domain app.email default 1',
      'text not null domain app."e mail" default 2',
      [
        '! users.a: now NOT NULL',
        '  users.a: domain app.email → domain app."e mail"',
        '  users.a: default 1 → default 2',
      ],
    ],
  ])('%s → %s', (before, after, expected) => {
    expect(columnChanges(before, after)).toEqual(expected);
  });

  it.each([
    ['varchar(40)', 'varchar(20)', '!'],
    ['varchar(40)', 'varchar(80)', ' '],
    ['varchar(40)', 'text', ' '],
    ['text', 'varchar(40)', '!'],
    ['char(3)', 'char(4)', ' '],
    ['char(3)', 'varchar(4)', '!'],
    ['decimal(10,2)', 'decimal(12,2)', ' '],
    ['decimal(10,2)', 'decimal(10,4)', '!'],
    ['decimal(10,2)', 'decimal', ' '],
    ['decimal', 'decimal(10,2)', '!'],
    ['smallint', 'integer', ' '],
    ['bigint', 'integer', '!'],
    ['integer', 'text', '!'],
    ['timestamp', 'timestamptz', '!'],
    ['timestamptz(0)', 'timestamptz', ' '],
    ['timestamptz', 'timestamptz(3)', '!'],
    ['time(3)', 'time', ' '],
    ['real', 'double', ' '],
    ['double', 'real', '!'],
    ['bit(3)', 'bit', ' '],
    ['bit(3)', 'bit(4)', '!'],
    ['varbit(3)', 'varbit(4)', ' '],
    ['char(3)', 'bpchar', ' '],
    ['bytea(3)', 'bytea', ' '],
    ['interval(3)', 'interval', ' '],
    ['interval year to month', 'interval', ' '],
    ['interval', 'interval day to second', '!'],
    ['integer', 'decimal', ' '],
    ['bigint', 'decimal(19,0)', ' '],
    ['integer', 'decimal(8,2)', '!'],
    ['varchar(9)[]', 'text[]', ' '],
    ['integer[]', 'smallint[]', '!'],
    ['text', 'text[]', '!'],
  ])('a type of more values breaks nothing: %s → %s', (before, after, mark) => {
    expect(columnChanges(before, after)).toEqual([`${mark} users.a: type ${before} → ${after}`]);
  });

  it.each([
    [['a', 'b'], ['a', 'b', "it's"], "  users.a: new enum value 'it''s'"],
    [['a', 'b'], ['a'], "! users.a: enum value dropped: 'b'"],
    [['a', 'b'], ['b', 'a'], "  users.a: enum values in another order: 'b', 'a'"],
    [['a', 'b'], ['a', 'c', 'd'], "! users.a: new enum value 'c', 'd'; enum value dropped: 'b'"],
  ])('enum %j → %j', (before, after, expected) => {
    const spell = (labels: readonly string[]): string =>
      `enum(${labels.map((label) => `'${label.replaceAll("'", "''")}'`).join(',')})`;
    expect(columnChanges(spell(before), spell(after))).toEqual([expected]);
  });
});

describe('keys and references', () => {
  const toOrgs = { columns: ['org_id'], to: 'orgs', key: ['id'] } as const;

  it.each([
    [undefined, ['id'], 'new primary key (id)'],
    [['id'], undefined, 'primary key dropped: (id)'],
    [['id'], ['org_id', 'id'], 'primary key (id) → (org_id, id)'],
  ])('primary key %j → %j', (before, after, what) => {
    const facts = (primaryKey: string[] | undefined): Partial<TableFacts> => ({
      ...(primaryKey && { primaryKey }),
    });
    expect(changes(facts(before), facts(after))).toEqual([`! users: ${what}`]);
  });

  it('a new unique key breaks, one that goes does not', () => {
    const unique = [
      ['email'],
      { columns: ['name'], on: 'lower(name)', where: 'active', nullsEqual: true as const },
    ];
    expect(changes({}, { unique })).toEqual([
      '! users: new unique key (email)',
      '! users: new unique key (lower(name)) nulls not distinct where active',
    ]);
    expect(changes({ unique: [['email']] }, {})).toEqual(['  users: unique key dropped: (email)']);
  });

  it('a new reference breaks, one that goes does not', () => {
    expect(changes({}, { references: [{ ...toOrgs, onDelete: 'cascade' }] })).toEqual([
      '! users: new reference (org_id) → orgs (id) on delete cascade',
    ]);
    expect(changes({ references: [toOrgs] }, {})).toEqual([
      '  users: reference dropped: (org_id) → orgs (id)',
    ]);
  });

  it('what a reference does is no new reference', () => {
    expect(
      changes({ references: [toOrgs] }, { references: [{ ...toOrgs, onDelete: 'cascade' }] }),
    ).toEqual(['  users: reference (org_id) → orgs (id): no action → on delete cascade']);
    expect(
      changes({ references: [toOrgs] }, { references: [{ ...toOrgs, match: 'full' }] }),
    ).toEqual(['! users: reference (org_id) → orgs (id): no action → match full']);
  });
});

describe('rules', () => {
  it('a check that is new or says something else breaks, one that goes does not', () => {
    expect(changes({}, { checks: { positive: '(a > 0)' } })).toEqual([
      '! users: new check positive: a > 0',
    ]);
    expect(
      changes({ checks: { positive: '(a > 0)' } }, { checks: { positive: '(a > 9)' } }),
    ).toEqual(['! users: check positive: a > 0 → a > 9']);
    expect(changes({ checks: { positive: '(a > 0)' } }, {})).toEqual([
      '  users: check positive dropped: a > 0',
    ]);
  });

  it('rules are told as somebody would have written them, and in full where only a cast differs', () => {
    const list = (labels: string): string => `(s = ANY (ARRAY[${labels}]))`;
    expect(
      changes(
        { checks: { c: list("'a'::text") } },
        { checks: { c: list("'a'::text, 'b'::text") } },
      ),
    ).toEqual(["! users: check c: s IN ('a') → s IN ('a', 'b')"]);
    expect(
      changes({ checks: { c: "(s <> ''::text)" } }, { checks: { c: "(s <> ''::citext)" } }),
    ).toEqual(["! users: check c: (s <> ''::text) → (s <> ''::citext)"]);
  });

  it('names of rules do not count', () => {
    expect(
      changes({ checks: { positive: '(a > 0)' } }, { checks: { users_a_check: '(a > 0)' } }),
    ).toEqual([]);
    expect(changes({ excludes: { one: 'a WITH =' } }, { excludes: { other: 'a WITH =' } })).toEqual(
      [],
    );
  });

  it('what else limits inserts is told, and breaks nothing', () => {
    expect(
      changes({}, { notes: { 'trigger audit': 'before insert for each row: audit()' } }),
    ).toEqual(['  users: new trigger audit: before insert for each row: audit()']);
    expect(
      changes({ notes: { 'row security': 'on' } }, { notes: { 'row security': 'forced' } }),
    ).toEqual(['  users: row security: on → forced']);
  });
});
