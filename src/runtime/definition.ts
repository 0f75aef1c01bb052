import { GenFactoriesError } from '../errors.ts';
import { isCountOf, isPosition } from '../../generators/family.ts';
import { isGenerator } from '../../generators/generator.ts';
import { isRef } from '../../generators/reference.ts';
import { DOCUMENT, layEntry, shapeEntries } from './document-shape.ts';
import type { TableModel } from './table-model.ts';

/** A definition with its types erased: what `define` collects, later ones laid over earlier ones. */
export interface MergedDefinition {
  readonly count: number | null;
  /** What fills each column; the last definition that names the column wins. */
  readonly columns: ReadonlyMap<string, unknown>;
  /** Shapes that are one function, in the order they were defined. */
  readonly rowFunctions: readonly RowFunctionLayer[];
  readonly traits: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly anonymize: ReadonlySet<string>;
}

/** A shape that is one function, and the columns that later definitions took from it. */
export interface RowFunctionLayer {
  readonly shape: RowFunction;
  readonly overridden: ReadonlySet<string>;
}

export type RowFunction = (context: never) => Readonly<Record<string, unknown>>;

export interface LooseDefinition {
  readonly count?: number;
  readonly shape?: Readonly<Record<string, unknown>> | RowFunction;
  readonly traits?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly anonymize?: readonly PropertyKey[] | Readonly<Record<string, boolean | undefined>>;
}

export const EMPTY_DEFINITION: MergedDefinition = {
  count: null,
  columns: new Map(),
  rowFunctions: [],
  traits: new Map(),
  anonymize: new Set(),
};

/**
 * Lays a definition over what is defined so far: its count replaces, its columns and traits replace by
 * name, its `anonymize` adds to the list, or takes off it what is `false`.
 *
 * @param model - the table
 * @param below - what is defined so far
 * @param above - the new definition
 * @throws GenFactoriesError `COLUMN_UNKNOWN` for a column that the table does not have or that cannot be
 *   written; `DEFINITION_INVALID` for a count that is not a whole number
 */
export function layDefinition(
  model: TableModel,
  below: MergedDefinition,
  above: LooseDefinition,
): MergedDefinition {
  if (above.count !== undefined) requireCount(model.key, above.count);
  const columns = new Map(below.columns);
  let rowFunctions = below.rowFunctions;
  if (typeof above.shape === 'function') {
    rowFunctions = [...rowFunctions, { shape: above.shape, overridden: new Set() }];
  } else if (above.shape !== undefined) {
    const entries = [...shapeEntries(model, above.shape)];
    for (const [name] of entries) requireWritable(model, name);
    const written = entries.filter(([, source]) => source !== undefined);
    for (const [name, source] of written) layEntry(columns, name, source);
    const names = written.map(([name]) => name);
    rowFunctions = rowFunctions.map((layer) => ({
      shape: layer.shape,
      overridden: new Set([...layer.overridden, ...names]),
    }));
  }
  const traits = new Map(below.traits);
  for (const [name, shape] of Object.entries(above.traits ?? {})) {
    const entries = [...shapeEntries(model, shape)];
    for (const [column] of entries) requireWritable(model, column);
    traits.set(name, Object.fromEntries(entries));
  }
  const anonymize = layAnonymize(model, below.anonymize, above.anonymize ?? []);
  return { count: above.count ?? below.count, columns, rowFunctions, traits, anonymize };
}

/** A list adds columns; an object adds those that are true and takes off those that are false. */
function layAnonymize(
  model: TableModel,
  below: ReadonlySet<string>,
  above: NonNullable<LooseDefinition['anonymize']>,
): ReadonlySet<string> {
  const columns = new Set(below);
  const wishes: readonly (readonly [column: string, wanted: boolean | undefined])[] = isList(above)
    ? above.map((column) => [String(column), true])
    : Object.entries(above);
  for (const [column, wanted] of wishes) {
    requireColumn(model, column);
    if (wanted === true) columns.add(column);
    else if (wanted === false) columns.delete(column);
  }
  return columns;
}

function isList(
  columns: NonNullable<LooseDefinition['anonymize']>,
): columns is readonly PropertyKey[] {
  return Array.isArray(columns);
}

/** Whether a definition has a value at a column, and nothing that makes values. */
export function isConstant(source: unknown): boolean {
  if (typeof source === 'function' || source === DOCUMENT) return false;
  return !isGenerator(source) && !isRef(source) && !isCountOf(source) && !isPosition(source);
}

/** Checks that a number may be how many rows a table has. */
export function requireCount(table: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  throw new GenFactoriesError('DEFINITION_INVALID', {
    what: `A count is a whole number of 0 or more, not ${count}`,
    where: table,
  });
}

/** Checks that a definition may fill a column. */
export function requireWritable(model: TableModel, name: string): void {
  requireColumn(model, name);
  if (model.columns.get(name)!.generated) {
    throw new GenFactoriesError('COLUMN_UNKNOWN', {
      what: `The database computes "${name}" itself, so a definition cannot fill it`,
      where: `${model.key}.${name}`,
      fix: 'Leave the column out of the definition.',
    });
  }
}

function requireColumn(model: TableModel, name: string): void {
  if (model.columns.has(name)) return;
  throw new GenFactoriesError('COLUMN_UNKNOWN', {
    what: `Table "${model.key}" has no column "${name}"`,
    where: `${model.key}.${name}`,
    fix: `It has: ${[...model.columns.keys()].join(', ')}. If a migration dropped it, regenerate with \`npx gen-factories\` and remove it from your definitions.`,
  });
}
