import { tableKey } from '../schema/build-schema.ts';
import type { Reference, SchemaModel, Table } from '../schema/schema.ts';
import { call, literal, object, options, type Expression } from './expression.ts';
import { singular, wordsOf } from './names.ts';

/** How a reference is written in a definition. */
export interface PlannedReference {
  readonly reference: Reference;
  /** The column that carries the line. */
  readonly lead: string;
  /** The option object of `ref(…)`; undefined where defaults do. */
  readonly options: Expression | undefined;
  /** The parent is chosen freely, so that its children can be counted. */
  readonly dealt: boolean;
  readonly nullable: boolean;
}

export interface ReferenceContext {
  readonly model: SchemaModel;
  readonly keyOf: (table: { readonly schema: string; readonly name: string }) => string | undefined;
  readonly countOf: (table: Table) => number;
}

/**
 * Decides for each reference of a table whether its parent is dealt, follows from another reference, or
 * has to share an ancestor with one: a task's assignee is of the org that the task's project is of.
 *
 * @param table - the child
 * @param context - the schema, names and counts
 */
export function planTableReferences(table: Table, context: ReferenceContext): PlannedReference[] {
  const links = linksOf(table, context);
  const relations = relate(table, links, context);
  return links.map((link): PlannedReference => {
    const relation = relations.get(link);
    const self = link.target === table;
    const more = link.reference.columns.filter((column) => column !== link.lead);
    const own = relation?.own ?? {};
    return {
      reference: link.reference,
      lead: link.lead,
      dealt: relation === undefined && !self,
      nullable: link.nullable,
      options: options({
        fanout: relation === undefined && !self ? fanoutFor(link, context) : undefined,
        ...own,
        columns: more.length > 0 ? { kind: 'array', items: more.map((column) => literal(column)) } : undefined,
      }),
    };
  });
}

interface Link {
  readonly child: Table;
  readonly reference: Reference;
  readonly target: Table;
  readonly lead: string;
  readonly nullable: boolean;
}

interface Relation {
  readonly own: Readonly<Record<string, Expression>>;
  /** The reference of the same row that this one follows or agrees with. */
  readonly on: Link | null;
  /** It agrees with what that reference leads to, not with something further up. */
  readonly direct?: boolean;
}

function linksOf(table: Table, context: ReferenceContext): Link[] {
  const leads = new Set<string>();
  const ordered = [...table.references].sort((a, b) => a.columns.length - b.columns.length);
  const found = ordered.flatMap((reference): Link[] => {
    const target = context.model.tables.find((each) => tableKey(each) === tableKey(reference.target.table));
    if (target === undefined || context.keyOf(target) === undefined) return [];
    // The column that no other reference has is the one a reader would call the reference.
    const free = reference.columns.filter((column) => !leads.has(column));
    const lead = free.find((column) => ownColumn(table, reference, column)) ?? free.at(-1);
    if (lead === undefined) return [];
    leads.add(lead);
    const nullable = reference.columns.some((name) => columnNamed(table, name).nullable);
    return [{ child: table, reference, target, lead, nullable }];
  });
  return found.sort((a, b) => columnNamed(table, a.lead).name === a.lead ? ordinalOf(table, a.lead) - ordinalOf(table, b.lead) : 0);
}

function ownColumn(table: Table, reference: Reference, column: string): boolean {
  return table.references.every((other) => other === reference || !other.columns.includes(column));
}

function ordinalOf(table: Table, column: string): number {
  return table.columns.findIndex((each) => each.name === column);
}

function columnNamed(table: Table, name: string): Table['columns'][number] {
  return table.columns.find((column) => column.name === name)!;
}

/** A way up from a table: the reference columns to follow, and where they end. */
interface Way {
  readonly path: readonly string[];
  readonly end: Table;
}

