import { tableKey } from '../schema/build-schema.ts';
import type { Reference, SchemaModel, Table } from '../schema/schema.ts';
import { singular, wordsOf } from './names.ts';

/** A reference, with the tables at both ends. */
export interface Link {
  readonly child: Table;
  readonly reference: Reference;
  readonly target: Table;
  /** The column that stands for the reference in a definition. */
  readonly lead: string;
  /** It can be NULL: one of its columns can. */
  readonly nullable: boolean;
}

export interface LinkContext {
  readonly model: SchemaModel;
  readonly keyOf: (table: { readonly schema: string; readonly name: string }) => string | undefined;
}

/** The references of a table to tables that have factories, in the order of their columns. */
export function linksOf(table: Table, context: LinkContext): Link[] {
  const leads = new Set<string>();
  const ordered = [...table.references].sort((a, b) => a.columns.length - b.columns.length);
  const found = ordered.flatMap((reference): Link[] => {
    const target = context.model.tables.find(
      (each) => tableKey(each) === tableKey(reference.target.table),
    );
    if (target === undefined || context.keyOf(target) === undefined) return [];
    const free = reference.columns.filter((column) => !leads.has(column));
    const own = free.filter((column) => isOwnColumn(table, reference, column));
    const lead = own.find((column) => isNamedAfter(column, target)) ?? own.at(-1) ?? free.at(-1);
    if (lead === undefined) return [];
    leads.add(lead);
    const nullable = reference.columns.some((name) => columnNamed(table, name).nullable);
    return [{ child: table, reference, target, lead, nullable }];
  });
  return found.sort((a, b) => ordinalOf(table, a.lead) - ordinalOf(table, b.lead));
}

/** No other reference has the column. */
function isOwnColumn(table: Table, reference: Reference, column: string): boolean {
  return table.references.every((other) => other === reference || !other.columns.includes(column));
}

/** `site_id` is what leads to `sites`, whatever other columns the key has. */
function isNamedAfter(column: string, target: Table): boolean {
  return wordsOf(column).includes(singular(wordsOf(target.name).at(-1) ?? ''));
}

function ordinalOf(table: Table, column: string): number {
  return table.columns.findIndex((each) => each.name === column);
}

function columnNamed(table: Table, name: string): Table['columns'][number] {
  return table.columns.find((column) => column.name === name)!;
}

/** One-to-one references keep to their own parent. */
export function isOnlyChild(table: Table, link: Link): boolean {
  const { columns } = link.reference;
  const keys = [
    ...(table.primaryKey ? [table.primaryKey.columns] : []),
    ...table.uniques.map((unique) =>
      unique.parts.flatMap((part) => (part.kind === 'column' ? [part.column] : [])),
    ),
  ];
  return keys.some((key) => key.length > 0 && key.every((column) => columns.includes(column)));
}

/** A way up from a table: the reference columns to follow, and where they end. */
export interface Way {
  readonly path: readonly string[];
  readonly end: Table;
}

/** Ancestors that every row of a table has, by required references, nearest first. */
export function waysUp(table: Table, context: LinkContext, depth = 3): Way[] {
  const found: Way[] = [];
  let level: Way[] = [{ path: [], end: table }];
  for (let step = 0; step < depth; step++) {
    level = level.flatMap((way) =>
      linksOf(way.end, context)
        .filter((link) => !link.nullable && link.target !== way.end && link.target !== table)
        .map((link) => ({ path: [...way.path, link.lead], end: link.target })),
    );
    found.push(...level);
  }
  return found;
}
