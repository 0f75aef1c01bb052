import { describe, expect, it } from 'vitest';
import { recent } from '../../generators/date-time.ts';
import { edge } from '../../generators/edge.ts';
import { typeEdgeNames } from '../../generators/edges.ts';
import { maybe } from '../../generators/maybe.ts';
import { integer } from '../../generators/number.ts';
import { fullName } from '../../generators/person.ts';
import { ref, skewed } from '../../generators/reference.ts';
import { words } from '../../generators/text.ts';
import type { Generator } from '../../generators/generator.ts';
import { looseFactory, table, to } from './support/loose-factory.ts';

const ID = 'integer not null serial';

const KINDS: [type: string, source: Generator][] = [
  ['text', words()],
  ['varchar(40)', fullName()],
  ['integer', integer()],
  ['timestamptz', recent()],
];

describe('edges()', () => {
  it.each(KINDS)(
    'lists rows of %s that really carry the edge, also under maybe()',
    (type, source) => {
      const tables = { t: table({ id: ID, c: type }) };
      const names = typeEdgeNames({
        kind: type === 'integer' ? 'integer' : type === 'timestamptz' ? 'timestamp' : 'text',
      } as never);
      for (const name of names) {
        for (const wrap of [(inner: unknown) => inner, (inner: unknown) => maybe(0.9, inner)]) {
          const plain = looseFactory(tables).define('t', {
            shape: { c: wrap(source) as Generator },
          });
          const edged = looseFactory(tables);
          edged.define('t', { shape: { c: wrap(edge(source, { [name]: 0 })) as Generator } });
          const listed = edged.edges('t');
          expect(listed.map((each) => each.edge)).toEqual([name]);
          const different = edged.rows('t').flatMap((row, index) => {
            return String(row['c']) === String(plain.row('t', index)['c']) ? [] : [index];
          });
          expect([name, different]).toEqual([name, [listed[0]!.index]]);
        }
      }
    },
  );

  it('lists the parents with the most and with no children', () => {
    const factory = looseFactory({
      orgs: table({ id: ID }),
      users: table({ id: ID, org_id: 'integer' }, { references: [to('orgs')] }),
    });
    factory.define('orgs', { count: 20 });
    factory.define('users', {
      count: 200,
      shape: { org_id: ref('orgs', { fanout: skewed({ max: 90, none: 0.1 }) }) },
    });
    const counts = new Map<unknown, number>();
    for (const { org_id } of factory.rows('users'))
      counts.set(org_id, (counts.get(org_id) ?? 0) + 1);
    const [most, none] = ['most children', 'no children'].map((name) =>
      factory.edges('orgs').find((each) => each.edge === name)!,
    );
    expect(most!.column).toBe('users.org_id');
    expect(counts.get(most!.index + 1)).toBe(90);
    expect(counts.get(none!.index + 1)).toBeUndefined();
  });

  it('lists the parent with the most links where a key bounds them', () => {
    const factory = looseFactory({
      a: table({ id: ID }),
      b: table({ id: ID, a_id: 'integer not null' }, { references: [to('a')] }),
      links: table(
        { a_id: 'integer not null', b_id: 'integer not null' },
        { primaryKey: ['a_id', 'b_id'], references: [to('a'), to('b')] },
      ),
    });
    factory.define('a', { count: 20 }).define('b', { count: 60 });
    factory.define('links', { count: 55, shape: { b_id: ref('b', { same: 'a_id' }) } });
    const counts = new Map<unknown, number>();
    for (const { a_id } of factory.rows('links')) counts.set(a_id, (counts.get(a_id) ?? 0) + 1);
    const most = factory
      .edges('a')
      .find((each) => each.column === 'links.a_id' && each.edge === 'most children')!;
    expect(counts.get(most.index + 1)).toBe(Math.max(...counts.values()));
  });

  it('does not list what lies beyond the rows', () => {
    const factory = looseFactory({ t: table({ id: ID, c: 'text' }) });
    factory.define('t', {
      count: 3,
      shape: { c: edge(words(), { emoji: 0, longest: 0, apostrophe: 0, shortest: 0 }) },
    });
    expect(factory.edges('t').every(({ index }) => index < 3)).toBe(true);
  });
});
