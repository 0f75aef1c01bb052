import type { Table } from '../schema/schema.ts';
import { carryingWays, type CarryingWay } from './carrying-ways.ts';
import {
  isActor,
  isOfOwners,
  isOnlyChild,
  keyColumn,
  linksOf,
  sharedColumns,
  type Link,
  type LinkContext,
} from './reference-links.ts';
import type { Relation } from './relate-references.ts';
import { keysOf } from './table-keys.ts';

/** References that fill columns together: one leads, and the others find the same values in them. */
export interface Sharing {
  readonly relations: ReadonlyMap<Link, Relation>;
  /** Those that the others agree with. */
  readonly leads: ReadonlySet<Link>;
}

/**
 * Which reference of those that share columns decides about them, and how the others agree with it: all
 * that has a tenant's key is of one tenant.
 *
 * @param table - the child
 * @param links - its references; those to itself and in lists are left out
 */
export function relateSharing(table: Table, links: readonly Link[], context: LinkContext): Sharing {
  const relations = new Map<Link, Relation>();
  const leads = new Set<Link>();
  const open = new Set(links.filter((link) => link.target !== table && !link.many));
  const followed = findFollowed(table, [...open], context);
  for (const lead of byLead(table, [...open], context)) {
    if (!open.delete(lead)) continue;
    const settled = [lead];
    for (let next; (next = nextOf(open, settled, followed)) !== undefined; settled.push(next)) {
      open.delete(next);
      relations.set(next, agreeWith(table, next, settled, relations, context));
      leads.add(lead);
    }
  }
  return { relations, leads };
}

/**
 * Whoever shares a column with one that is settled; who has to have a parent comes first, and of these who
 * follows from another comes after it.
 */
function nextOf(
  open: ReadonlySet<Link>,
  settled: readonly Link[],
  followed: ReadonlyMap<Link, readonly Link[]>,
): Link | undefined {
  const next = [...open].filter((link) => heldWith(link, settled).length > 0);
  const required = next.filter(({ nullable }) => !nullable);
  return (
    required.find((link) => isDetermined(link, settled)) ??
    required.find((link) => !followed.get(link)?.some((other) => open.has(other))) ??
    required[0] ??
    next[0]
  );
}

/** For each reference those that every row has and that it may follow from: the project of the row's task. */
function findFollowed(
  table: Table,
  links: readonly Link[],
  context: LinkContext,
): ReadonlyMap<Link, readonly Link[]> {
  return new Map(
    links.map((link) => {
      const guides = links.filter((guide) => {
        if (guide === link || guide.nullable) return false;
        const held = heldWith(link, [guide]);
        if (held.length === 0) return false;
        return throughGuide(table, link, guide, held, context)?.cost[0] === 0;
      });
      return [link, guides];
    }),
  );
}

/** The columns of a reference that others fill too. */
function heldWith(link: Link, others: readonly Link[]): string[] {
  return link.reference.columns.filter((column) =>
    others.some((other) => other.reference.columns.includes(column)),
  );
}

/** Others fill all of its columns. */
function isDetermined(link: Link, others: readonly Link[]): boolean {
  return heldWith(link, others).length === link.reference.columns.length;
}

/**
 * References in the order in which they may lead: one that every row has, to a parent that is no other
 * row's, or as far down as there is; of two the one to a thing before the one to a person.
 */
function byLead(table: Table, links: readonly Link[], context: LinkContext): Link[] {
  const ranked = links.map((link) => {
    const others = links.filter((other) => other !== link && !other.nullable);
    const rank = [
      Number(link.nullable),
      Number(isDetermined(link, others)),
      Number(!isOnlyChild(table, link)),
      -depthOf(link.target, context),
      Number(isActor(link.target)),
    ];
    return { link, rank };
  });
  // A stable sort: otherwise they stay in the order of their columns.
  ranked.sort((a, b) => compare(a.rank, b.rank));
  return ranked.map(({ link }) => link);
}

