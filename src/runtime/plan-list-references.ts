import { partsOf } from '../../generators/parts.ts';
import { isRef, type Ref } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import type { ReferenceFacts } from '../schema/facts.ts';
import type { ColumnSource } from './column-source.ts';
import { ListReference } from './list-reference.ts';
import type { TableRows } from './table-rows.ts';

/**
 * Plans the references inside what fills the columns of a table.
 *
 * @param sources - what fills the base's columns, then what scenarios write into them
 * @param targetOf - the rows that a reference leads to
 * @throws GenFactoriesError `REFERENCE_INVALID` for one that leads elsewhere than the database says
 */
export function planListReferences(
  rows: TableRows,
  sources: Iterable<readonly [column: string, source: ColumnSource]>,
  targetOf: (ref: Ref) => TableRows,
): void {
  for (const [column, source] of sources) {
    if (source.kind !== 'value') continue;
    for (const part of partsOf(source.source)) {
      if (part.path === '' || !isRef(part.source)) continue;
      const ref = part.source;
      if (findListReference(rows, column, ref) !== undefined) continue;
      const path = /^[[{]/.test(part.path) ? column + part.path : `${column}.${part.path}`;
      const target = targetOf(ref);
      const key = factsAt(rows, path, ref)?.key[0] ?? target.model.primaryKey[0];
      if (key === undefined) throw withoutKey(rows, path, target);
      rows.listReferences.push(new ListReference({ table: rows, target, ref, column, path, key }));
    }
  }
}

/** The plan of a reference inside a column's values. */
export function findListReference(
  rows: TableRows,
  column: string,
  ref: Ref,
): ListReference | undefined {
  return rows.listReferences.find((each) => each.column === column && each.ref === ref);
}

/** What the database, or the generator, knows of a reference at a path. */
function factsAt({ model }: TableRows, path: string, ref: Ref): ReferenceFacts | undefined {
  const name = path.replaceAll(/\[\]|\{\}/g, '');
  const at = [...model.listReferences, ...model.references].filter(
    ({ columns }) => columns.length === 1 && columns[0] === name,
  );
  const towards = at.find((each) => each.to === ref.table);
  if (at.length > 0 && towards === undefined) {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `"${name}" refers to "${at[0]!.to}", not to "${ref.table}"`,
      where: `${model.key}.${name}`,
    });
  }
  return towards;
}

function withoutKey(rows: TableRows, path: string, target: TableRows): GenFactoriesError {
  return new GenFactoriesError('REFERENCE_INVALID', {
    what: `"${target.key}" has no primary key to refer to`,
    where: `${rows.key}.${path}`,
  });
}
