import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maybe } from '../../generators/maybe.ts';
import { ref, skewed, type RefOptions } from '../../generators/reference.ts';
import { GenFactoriesError } from '../../src/errors.ts';
import {
  looseFactory,
  table,
  to,
  type LooseAdded,
  type LooseBuilder,
  type LooseFactory,
  type LooseShape,
  type Row,
} from './support/loose-factory.ts';
import { violations } from './support/violations.ts';

const NUMBER = 'integer not null';
const SERIAL = 'integer not null serial';

/** A reference that carries the tenant's column along. */
function within(parent: string, column: string, key = 'id'): ReturnType<typeof to> {
  return { columns: ['tenant_id', column], to: parent, key: ['tenant_id', key] };
}

const OF_TENANT = ['tenant_id', 'id'];
const TABLES = {
  tenants: table({ id: SERIAL }),
  users: table({ id: SERIAL }),
  members: table(
    { tenant_id: NUMBER, user_id: NUMBER },
    { primaryKey: ['tenant_id', 'user_id'], references: [to('tenants'), to('users')] },
  ),
  projects: table(
    { tenant_id: NUMBER, id: SERIAL, lead_id: 'integer' },
    { primaryKey: OF_TENANT, references: [to('tenants'), within('members', 'lead_id', 'user_id')] },
  ),
  tasks: table(
    {
      tenant_id: NUMBER,
      id: SERIAL,
      reporter_id: NUMBER,
      assignee_id: 'integer',
      project_id: NUMBER,
      parent_id: 'integer',
    },
    {
      primaryKey: OF_TENANT,
      references: [
        within('members', 'reporter_id', 'user_id'),
        within('members', 'assignee_id', 'user_id'),
        within('projects', 'project_id'),
        within('tasks', 'parent_id'),
      ],
    },
  ),
  comments: table(
    { id: SERIAL, tenant_id: NUMBER, task_id: NUMBER, author_id: NUMBER },
    { references: [within('tasks', 'task_id'), within('members', 'author_id', 'user_id')] },
  ),
  watchers: table(
    { tenant_id: NUMBER, task_id: NUMBER, user_id: NUMBER },
    {
      primaryKey: ['tenant_id', 'task_id', 'user_id'],
      references: [within('tasks', 'task_id'), within('members', 'user_id', 'user_id')],
    },
  ),
  tags: table(
    { tenant_id: NUMBER, id: SERIAL },
    { primaryKey: OF_TENANT, references: [to('tenants')] },
  ),
  task_tags: table(
    { tenant_id: NUMBER, task_id: NUMBER, tag_id: NUMBER },
    {
      primaryKey: ['tenant_id', 'task_id', 'tag_id'],
      references: [within('tasks', 'task_id'), within('tags', 'tag_id')],
    },
  ),
  files: table(
    { id: SERIAL, tenant_id: NUMBER, task_id: 'integer' },
    { references: [to('tenants'), within('tasks', 'task_id')] },
  ),
  reviews: table(
    { tenant_id: NUMBER, task_id: NUMBER, reviewer_id: NUMBER },
    {
      primaryKey: ['tenant_id', 'task_id'],
      references: [within('tasks', 'task_id'), within('members', 'reviewer_id', 'user_id')],
    },
  ),
};

const columns = ['tenant_id'];

/** Ways to say that an author is of the task's tenant. */
const PATHS: readonly RefOptions['same'][] = [
  { tenant_id: 'task_id.tenant_id' },
  { tenant_id: 'task_id.project_id.tenant_id' },
  { tenant_id: 'task_id.reporter_id.tenant_id' },
  { tenant_id: 'tenant_id' },
  'tenant_id',
];

const counts = fc.record({
  tenants: fc.integer({ min: 1, max: 9 }),
  members: fc.integer({ min: 9, max: 60 }),
  projects: fc.integer({ min: 1, max: 20 }),
  tasks: fc.integer({ min: 1, max: 40 }),
  more: fc.integer({ min: 0, max: 40 }),
  path: fc.constantFrom(...PATHS),
  none: fc.constantFrom(0, 0.5),
  max: fc.integer({ min: 1, max: 40 }),
  seed: fc.string(),
});
type Counts = typeof counts extends fc.Arbitrary<infer C> ? C : never;

