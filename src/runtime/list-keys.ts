import { isGenerator } from '../../generators/generator.ts';
import { partsOf } from '../../generators/parts.ts';
import { GenFactoriesError } from '../errors.ts';
import type { ColumnSource } from './column-source.ts';
import type { TableRows } from './table-rows.ts';

/**
 * Checks that unique keys on fields of documents in lists hold: their values have to be marked as unique, since
 * rows do not tell them apart. What a function gives is its own affair.
 *
 * @param sources - what fills the table's columns
 * @throws GenFactoriesError `KEY_UNSOLVED` for a key with no such value in it
 */
export function requireListKeys(rows: TableRows, sources: ReadonlyMap<string, ColumnSource>): void {
  if (rows.count < 2) return;
  for (const key of rows.model.listKeys) {
    if (key.columns.some((path) => isUniqueAt(path, sources))) continue;
    throw new GenFactoriesError('KEY_UNSOLVED', {
      what: `Nothing in ${key.label} of "${rows.key}" is made unique`,
      where: key.columns.map((path) => `${rows.key}.${path}`).join(', '),
      fix: 'Mark the values of a field in the list: unique(code()), unique(uuid()).',
    });
  }
}

/** Whether values at a path are unique, or nothing can be said of them. */
function isUniqueAt(path: string, sources: ReadonlyMap<string, ColumnSource>): boolean {
  const column = [...sources.keys()].findLast((name) => path.startsWith(`${name}.`));
  if (column === undefined) return !sources.has(path);
  const source = sources.get(column)!;
  if (source.kind !== 'value') return source.kind === 'row function';
  const field = path.slice(column.length + 1);
  return partsOf(source.source).some(({ path: at, source: part }) => {
    const name = at.replaceAll('[]', '').replace(/^\./, '');
    if (name === field) return typeof part === 'function' || isUnique(part);
    return typeof part === 'function' && (name === '' || field.startsWith(`${name}.`));
  });
}

function isUnique(source: unknown): boolean {
  return isGenerator(source) && source.config[0] === 'unique';
}
