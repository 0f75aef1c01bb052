import * as driver from 'mongodb';
import type { Facets } from '../../../src/checks/facets.ts';
import type { TableSolution } from '../../../src/checks/solution.ts';
import { encoderFor } from '../../../src/engines/mongodb/encode-value.ts';
import type { ColumnType } from '../../../src/schema/column-type.ts';
import type { Table } from '../../../src/schema/schema.ts';
import { drawRow } from './draw-row.ts';

/**
 * A document as a solution says it: NULL is absence, where a field may be absent.
 *
 * @param table - without lists of documents, and without maps
 */
export function drawDocument(
  table: Table,
  solution: TableSolution,
  next: () => number,
): driver.Document {
  const row = drawRow(table, withoutNullElements(table, solution), next);
  const document: driver.Document = {};
  for (const { name, type, optional } of table.columns) {
    const value = row[name];
    const place = placeOf(document, name);
    if (name === '_id' || place === undefined || (value === null && optional)) continue;
    const last = name.split('.').at(-1)!;
    if (type.kind === 'document') place[last] = {};
    else place[last] = value === null ? null : encoded(value, type);
  }
  return document;
}

/** The document that a field is in; undefined where that is absent. */
function placeOf(document: driver.Document, path: string): driver.Document | undefined {
  const steps = path.split('.').slice(0, -1);
  return steps.reduce<driver.Document | undefined>((place, step) => place?.[step], document);
}

/** The plain drawing of tests writes times as texts, and knows no ids. */
function encoded(value: unknown, type: ColumnType): unknown {
  if (type.kind === 'timestamp') return new Date(String(value));
  if (type.kind === 'objectid') return new driver.ObjectId();
  if (type.kind === 'array' && Array.isArray(value)) {
    // Equal elements are asked of no rule.
    return [...new Set<unknown>(value)].map((each) => encoded(each, type.element));
  }
  return encoderFor(type, driver)(value);
}

/** Elements are never NULL unless their type says so. */
function withoutNullElements(table: Table, solution: TableSolution): TableSolution {
  const columns = new Map(solution.columns);
  for (const { name, type } of table.columns) {
    const domain = columns.get(name);
    if (domain !== undefined) columns.set(name, { ...domain, ...noNulls(domain, type) });
  }
  return { ...solution, columns };
}

function noNulls(facets: Facets, type: ColumnType): Facets {
  if (type.kind !== 'array') return facets;
  const { elements } = facets;
  const each = noNulls(elements?.each ?? {}, type.element);
  return { ...facets, elements: { ...elements, nulls: 'never', each } };
}