function tenants({ path, none, max, seed, ...asked }: Counts): LooseFactory {
  const fanout = skewed({ none, max });
  const tenant_id = ref('tenants', { fanout });
  const ofTask = { same: { tenant_id: 'task_id.tenant_id' }, columns };
  const ofProject = { same: { tenant_id: 'project_id.tenant_id' }, columns };
  const task_id = ref('tasks', { fanout, columns });
  const shapes: Record<keyof typeof TABLES, readonly [count: number, shape: LooseShape]> = {
    tenants: [asked.tenants, {}],
    users: [60, {}],
    members: [asked.members, { tenant_id }],
    projects: [
      asked.projects,
      { tenant_id, lead_id: maybe('20%', ref('members', { same: 'tenant_id', columns })) },
    ],
    tasks: [
      asked.tasks,
      {
        reporter_id: ref('members', ofProject),
        assignee_id: maybe('20%', ref('members', ofProject)),
        project_id: ref('projects', { fanout, columns }),
        parent_id: ref('tasks', { same: 'project_id', columns }),
      },
    ],
    comments: [asked.more, { task_id, author_id: ref('members', { same: path, columns }) }],
    watchers: [
      Math.min(asked.more, asked.tasks),
      { task_id, user_id: ref('members', { same: path, columns }) },
    ],
    tags: [asked.projects, { tenant_id }],
    task_tags: [Math.min(asked.more, asked.tasks), { task_id, tag_id: ref('tags', ofTask) }],
    files: [
      asked.more,
      { tenant_id, task_id: maybe('20%', ref('tasks', { same: 'tenant_id', columns })) },
    ],
    reviews: [
      Math.min(asked.more, asked.tasks),
      { task_id: ref('tasks', { columns }), reviewer_id: ref('members', ofTask) },
    ],
  };
  const factory = looseFactory(TABLES, { seed });
  for (const [name, [count, shape]] of Object.entries(shapes)) {
    factory.define(name, { count, shape });
  }
  return factory;
}

const SOME: Counts = {
  ...{ tenants: 8, members: 60, projects: 20, tasks: 40, more: 40 },
  ...{ path: PATHS[0], none: 0, max: 12, seed: 'some' },
};

/** Pairs of references that say where a row belongs. */
function key(row: Row, column: string): string {
  return `${String(row['tenant_id'])}/${String(row[column])}`;
}

/** What `make` gives, or null where it is refused for one of these reasons. */
function unlessRefused<T>(codes: readonly string[], make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof GenFactoriesError && codes.includes(error.code)) return null;
    throw error;
  }
}