/** Ancestors that every row of a table has, by required references, nearest first. */
function waysUp(table: Table, context: ReferenceContext, depth = 3): Way[] {
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

type Relations = Map<Link, Relation>;

/** Which references follow from, or must agree with, another one of the table. */
function relate(table: Table, links: readonly Link[], context: ReferenceContext): Relations {
  const relations: Relations = new Map();
  const ways = new Map(links.map((link) => [link, waysUp(link.target, context)]));
  for (const link of links) {
    const found = link.target === table ? undefined : throughGuide(table, link, links, ways, relations);
    if (found !== undefined) relations.set(link, found);
  }
  for (const link of links) {
    if (relations.has(link)) continue;
    const found =
      link.target === table
        ? sameForTree(link, links, relations)
        : (agree(table, link, links, ways, relations) ?? sameAsSelf(table, link, context));
    if (found !== undefined) relations.set(link, found);
  }
  return relations;
}

/** Whether a reference follows from another one, directly or through others. */
function follows(link: Link, other: Link, relations: Relations): boolean {
  for (let at: Link | null = link; at !== null; at = relations.get(at)?.on ?? null) {
    if (at === other) return true;
  }
  return false;
}

/** A parent that another parent has: the org of the row's project. */
function throughGuide(
  table: Table,
  link: Link,
  links: readonly Link[],
  ways: ReadonlyMap<Link, readonly Way[]>,
  relations: Relations,
): Relation | undefined {
  if (isOnlyChild(table, link)) return undefined;
  for (const guide of links) {
    if (guide === link || guide.nullable || guide.target === table) continue;
    if (follows(guide, link, relations)) continue;
    const way = ways.get(guide)!.find((each) => each.end === link.target);
    if (way === undefined) continue;
    const path = [guide.lead, ...way.path.slice(0, -1)].join('.');
    return { own: { through: literal(path) }, on: guide };
  }
  return undefined;
}

/** One-to-one references keep to their own parent. */
function isOnlyChild(table: Table, link: Link): boolean {
  const columns = link.reference.columns;
  const keys = [
    ...(table.primaryKey ? [table.primaryKey.columns] : []),
    ...table.uniques.map((unique) => unique.parts.flatMap((part) => (part.kind === 'column' ? [part.column] : []))),
  ];
  return keys.some((key) => key.length > 0 && key.every((column) => columns.includes(column)));
}

/** A reply belongs to the same post, a manager to the same company. */
function sameForTree(link: Link, links: readonly Link[], relations: Relations): Relation | undefined {
  const guide = links.find(
    (other) => other.target !== link.target && !other.nullable && !relations.has(other),
  );
  return guide && { own: { same: literal(guide.lead) }, on: guide };
}

/** One-to-one references agree with a reference of the row itself only: further up nothing numbers them. */
function agree(
  table: Table,
  link: Link,
  links: readonly Link[],
  ways: ReadonlyMap<Link, readonly Way[]>,
  relations: Relations,
): Relation | undefined {
  const found = sameAncestor(link, links, ways, relations);
  if (found === undefined || !isOnlyChild(table, link)) return found;
  return found.on !== null && !relations.has(found.on) && found.direct ? found : undefined;
}

/** An ancestor that a parent shares with one this row already has. */
function sameAncestor(
  link: Link,
  links: readonly Link[],
  ways: ReadonlyMap<Link, readonly Way[]>,
  relations: Relations,
): Relation | undefined {
  const candidates = links.filter(
    (other) => other !== link && !other.nullable && !follows(other, link, relations),
  );
  for (const way of ways.get(link)!) {
    const [column] = way.path;
    if (column === undefined || way.path.length > 1) continue;
    const holder = candidates.find((other) => other.target === way.end);
    if (holder !== undefined) {
      const own = holder.lead === column ? literal(column) : object({ [column]: literal(holder.lead) });
      return { own: { same: own }, on: holder, direct: true };
    }
    for (const other of candidates) {
      if (other.target === link.target) continue;
      const path = ways.get(other)!.find((each) => each.end === way.end)?.path;
      // Of two such references the first that must have a parent is free; the others agree with it.
      if (path === undefined || (!link.nullable && links.indexOf(other) > links.indexOf(link))) continue;
      return { own: { same: object({ [column]: literal([other.lead, ...path].join('.')) }) }, on: other };
    }
  }
  return undefined;
}

/** An org's owner is one of the org's users. */
function sameAsSelf(table: Table, link: Link, context: ReferenceContext): Relation | undefined {
  if (!link.nullable || table.primaryKey?.columns.length !== 1) return undefined;
  const back = linksOf(link.target, context).find((each) => each.target === table && !each.nullable);
  const key = table.primaryKey.columns[0]!;
  return back && { own: { same: object({ [back.lead]: literal(key) }) }, on: null };
}

const TENANT = /(?:^|_)(?:org|organization|organisation|company|tenant|workspace|account)$/;
const MEMBER = /^(?:user|member|membership|person|employee|customer|contact|profile)$/;

/** Families are printed where somebody would want to turn them: many children to few parents. */
function fanoutFor(link: Link, context: ReferenceContext): Expression | undefined {
  const children = context.countOf(link.child);
  const parents = context.countOf(link.target);
  if (isOnlyChild(link.child, link) || parents < 50 || children < parents * 4) return undefined;
  const tenant = TENANT.test(entityOf(link.target)) && MEMBER.test(entityOf(link.child));
  const max = tenant ? Math.round(children * 0.9) : roundUp((children / parents) * 25);
  return call('skewed', object({ max: literal(Math.min(max, children)), none: literal('5%') }));
}

function entityOf(table: Table): string {
  const words = wordsOf(table.name);
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join('_');
}

/** A round number that is at least as large. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)));
  return Math.ceil(value / unit) * unit;
}
