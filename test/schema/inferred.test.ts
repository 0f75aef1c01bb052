import { describe, expect, it } from 'vitest';
import { formatColumn, parseColumn, type TableFacts } from '../../src/schema/facts.ts';
import { formatInferred, parseInferred } from '../../src/schema/inferred.ts';
import { keepInferred } from '../../src/schema/keep-inferred.ts';
import type { Column, Inferred, Reference, Table } from '../../src/schema/schema.ts';
import { diffSchemas } from '../../src/schema/semantic-diff.ts';
import { formatType } from '../../src/schema/type-notation.ts';

describe('what documents told', () => {
  it.each<[string, Inferred]>([
    ['inferred', {}],
    ['inferred(present 85%)', { present: 0.85, nulls: 0 }],
    ['inferred(present 100%, null 5%)', { present: 1, nulls: 0.05 }],
    [
      'inferred(present 35%, types 75% 25%, length 0 to 20)',
      { present: 0.35, nulls: 0, types: [0.75, 0.25], length: { min: 0, max: 20 } },
    ],
  ])('is written %s, and read back', (text, inferred) => {
    expect(formatInferred(inferred)).toBe(text);
    expect(parseInferred(text)).toEqual(inferred);
  });

  it('is in the line of a column', () => {
    const line = formatColumn('string[]', {
      ...columnOf('tags'),
      optional: true,
      inferred: { present: 0.5 },
    });
    expect(line).toBe('string[] not null optional inferred(present 50%)');
    expect(parseColumn('tags', line, 'mongodb')).toMatchObject({
      nullable: false,
      optional: true,
      inferred: { present: 0.5 },
    });
  });
});

const BEFORE: TableFacts = {
  table: 'posts',
  columns: {
    _id: 'objectId not null',
    title: 'string not null',
    likes: 'int not null optional inferred(present 85%)',
    rare: 'string not null optional inferred(present 5%)',
    profile: 'object not null optional inferred(present 50%)',
    'profile.city': 'string inferred(present 100%, null 10%)',
    author: 'objectId not null inferred(present 100%)',
  },
  primaryKey: ['_id'],
  references: [{ columns: ['author'], to: 'people', key: ['_id'], inferred: true }],
  inferred: 200,
};

