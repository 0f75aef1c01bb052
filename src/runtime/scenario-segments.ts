import { isRef } from '../../generators/reference.ts';
import { isTodo } from '../../generators/todo.ts';
import { GenFactoriesError } from '../errors.ts';
import { readSource, type ColumnSource } from './column-source.ts';
import type { MergedDefinition } from './definition.ts';
import { fixedIn } from './fixed-parents.ts';
import { overCapacity } from './over-capacity.ts';
import { holdsFunction } from './print-source.ts';
import type { Addition } from './scenario.ts';
import type { FixedParents, ListedRows, Segment, TableRows } from './table-rows.ts';
import type { TableModel } from './table-model.ts';

/**
 * What is different about the columns of rows that a scenario adds.
 *
 * @param sources - what fills the base's columns
 */
export function additionOptions(
  rows: TableRows,
  sources: ReadonlyMap<string, ColumnSource>,
  addition: Addition,
): {
  readonly sources: ReadonlyMap<string, ColumnSource>;
  readonly space: readonly string[];
  readonly written: ReadonlyMap<string, unknown>;
} {
  const own = new Map(sources);
  const all = new Map<string, unknown>();
  for (const [column, written] of addition.columns) {
    if (!own.has(column)) {
      throw new GenFactoriesError('COLUMN_UNSOLVED', {
        what: `Scenario "${addition.scenario}" sets "${column}", which the definition leaves to the database`,
        where: `${rows.key}.${column}`,
        fix: 'Fill the column in a definition too.',
      });
    }
    if (isRef(written)) continue;
    own.set(column, readSource(written, rows.model.columns.get(column)!));
    all.set(column, written);
  }
  return { sources: own, space: ['scenario', addition.scenario], written: all };
}

/**
 * The rows that a scenario gave as parents, by the place of the reference.
 *
 * @param before - of the table's earlier additions
 */
export function fixedParents(
  rows: TableRows,
  addition: Addition,
  drafts: ReadonlyMap<
    string,
    { readonly rows: TableRows; readonly additions: readonly Addition[] }
  >,
  before: readonly Segment[],
): ReadonlyMap<number, FixedParents> {
  const fixed = new Map<number, FixedParents>();
  for (const [column, written] of addition.columns) {
    if (written === null && rows.hasReference(column)) fixed.set(rows.referenceOf(column), NOBODY);
  }
  for (const [column, parent] of addition.parents) {
    if (isListed(rows, column)) continue;
    const place = rows.referenceOf(column);
    const wanted = rows.references[place]!.target.key;
    if (wanted !== parent.table) {
      throw new GenFactoriesError('REFERENCE_INVALID', {
        what: `Scenario "${addition.scenario}" gives rows of "${parent.table}" where "${column}" leads to "${wanted}"`,
        where: `${rows.key}.${column}`,
      });
    }
    const target = drafts.get(parent.table)!;
    const segment = target.rows.segments[1 + target.additions.indexOf(parent)]!;
    const { start, count } = segment;
    const earlier = before.filter((each) => each.fixed.get(place)?.start === start);
    const given = earlier.reduce((sum, each) => sum + each.count, 0);
    fixed.set(place, { start, count, given });
  }
  return fixed;
}

/** The rows that a scenario gave to lists of references: these lead to them, and to no others. */
export function listedRows(
  rows: TableRows,
  addition: Addition,
  drafts: ReadonlyMap<
    string,
    { readonly rows: TableRows; readonly additions: readonly Addition[] }
  >,
): ReadonlyMap<string, ListedRows> {
  const listed = new Map<string, ListedRows>();
  for (const [column, parent] of addition.parents) {
    if (!isListed(rows, column)) continue;
    const { rows: table, additions } = drafts.get(parent.table)!;
    const { start, count } = table.segments[1 + additions.indexOf(parent)]!;
    listed.set(column, { table, start, count });
  }
  return listed;
}

/**
 * Checks that a scenario sets all columns of a reference of several, or none: a value in one of them is not that
 * of the row which the others lead to.
 *
 * @param sources - what fills the base's columns
 * @throws GenFactoriesError `REFERENCE_INVALID`
 */
export function requireWhole(
  rows: TableRows,
  { scenario, columns, parents }: Addition,
  sources: ReadonlyMap<string, ColumnSource>,
): void {
  for (const reference of rows.references) {
    if (!reference.enforced || reference.columns.some((name) => parents.has(name))) continue;
    const given = reference.columns.filter((name) => columns.has(name));
    const [set] = given.filter((name) => isValue(columns.get(name)));
    // NULL in one of them is no reference at all.
    if (set === undefined || given.some((name) => columns.get(name) === null)) continue;
    const others = reference.columns.filter((name) => !given.includes(name));
    if (others.every((name) => sources.get(name)?.kind === 'value')) continue;
    const target = reference.target.key;
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `Scenario "${scenario}" sets "${set}" of rows of "${rows.key}" by itself: together with ${others.map((name) => `"${name}"`).join(', ')} it refers to "${target}"`,
      where: `${rows.key}.${set}`,
      fix: `Give it a row that has the value, ${reference.lead}: add('${target}', { ${reference.key[reference.columns.indexOf(set)]!}: … }), or set ${reference.columns.join(', ')} all at once.`,
    });
  }
}

/** Functions may well read what the row's reference leads to. */
function isValue(written: unknown): boolean {
  return written !== undefined && written !== null && !isRef(written) && !holdsFunction(written);
}

/** Whether a column has references inside its values, and is none itself. */
function isListed(rows: TableRows, column: string): boolean {
  return !rows.hasReference(column) && rows.listReferences.some((each) => each.column === column);
}

/** A reference that a scenario sets to NULL. */
const NOBODY: FixedParents = { start: -1, count: 1, given: 0 };

/** Checks that a scenario gives no parent two children where one is all it may have. */
export function requireParents(rows: TableRows): void {
  for (const reference of rows.references) {
    if (reference.cap !== 1) continue;
    for (const segment of rows.segments) {
      const fixed = fixedIn(reference, segment);
      if (fixed === undefined || fixed === NOBODY) continue;
      const wanted = fixed.given + segment.count;
      if (wanted > fixed.count)
        throw overCapacity(reference, segment.scenario, { rows: wanted, parents: fixed.count });
    }
  }
}

/** Checks that a scenario adds no rows to a table that nobody can fill. */
export function requireFillable(
  model: TableModel,
  definition: MergedDefinition,
  additions: readonly Addition[],
  skipped: GenFactoriesError | undefined,
): void {
  for (const addition of additions) {
    if (addition.table !== model.key) continue;
    if (model.existing) {
      throw new GenFactoriesError('DEFINITION_INVALID', {
        what: `Scenario "${addition.scenario}" adds rows to "${model.key}", whose rows are those that the database has`,
        where: model.key,
        fix: 'Take the table off `reference` in gen-factories.config.ts, and regenerate.',
      });
    }
    const open = [...definition.columns].find(
      ([column, source]) => isTodo(source) && !addition.columns.has(column),
    );
    const reason = skipped?.what ?? (open && `${open[0]}: ${(open[1] as { todo: string }).todo}`);
    if (reason === undefined) continue;
    throw new GenFactoriesError(skipped?.code ?? 'COLUMN_UNSOLVED', {
      what: `Scenario "${addition.scenario}" adds rows to "${model.key}", which has none: ${reason}`,
      where: model.key,
      fix: skipped?.fix ?? 'Fill the column in factories/index.ts.',
    });
  }
}
