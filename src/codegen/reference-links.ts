import { tableKey } from '../schema/build-schema.ts';
import type { Reference, SchemaModel, Table } from '../schema/schema.ts';
import { isMany } from './document-tree.ts';
import { entityOf, singular, wordsOf } from './names.ts';
import { keysOf } from './table-keys.ts';

/** A reference, with the tables at both ends. */
export interface Link {
  readonly child: Table;
  readonly reference: Reference;
  readonly target: Table;
  /** The column that stands for the reference in a definition. */
  readonly lead: string;
  /** It can be NULL, as one of its columns can; or a row has any number of them. */
  readonly nullable: boolean;
  /** At the elements of a list: a row leads to as many rows as it likes. */
  readonly many: boolean;
}

export interface LinkContext {
  readonly model: SchemaModel;
  readonly keyOf: (table: { readonly schema: string; readonly name: string }) => string | undefined;
}

/** What was found out of a schema: every table is asked for again and again. */
interface KnownLinks {
  readonly tables: ReadonlyMap<string, Table>;
  readonly links: Map<Table, readonly Link[]>;
  /** How many references of the schema fill a column of a name: what all of them have is a tenant's key. */
  readonly uses: ReadonlyMap<string, number>;
}

const KNOWN = new WeakMap<LinkContext, KnownLinks>();

/** The references of a table to tables that have factories, in the order of their columns. */
export function linksOf(table: Table, context: LinkContext): readonly Link[] {
  let known = KNOWN.get(context);
  if (known === undefined) {
    const tables = new Map(context.model.tables.map((each) => [tableKey(each), each]));
    const uses = countUses(context.model);
    KNOWN.set(context, (known = { tables, links: new Map(), uses }));
  }
  const links = known.links.get(table) ?? findLinks(table, context, known);
  known.links.set(table, links);
  return links;
}

function countUses({ tables }: SchemaModel): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const column of tables.flatMap((each) =>
    each.references.flatMap(({ columns }) => columns),
  )) {
    uses.set(column, (uses.get(column) ?? 0) + 1);
  }
  return uses;
}

function findLinks(table: Table, context: LinkContext, known: KnownLinks): Link[] {
  const found = new Map<string, Link>();
  const ordered = [...table.references].sort((a, b) => a.columns.length - b.columns.length);
  for (const reference of ordered) {
    const target = known.tables.get(tableKey(reference.target.table));
    if (target === undefined || context.keyOf(target) === undefined) continue;
    const lead =
      leadOf(table, reference, target, found, known) ??
      leadOfImplied(table, reference, target, found, known);
    if (lead === undefined) continue;
    const many = isMany(table, columnNamed(table, lead));
    const nullable = many || isOptional(table, reference, target);
    found.set(lead, { child: table, reference, target, lead, nullable, many });
  }
  return [...found.values()].sort((a, b) => ordinalOf(table, a.lead) - ordinalOf(table, b.lead));
}

/** The column that a reference is written at: one of its own, named after its target or after itself. */
function leadOf(
  table: Table,
  reference: Reference,
  target: Table,
  taken: ReadonlyMap<string, Link>,
  { uses }: KnownLinks,
): string | undefined {
  const free = reference.columns.filter((column) => !taken.has(column));
  const own = free.filter((column) => isOwnColumn(table, reference, column));
  const named = own.find((column) => isNamedAfter(column, target));
  if (named !== undefined) return named;
  const seen = (column: string): number => uses.get(column) ?? 0;
  const least = Math.min(...own.map(seen));
  return own.findLast((column) => seen(column) === least) ?? free.at(-1);
}

/**
 * The column of a reference that the parent holds on to as well: who leads to a pair of a directory and a
 * workspace need not lead to the directory, which the pair does. That one's line is the pair's.
 */
function leadOfImplied(
  table: Table,
  { columns, target: { columns: key } }: Reference,
  target: Table,
  found: ReadonlyMap<string, Link>,
  { uses }: KnownLinks,
): string | undefined {
  const implied = columns.filter((column, at) => {
    const own = found.get(column)?.reference;
    if (own?.columns.length !== 1) return false;
    return target.references.some(
      (each) =>
        each.columns.length === 1 &&
        each.columns[0] === key[at] &&
        tableKey(each.target.table) === tableKey(own.target.table) &&
        each.target.columns[0] === own.target.columns[0],
    );
  });
  const cost = (column: string): number =>
    (uses.get(column) ?? 0) + (columnNamed(table, column).nullable ? 0 : 1_000_000);
  const least = Math.min(...implied.map(cost));
  return implied.findLast((column) => cost(column) === least);
}

