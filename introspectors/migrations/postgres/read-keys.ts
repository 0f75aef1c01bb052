import type { Exclusion, KeyPart, PrimaryKey, UniqueKey } from '../../../src/schema/schema.ts';
import type { DraftKey, DraftPart, DraftTable } from './draft.ts';
import { compareNames } from './order.ts';
import type { Speller } from './spelling/speller.ts';

/** All that a table's indexes demand of its rows together. */
export function readKeys(
  table: DraftTable,
  spell: Speller,
): {
  readonly primaryKey: PrimaryKey | null;
  readonly uniques: readonly UniqueKey[];
  readonly exclusions: readonly Exclusion[];
} {
  const keys = [...table.keys].sort(compareNames);
  const primary = keys.find(({ kind }) => kind === 'primary');
  return {
    primaryKey: primary === undefined ? null : readPrimary(primary),
    uniques: keys
      .filter(({ kind, operators }) => kind === 'unique' && operators === null)
      .map(({ name, parts, where, nullsEqual, deferrable }) => ({
        name,
        parts: readParts(table, parts, spell.indexPart),
        where: where && spell.truth(table, where.sql),
        nullsEqual,
        deferrable,
      })),
    exclusions: keys.flatMap((key) => readExclusion(table, key, spell)),
  };
}

function readPrimary({ name, parts, deferrable }: DraftKey): PrimaryKey {
  const columns = parts.flatMap((part) => (part.kind === 'column' ? [part.column.name] : []));
  return { name, columns, deferrable };
}

/** A key WITHOUT OVERLAPS is one as well. */
function readExclusion(table: DraftTable, key: DraftKey, spell: Speller): readonly Exclusion[] {
  const { name, operators, where, deferrable } = key;
  if (operators === null) return [];
  const elements = readParts(table, key.parts, spell.indexPart).map((part, index) => ({
    part,
    operator: operators[index] ?? '=',
  }));
  return [{ name, elements, where: where && spell.truth(table, where.sql), deferrable }];
}

/** The parts of a key, or of what a table is partitioned by. */
export function readParts(
  table: DraftTable,
  parts: readonly DraftPart[],
  spell: Speller['indexPart'],
): readonly KeyPart[] {
  return parts.map((part) => {
    if (part.kind === 'column') return { kind: 'column', column: part.column.name };
    const { sql, reads } = part.expression;
    const columns = table.columns.filter((column) => reads.includes(column));
    return {
      kind: 'expression',
      sql: spell(table, sql),
      columns: columns.map(({ name }) => name),
    };
  });
}