/** Number by number; those that are not there are 0. */
function compare(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** How many rows there are above a row, one over the other. */
function depthOf(table: Table, context: LinkContext, seen: readonly Table[] = []): number {
  if (seen.includes(table) || seen.length > 5) return 0;
  const up = linksOf(table, context).filter((link) => !link.nullable && link.target !== table);
  return Math.max(0, ...up.map((link) => 1 + depthOf(link.target, context, [...seen, table])));
}

/** A relation, and how far up the rows meet: nearer ones say more. */
interface Candidate {
  readonly relation: Relation;
  readonly cost: readonly number[];
}

function agreeWith(
  table: Table,
  link: Link,
  settled: readonly Link[],
  relations: ReadonlyMap<Link, Relation>,
  context: LinkContext,
): Relation {
  const held = heldWith(link, settled);
  const guides = settled.filter(
    (each) => (link.nullable || !each.nullable) && sharedColumns(link, each).length === held.length,
  );
  const found = [
    ...guides.flatMap((guide) => throughGuide(table, link, guide, held, context) ?? []),
    ...guides.flatMap((guide) => sameAs(link, guide, held, { relations, context })),
  ].filter(
    // One to one, a reference to what rows have in common bounds them, and no other; else some have NULL.
    ({ relation: { agreement, on, direct } }) =>
      !isOnlyChild(table, link) ||
      (link.nullable && agreement?.kind === 'same') ||
      (direct === true && on !== null && !relations.has(on)),
  );
  found.sort((a, b) => compare(a.cost, b.cost));
  return found[0]?.relation ?? unrelated(link, settled, held);
}

function unrelated(link: Link, settled: readonly Link[], held: readonly string[]): Relation {
  const other = settled.find((each) => sharedColumns(link, each).length > 0)!;
  return {
    agreement: undefined,
    on: other,
    impossible: `${other.reference.name} fills ${held.join(', ')} too, and no row of both parents is sure to agree`,
  };
}

/** A parent that another parent has: the tenant of the row's project, the project of its task. */
function throughGuide(
  table: Table,
  link: Link,
  guide: Link,
  held: readonly string[],
  context: LinkContext,
): Candidate | undefined {
  if (guide.nullable && !link.nullable) return undefined;
  const target = held.map((column) => keyColumn(link, column));
  const start = held.map((column) => keyColumn(guide, column));
  const way = carryingWays(guide.target, start, context).find(
    (each) =>
      each.links.length > 0 &&
      each.end === link.target &&
      each.columns.every((column, at) => column === target[at]),
  );
  if (way === undefined) return undefined;
  const path = [guide.lead, ...way.links.slice(0, -1).map((each) => each.lead)].join('.');
  const relation: Relation = { agreement: { kind: 'through', path }, on: guide };
  if (held.length === link.reference.columns.length) return { relation, cost: [0] };
  // People act on their own account, and what pairs with many parents is none of their own.
  const free = isActor(link.target) || isPaired(table, link, guide);
  return { relation, cost: [free ? 3 : 0, way.links.length] };
}

/** A key tells rows apart by both: each goes with many of the other. */
function isPaired(table: Table, link: Link, other: Link): boolean {
  return keysOf(table).some((key) => key.includes(link.lead) && key.includes(other.lead));
}

/** The parents that lead up to the same row, and with it have the same values in what both fill. */
function sameAs(
  link: Link,
  guide: Link,
  held: readonly string[],
  {
    relations,
    context,
  }: { readonly relations: ReadonlyMap<Link, Relation>; readonly context: LinkContext },
): Candidate[] {
  const own = held.map((column) => keyColumn(link, column));
  const others = carryingWays(
    guide.target,
    held.map((column) => keyColumn(guide, column)),
    context,
  );
  return carryingWays(link.target, own, context).flatMap((way) => {
    if (way.links.length === 0) return [];
    const other = others.find(
      (each) =>
        each.end === way.end && each.columns.every((column, at) => column === way.columns[at]),
    );
    if (other === undefined) return [];
    const names = writtenColumns(guide, held, own, way, other);
    if (names === undefined) return [];
    const agreement = { kind: 'same', ...names, up: way.links } as const;
    const direct = other.links.length === 0;
    const relation: Relation = { agreement, on: guide, direct };
    const cost = [
      isActor(way.end) ? 2 : 1,
      way.links.length,
      Number(!direct),
      Number(relations.has(guide)),
      other.links.length,
    ];
    return [{ relation, cost }];
  });
}

/** How an agreement is written: by the column of both where that leads as far, else by references. */
function writtenColumns(
  guide: Link,
  held: readonly string[],
  own: readonly string[],
  way: CarryingWay,
  other: CarryingWay,
): { readonly column: string; readonly path: string } | undefined {
  const [first, ...more] = way.links;
  const direct = other.links.length === 0;
  if (way.top && (held.length === 1 || more.length > 0)) {
    const last = held.length - 1;
    const path = direct ? guide.lead : `${guide.lead}.${keyColumn(guide, held[last]!)}`;
    return { column: own[last]!, path };
  }
  const ways = [guide, ...other.links].map((each) => each.lead).join('.');
  if (more.length > 0) {
    // By way of a person or a place two rows may lead to one owner, and have nothing to do with each other.
    if (!isOfOwners(way) || !isOfOwners(other)) return undefined;
    return { column: way.links.map((each) => each.lead).join('.'), path: ways };
  }
  const at = own.indexOf(first!.lead);
  if (!direct && at >= 0 && other.links.length === 1) {
    return { column: first!.lead, path: `${guide.lead}.${keyColumn(guide, held[at]!)}` };
  }
  return { column: first!.lead, path: ways };
}