/**
 * Whether rows may do without the parent. Where a column that takes no NULL is filled by the reference and
 * by none that every row has, they may not: the first such reference fills it.
 */
function isOptional(table: Table, reference: Reference, target: Table): boolean {
  const { columns } = reference;
  if (columns.every((name) => !columnNamed(table, name).nullable)) return false;
  if (target === table) return true;
  return columns.every((name) => {
    if (columnNamed(table, name).nullable) return true;
    const fillers = table.references.filter((each) => each.columns.includes(name));
    if (fillers.some((each) => each.columns.every((part) => !columnNamed(table, part).nullable))) {
      return true;
    }
    const others = fillers.filter((each) => tableKey(each.target.table) !== tableKey(table));
    return others.some((each) => placeOf(table, each) < placeOf(table, reference));
  });
}

/** Where in the row the first column is that a reference may leave NULL. */
function placeOf(table: Table, { columns }: Reference): number {
  return table.columns.findIndex(({ name, nullable }) => nullable && columns.includes(name));
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

/** Columns that both references fill: they have to find the same values in them. */
export function sharedColumns(link: Link, other: Link): string[] {
  return link.reference.columns.filter((column) => other.reference.columns.includes(column));
}

/** The column of the parent's key that a column of a reference holds. */
export function keyColumn(link: Link, column: string): string {
  return link.reference.target.columns[link.reference.columns.indexOf(column)]!;
}

/** Who acts on their own account: the user who likes a post need not be the one who wrote it. */
const ACTOR =
  /(?:^|_)(?:user|person|people|employee|member|membership|author|actor|profile|contact|staff|agent|admin|teacher|driver|player|owner)$/;

export function isActor(table: Table): boolean {
  return ACTOR.test(entityOf(table));
}

/** One-to-one references keep to their own parent. */
export function isOnlyChild(table: Table, link: Link): boolean {
  const { columns } = link.reference;
  return keysOf(table).some(
    (key) => key.length > 0 && key.every((column) => columns.includes(column)),
  );
}

/** A way up from a table: the reference columns to follow, and where they end. */
export interface Way {
  readonly path: readonly string[];
  readonly links: readonly Link[];
  readonly end: Table;
}

/**
 * What a row describes itself by rather than belongs to: two rows that lead to one owner need not have
 * the owner's address.
 */
const DETAIL =
  /(?:^|_)(?:address|location|place|city|state|province|region|country|zone|currency|language|locale|timezone|calendar|category|kind|type|status|unit|colou?r|image|photo|picture|file|document|attachment|media|asset|contact)$/;

/**
 * Ancestors that every row of a table belongs to, by required references, nearest first. Ways on a circle
 * lead nowhere: who comes first on it is anyone's guess.
 *
 * @param from - the table whose rows look up through `table`; no way leads back to it
 */
export function waysUp(table: Table, context: LinkContext, from = table, depth = 3): Way[] {
  const found: Way[] = [];
  let level: Way[] = [{ path: [], links: [], end: table }];
  for (let step = 0; step < depth; step++) {
    level = level.flatMap((way) =>
      linksOf(way.end, context)
        .filter((link) => !link.nullable && link.target !== way.end && link.target !== table)
        .map((link) => ({
          path: [...way.path, link.lead],
          links: [...way.links, link],
          end: link.target,
        })),
    );
    if (from !== table && level.some((way) => way.end === from)) return [];
    found.push(...level);
  }
  return found.filter((way) => !DETAIL.test(entityOf(way.end)));
}

/**
 * Whether a way is by what a row belongs to alone: by way of a person or a place two rows may lead to one
 * owner, and have nothing to do with each other.
 */
export function isOfOwners({ links }: Pick<Way, 'links'>): boolean {
  return links.every(({ target }) => !isActor(target) && !DETAIL.test(entityOf(target)));
}
