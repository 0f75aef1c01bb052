import { tableKey } from '../schema/build-schema.ts';
import type { Reference, SchemaModel, Table } from '../schema/schema.ts';
import { call, literal, object, options, type Expression } from './expression.ts';
import { PERSON_ENTITY, COMPANY_ENTITY } from './rules/text-rules.ts';
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

/** Which references follow from, or must agree with, another one of the table. */
function relate(table: Table, links: readonly Link[], context: ReferenceContext): Map<Link, Relation> {
  const relations = new Map<Link, Relation>();
  const ways = new Map(links.map((link) => [link, waysUp(link.target, context)]));
  for (const link of links) {
    if (link.target === table) continue;
    const guide = links.find(
      (other) => other !== link && !other.nullable && other.target !== table && !relations.has(other) && ways.get(other)!.some((way) => way.end === link.target),
    );
    if (guide !== undefined && !isOnlyChild(table, link)) {
      const way = ways.get(guide)!.find((each) => each.end === link.target)!;
      relations.set(link, { own: { through: literal([guide.lead, ...way.path.slice(0, -1)].join('.')) } });
    }
  }
  for (const link of links) {
    if (relations.has(link)) continue;
    const own = link.target === table ? sameForTree(link, links, relations) : sameAncestor(link, links, ways, relations);
    if (own !== undefined) relations.set(link, { own: { same: own } });
    else if (link.target !== table) {
      const member = sameAsSelf(table, link, context);
      if (member !== undefined) relations.set(link, { own: { same: member } });
    }
  }
  return relations;
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
function sameForTree(
  link: Link,
  links: readonly Link[],
  relations: ReadonlyMap<Link, Relation>,
): Expression | undefined {
  const guide = links.find((other) => other.target !== link.target && !other.nullable && !relations.has(other));
  return guide && literal(guide.lead);
}

/** An ancestor that a parent shares with one this row already has. */
function sameAncestor(
  link: Link,
  links: readonly Link[],
  ways: ReadonlyMap<Link, readonly Way[]>,
  relations: ReadonlyMap<Link, Relation>,
): Expression | undefined {
  const direct = ways.get(link)!.filter((way) => way.path.length === 1);
  for (const way of direct) {
    const column = way.path[0]!;
    const holder = links.find((other) => other !== link && other.target === way.end && !other.nullable);
    if (holder !== undefined) {
      return holder.lead === column ? literal(column) : object({ [column]: literal(holder.lead) });
    }
    for (const other of links) {
      if (other === link || other.nullable || other.target === link.target) continue;
      if (relations.has(other) && links.indexOf(other) > links.indexOf(link)) continue;
      const path = ways.get(other)!.find((each) => each.end === way.end)?.path;
      // The first of two such references is free, the other one agrees with it.
      if (path === undefined || (!relations.has(other) && links.indexOf(other) > links.indexOf(link) && !link.nullable)) continue;
      return object({ [column]: literal([other.lead, ...path].join('.')) });
    }
  }
  return undefined;
}

/** An org's owner is one of the org's users. */
function sameAsSelf(table: Table, link: Link, context: ReferenceContext): Expression | undefined {
  if (!link.nullable || table.primaryKey?.columns.length !== 1) return undefined;
  const back = linksOf(link.target, context).find((each) => each.target === table && !each.nullable);
  return back && object({ [back.lead]: literal(table.primaryKey.columns[0]!) });
}

/** Families are printed where somebody would want to turn them: many children to few parents. */
function fanoutFor(link: Link, context: ReferenceContext): Expression | undefined {
  const children = context.countOf(link.child);
  const parents = context.countOf(link.target);
  if (isOnlyChild(link.child, link) || parents < 50 || children < parents * 4) return undefined;
  const tenant = COMPANY_ENTITY.test(entityOf(link.target)) && PERSON_ENTITY.test(entityOf(link.child));
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