describe('keys that carry the tenant along', () => {
  it('are of one tenant in every row, by whatever path that is said', () => {
    let made = 0;
    fc.assert(
      fc.property(counts, (asked) => {
        const rows = unlessRefused(['COUNT_OVER_CAPACITY'], () => tenants(asked).load());
        if (rows === null) return;
        made++;
        expect(violations(TABLES, rows)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(made).toBeGreaterThan(150);
  });

  it.each(PATHS)('leave the choice among all of the tenant: %j', (path) => {
    const rows = tenants({ ...SOME, path, tenants: 1, tasks: 2 }).load();
    const comments = rows.get('comments')!;
    const tasks = rows.get('tasks')!;
    const reporters = new Set(tasks.map((task) => key(task, 'reporter_id')));
    expect(new Set(comments.map((each) => each['author_id'])).size).toBeGreaterThan(10);
    expect(comments.some((each) => !reporters.has(key(each, 'author_id')))).toBe(true);
  });

  it('take their tenant from a reference that every row has', () => {
    const facts = {
      ...TABLES,
      notes: table(
        { id: SERIAL, tenant_id: NUMBER, task_id: 'integer', author_id: NUMBER },
        { references: [within('tasks', 'task_id'), within('members', 'author_id', 'user_id')] },
      ),
    };
    const factory = looseFactory(facts);
    for (const name of Object.keys(TABLES)) factory.define(name, { count: 0 });
    factory.define('tenants', { count: 5 });
    factory.define('users', { count: 20 });
    factory.define('members', { count: 30 });
    factory.define('projects', { count: 10, shape: { lead_id: null } });
    factory.define('tasks', {
      count: 30,
      shape: {
        reporter_id: ref('members', { same: { tenant_id: 'project_id.tenant_id' }, columns }),
        assignee_id: null,
        parent_id: null,
      },
    });
    factory.define('notes', {
      count: 40,
      shape: {
        task_id: maybe(
          '50%',
          ref('tasks', { same: { tenant_id: 'author_id.tenant_id' }, columns }),
        ),
        author_id: ref('members', { columns }),
      },
    });
    const rows = factory.load();
    expect(violations(facts, rows)).toEqual([]);
    const withTask = rows.get('notes')!.filter((each) => each['task_id'] !== null);
    expect(withTask.length).toBeGreaterThan(5);
  });
});

describe('references that cannot agree', () => {
  function refused(shape: LooseShape, of = 'comments'): GenFactoriesError {
    const factory = tenants(SOME).define(of, { shape });
    try {
      factory.load();
    } catch (error) {
      if (error instanceof GenFactoriesError) return error;
    }
    throw new Error('nothing was refused');
  }

  it('have ways that never meet', () => {
    const same = { tenant_id: 'task_id.project_id' };
    expect(refused({ author_id: ref('members', { same, columns }) })).toMatchObject({
      code: 'REFERENCE_INVALID',
      where: 'comments.author_id',
      what: '"tenant_id" of "members" and "task_id.project_id" of "comments" do not lead to the same table',
    });
  });

  it('say nothing of each other', () => {
    expect(refused({ author_id: ref('members', { columns }) })).toMatchObject({
      code: 'REFERENCE_INVALID',
      where: expect.stringMatching(/^comments\.tenant_id, row \d+$/),
      fix: "Let one agree with the other: author_id: ref('members', { same: { tenant_id: 'task_id.tenant_id' } }).",
    });
  });

  it('ask each other where to lead', () => {
    const error = refused({
      task_id: ref('tasks', { same: { tenant_id: 'author_id.tenant_id' }, columns }),
      author_id: ref('members', { same: { tenant_id: 'task_id.tenant_id' }, columns }),
    });
    expect(error.code).toBe('REFERENCE_INVALID');
    expect(error.what).toContain('asks another where to lead: task_id, author_id');
  });
});

describe('rows that a scenario adds', () => {
  it('stay within their tenant', () => {
    const factory = tenants(SOME).scenario('persona', ({ add }) => {
      const tenant = add('tenants');
      const member = add('members', 3, { tenant_id: tenant });
      add('projects', 2, { tenant_id: tenant });
      // Of the project nothing is said: it is the reporter's tenant's.
      const task = add('tasks', 5, { reporter_id: member });
      add('comments', 6, { task_id: task });
      add('comments', 4, { author_id: member });
      add('watchers', 4, { task_id: task });
      add('files', 3, { task_id: task });
      add('reviews', 2, { reviewer_id: member });
      add('tasks', 2, { parent_id: task });
    });
    const base = factory.load();
    const rows = factory.load({ scenario: 'persona' });
    expect(violations(TABLES, rows)).toEqual([]);
    const tenant = rows.get('tenants')!.at(-1)!['id'];
    for (const name of [
      'members',
      'projects',
      'tasks',
      'comments',
      'watchers',
      'files',
      'reviews',
    ]) {
      const added = rows.get(name)!.slice(base.get(name)!.length);
      expect(added.map((row) => row['tenant_id'])).toEqual(added.map(() => tenant));
    }
  });

  it('are refused where nothing goes with what they are given', () => {
    const factory = tenants(SOME).scenario('persona', ({ add }) => {
      const member = add('members', { tenant_id: add('tenants') });
      add('tasks', { reporter_id: member });
    });
    expect(() => factory.load({ scenario: 'persona' })).toThrow(
      expect.objectContaining({
        code: 'REFERENCE_INVALID',
        what: 'Scenario "persona" adds a row to "tasks" whose "reporter_id" has no row of "projects" that goes with it',
      }),
    );
  });

  const steps = fc.array(
    fc.record({
      table: fc.nat(Object.keys(TABLES).length - 1),
      count: fc.integer({ min: 1, max: 4 }),
      fixed: fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }),
    }),
    { maxLength: 10 },
  );
  type Steps = typeof steps extends fc.Arbitrary<infer S> ? S : never;

  /** Adds rows in the order of their tables, all rows of some with parents that were added before. */
  function addAll(asked: Steps, { add }: LooseBuilder): void {
    const names = Object.keys(TABLES) as (keyof typeof TABLES)[];
    const added = new Map<string, LooseAdded[]>();
    for (const step of [...asked].sort((a, b) => a.table - b.table)) {
      const name = names[step.table]!;
      const { fixed } = asked.find((each) => each.table === step.table)!;
      const parents: Record<string, LooseAdded> = {};
      for (const [at, reference] of (TABLES[name].references ?? []).entries()) {
        const own = reference.to === name ? [] : (added.get(reference.to) ?? []);
        const parent = own[fixed[at % 4]! % own.length];
        if (fixed[at % 4]! > 0 && parent) parents[reference.columns.at(-1)!] = parent;
      }
      added.set(name, [...(added.get(name) ?? []), add(name, step.count, parents)]);
    }
  }

  it('agree, or are refused, whatever they are given', () => {
    let made = 0;
    fc.assert(
      fc.property(counts, steps, (asked, more) => {
        const factory = tenants(asked).scenario('more', (builder) => addAll(more, builder));
        const codes = ['COUNT_OVER_CAPACITY', 'REFERENCE_INVALID', 'VALUE_INVALID'];
        const rows = unlessRefused(codes, () => factory.load({ scenario: 'more' }));
        if (rows === null) return;
        made++;
        expect(violations(TABLES, rows)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(made).toBeGreaterThan(60);
  });
});
