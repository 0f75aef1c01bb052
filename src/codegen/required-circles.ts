import { components } from '../random/graph.ts';
import { tableKey } from '../schema/build-schema.ts';
import { formatTableName } from '../schema/facts.ts';
import { isMany } from './document-tree.ts';
import type { Reference, SchemaModel, Table } from '../schema/schema.ts';

/** The circle that two tables are both in, as a list of names. */
export type CircleOf = (table: Table, target: Table) => readonly string[] | undefined;

/**
 * Finds tables whose rows cannot be written in any order: their references to each other are required,
 * and checked at once.
 *
 * @param tables - those that have a factory
 */
export function requiredCircles(tables: readonly Table[]): CircleOf {
  const byKey = new Map(tables.map((table) => [tableKey(table), table]));
  const needs = (table: Table): Table[] =>
    table.references
      .filter((reference) => isRequired(table, reference))
      .flatMap((reference) => byKey.get(tableKey(reference.target.table)) ?? []);
  const circles = components(tables, needs).filter((group) => group.length > 1);
  return (table, target) =>
    circles
      .find((group) => group.includes(table) && group.includes(target))
      ?.map((each) => formatTableName(each));
}

function isRequired(table: Table, reference: Reference): boolean {
  if (reference.deferrable !== 'no') return false;
  return reference.columns.every((name) => {
    const column = table.columns.find((each) => each.name === name)!;
    return !column.nullable && !isMany(table, column);
  });
}

/** References that are required on a circle, in a database that checks them at once or not at all. */
export function uncheckedReferences(
  model: SchemaModel,
  circles: CircleOf,
): (table: Table) => (reference: Reference) => boolean {
  const tables = new Map(model.tables.map((table) => [tableKey(table), table]));
  return (table) => (reference) => {
    const target = tables.get(tableKey(reference.target.table));
    return (
      model.dialect !== 'postgres' &&
      target !== undefined &&
      target !== table &&
      circles(table, target) !== undefined &&
      isRequired(table, reference)
    );
  };
}
