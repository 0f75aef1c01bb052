import { describe, expect, it } from 'vitest';
import { foldDocuments } from '../../src/schema/document-paths.ts';
import { parseColumn } from '../../src/schema/facts.ts';
import type { ColumnType } from '../../src/schema/column-type.ts';

function fold(columns: Readonly<Record<string, string>>): Record<string, ColumnType> {
  const facts = Object.entries(columns).map(
    ([name, line]) => [name, parseColumn(name, line, 'mongodb')] as const,
  );
  return Object.fromEntries(
    [...foldDocuments(new Map(facts))].map(([name, { type }]) => [name, type]),
  );
}

const INT: ColumnType = { kind: 'integer', bits: 32, unsigned: false };

describe('fields of documents', () => {
  it('are put into what is under the keys of a map', () => {
    const folded = fold({
      limits: 'map(object) optional',
      'limits.*.daily': 'int not null',
      'limits.*.past': 'object[] not null optional',
      'limits.*.past.sum': 'int not null',
    });
    const past: ColumnType = {
      kind: 'array',
      element: {
        kind: 'document',
        fields: [{ name: 'sum', type: INT, nullable: false, optional: false }],
      },
    };
    const fields = [
      { name: 'daily', type: INT, nullable: false, optional: false },
      { name: 'past', type: past, nullable: false, optional: true },
    ];
    expect(folded).toEqual({ limits: { kind: 'map', value: { kind: 'document', fields } } });
  });

  it('are put into maps of maps, and keep a name that is a star', () => {
    expect(
      fold({
        a: 'map(map(object)) not null',
        'a.*.*.x': 'int not null',
        b: 'object not null',
        'b.*': 'int not null',
      }),
    ).toMatchObject({
      a: { value: { value: { fields: [{ name: 'x' }] } } },
      b: { fields: [{ name: '*' }] },
      'b.*': INT,
    });
  });

  it('are put into the document that a union may be', () => {
    expect(fold({ a: 'union(string, object) not null', 'a.x': 'int not null' })).toMatchObject({
      a: { of: [{ kind: 'text' }, { kind: 'document', fields: [{ name: 'x' }] }] },
    });
  });
});