describe('estimates of an earlier reading', () => {
  const now = tableOf([
    columnOf('_id', { type: { kind: 'objectid' } }),
    columnOf('title'),
    columnOf('slug'),
    columnOf('likes', { type: INT(), optional: true, inferred: { present: 0.8, nulls: 0 } }),
    columnOf('fresh', { optional: true, inferred: { present: 0.1, nulls: 0 } }),
    columnOf('author', { type: { kind: 'objectid' }, inferred: { present: 1, nulls: 0 } }),
  ]);

  it('all stay where files are compared; what is stated does not', () => {
    const kept = linesOf(keepInferred(now, BEFORE, 'all', nameOf));
    const { _id, title, ...others } = BEFORE.columns;
    expect(kept).toEqual({ _id, title, slug: 'string not null', ...others });
    expect(Object.keys(kept)).toEqual(Object.keys({ _id, title, slug: '', ...others }));
  });

  it('stay in a document of which the schema says no more than that', () => {
    const facts: TableFacts = {
      ...BEFORE,
      columns: {
        _id: 'string not null inferred(present 100%)',
        bag: 'object not null inferred(present 100%)',
        'bag.color': 'string not null inferred(present 100%)',
        lists: 'object[] not null inferred(present 100%)',
        named: 'object not null inferred(present 100%)',
      },
    };
    const json = { kind: 'json', binary: false } as const;
    const emptied = tableOf([
      columnOf('_id', { type: { kind: 'objectid' } }),
      columnOf('bag', { type: json }),
      columnOf('lists', { type: { kind: 'array', element: json } }),
      columnOf('named'),
    ]);
    const kept = linesOf(keepInferred(emptied, facts, 'all', nameOf));
    expect(kept).toEqual({ ...facts.columns, named: 'string not null' });
    const written = linesOf(keepInferred(emptied, facts, 'alike', nameOf));
    expect(written['_id']).toBe('objectId not null');
    const stated = tableOf([columnOf('_id', { type: INT() })]);
    expect(linesOf(keepInferred(stated, facts, 'all', nameOf))['_id']).toBe('int not null');
  });

  it('keep their references and their number of documents', () => {
    const { references, inferred } = keepInferred(now, BEFORE, 'all', nameOf);
    expect(references).toEqual([referenceTo('people', 'author')]);
    expect(inferred).toEqual({ documents: 200 });
  });

  it('give way to new ones where files are written, but for what is about the same', () => {
    const kept = linesOf(keepInferred(now, BEFORE, 'alike', nameOf));
    expect(kept).toEqual({
      _id: 'objectId not null',
      title: 'string not null',
      slug: 'string not null',
      likes: BEFORE.columns['likes'],
      fresh: 'string not null optional inferred(present 10%)',
      rare: BEFORE.columns['rare'],
      author: BEFORE.columns['author'],
    });
  });

  it('stay away where a validator says otherwise now', () => {
    const stated = tableOf([columnOf('_id', { type: { kind: 'objectid' } }), columnOf('profile')]);
    const kept = linesOf(keepInferred(stated, BEFORE, 'all', nameOf));
    expect(kept['profile']).toBe('string not null');
  });

  it('are no change of the schema', () => {
    const after: TableFacts = {
      table: 'posts',
      columns: {
        _id: 'objectId not null',
        title: 'string not null optional',
        fresh: 'int not null inferred(present 100%)',
        likes: 'long not null optional inferred(present 30%)',
        author: 'objectId not null',
      },
      primaryKey: ['_id'],
    };
    const changes = diffSchemas({ posts: BEFORE }, { posts: after }, { dialect: 'mongodb' });
    expect(changes).toEqual([
      { at: 'posts.title', what: 'now optional', breaking: false },
      { at: 'posts.author', what: 'new column objectId NOT NULL', breaking: true },
    ]);
  });

  it('that take the place of a validator are told', () => {
    const after = { ...BEFORE, columns: { ...BEFORE.columns, title: 'string not null inferred' } };
    expect(diffSchemas({ posts: BEFORE }, { posts: after }, { dialect: 'mongodb' })).toEqual([
      { at: 'posts.title', what: 'no longer in the validator', breaking: false },
    ]);
  });
});

function INT(): Column['type'] {
  return { kind: 'integer', bits: 32, unsigned: false };
}

function columnOf(name: string, more: Partial<Column> = {}): Column {
  return {
    name,
    type: { kind: 'text', length: null, fixed: false, caseless: false },
    nullable: false,
    default: null,
    identity: null,
    generated: null,
    sequence: null,
    comment: null,
    ...more,
  };
}

function tableOf(columns: readonly Column[]): Table {
  return {
    schema: '',
    name: 'posts',
    kind: 'table',
    comment: null,
    columns,
    primaryKey: { name: '_id_', columns: ['_id'], deferrable: 'no' },
    uniques: [],
    references: [referenceTo('others', 'author')],
    checks: [],
    exclusions: [],
    partitioning: null,
    inherits: [],
    triggers: [],
    rules: [],
    rowSecurity: 'off',
    inferred: { documents: 500 },
  };
}

function referenceTo(target: string, column: string): Reference {
  return {
    name: `${column} → ${target}`,
    columns: [column],
    target: { table: nameOf(target), columns: ['_id'] },
    onDelete: 'no action',
    onUpdate: 'no action',
    match: 'simple',
    deferrable: 'no',
    validated: false,
    inferred: true,
  };
}

function nameOf(name: string): { schema: string; name: string } {
  return { schema: '', name };
}

function linesOf({ columns }: Table): Record<string, string> {
  return Object.fromEntries(
    columns.map((column) => [
      column.name,
      formatColumn(formatType(column.type, 'mongodb'), column),
    ]),
  );
}
