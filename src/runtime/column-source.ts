import { isCountOf, isPosition, type CountOf } from '../../generators/family.ts';
import type { Source } from '../../generators/generator.ts';
import { objectId, serial, uuid } from '../../generators/identifier.ts';
import { ownReferences } from '../../generators/parts.ts';
import { isRef, type Ref } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import type { ColumnFacts } from '../schema/facts.ts';
import type { MergedDefinition } from './definition.ts';
import { decidesPresence, DOCUMENT } from './document-shape.ts';
import type { TableModel } from './table-model.ts';

/** What the definition of a table says about each column that will be written. */
export type ColumnSource =
  | {
      readonly kind: 'value';
      readonly source: Source<unknown>;
      /** The references among its values. */
      readonly refs: readonly Ref[];
    }
  | { readonly kind: 'reference'; readonly ref: Ref }
  | { readonly kind: 'part of reference' }
  | { readonly kind: 'count'; readonly count: CountOf }
  | { readonly kind: 'position'; readonly column: string; readonly from: number }
  | { readonly kind: 'row function'; readonly layer: number }
  /** A document whose fields are columns of their own, and what decides whether it is there. */
  | { readonly kind: 'document'; readonly presence: unknown };

/**
 * Finds what fills each column: the definition, else the key or reference the column is part of. Columns
 * that nothing fills are left to the database.
 *
 * @param model - the table
 * @param definition - all layers of its definition
 * @param layerColumns - the columns that each shape that is one function returns
 * @throws GenFactoriesError `COLUMN_UNSOLVED` for a column that must have a value and gets none
 */
export function sourceColumns(
  model: TableModel,
  definition: MergedDefinition,
  layerColumns: readonly ReadonlySet<string>[],
): ReadonlyMap<string, ColumnSource> {
  const sources = new Map<string, ColumnSource>();
  for (const column of model.columns.values()) {
    // What fills a document as a whole fills its fields.
    if (column.within !== null && sources.get(column.within)?.kind !== 'document') continue;
    const source = sourceOf(model, definition, layerColumns, column);
    if (source !== null) sources.set(column.name, source);
  }
  return sources;
}

function sourceOf(
  model: TableModel,
  definition: MergedDefinition,
  layerColumns: readonly ReadonlySet<string>[],
  column: ColumnFacts,
): ColumnSource | null {
  for (let layer = layerColumns.length - 1; layer >= 0; layer--) {
    const { overridden } = definition.rowFunctions[layer]!;
    if (layerColumns[layer]!.has(column.name) && !overridden.has(column.name)) {
      return { kind: 'row function', layer };
    }
  }
  if (definition.columns.has(column.name)) {
    return readSource(definition.columns.get(column.name), column);
  }
  if (column.generated) return null;
  const implied = impliedSource(model, column);
  if (implied !== null || column.nullable || column.optional || column.filled) return implied;
  if (column.type.kind === 'document') return { kind: 'document', presence: null };
  throw new GenFactoriesError('COLUMN_UNSOLVED', {
    what: `"${column.name}" is NOT NULL without a default, and no definition fills it`,
    where: `${model.key}.${column.name}`,
    fix: 'Regenerate with `npx gen-factories`, or fill it in factories/index.ts.',
  });
}

/** Reads what a definition has at a column. */
export function readSource(written: unknown, { type }: ColumnFacts): ColumnSource {
  if (isRef(written)) return { kind: 'reference', ref: written };
  if (isCountOf(written)) return { kind: 'count', count: written };
  if (isPosition(written)) return { kind: 'position', column: written.column, from: written.from };
  // Elsewhere what looks like the fields of a document is a constant.
  if (type.kind === 'document' && decidesPresence(written)) {
    return { kind: 'document', presence: written === DOCUMENT ? null : written };
  }
  return { kind: 'value', source: written, refs: ownReferences(written) };
}

/** Keys and references need no line in a definition. */
function impliedSource(model: TableModel, column: ColumnFacts): ColumnSource | null {
  if (model.references.some((reference) => reference.columns.includes(column.name))) {
    return { kind: 'part of reference' };
  }
  const single = model.primaryKey.length === 1 && model.primaryKey[0] === column.name;
  if (!single && column.identity === null) return null;
  if (column.type.kind === 'integer') return readSource(serial(), column);
  if (column.type.kind === 'uuid') return readSource(uuid(), column);
  if (column.type.kind === 'objectid') return readSource(objectId(), column);
  return null;
}
