import type { Table } from '../schema/schema.ts';
import { entityOf } from './names.ts';
import {
  isActor,
  isOfOwners,
  isOnlyChild,
  keyColumn,
  linksOf,
  waysUp,
  type Link,
  type LinkContext,
  type Way,
} from './reference-links.ts';
import { relateSharing } from './shared-columns.ts';

/** What a reference has to do with another one of its row. */
export interface Relation {
  /** How its parent is found; undefined where none is sure to be. */
  readonly agreement: Agreement | undefined;
  /** The reference of the same row that this one follows or agrees with. */
  readonly on: Link | null;
  /** It agrees with what that reference leads to, not with something further up. */
  readonly direct?: boolean;
  /** Why no parent agrees with the other reference. */
  readonly impossible?: string;
}

export type Agreement =
  /** The parent is what the path of columns leads to, its last step left out. */
  | { readonly kind: 'through'; readonly path: string }
  /** A parent of which `column` leads where the path from the row does. */
  | {
      readonly kind: 'same';
      readonly column: string;
      readonly path: string;
      /** The references from the parent to what it has in common with the row; that at `column` by default. */
      readonly up?: readonly Link[];
    };

type Relations = Map<Link, Relation>;

/** A table's references, and what they have to do with each other. */
export interface Related {
  readonly links: readonly Link[];
  readonly relations: ReadonlyMap<Link, Relation>;
}

/**
 * Which references follow from, or must agree with, another one of their table.
 *
 * @param tables - all that get a factory
 * @param context - the schema and names
 */
export function relateTables(
  tables: readonly Table[],
  context: LinkContext,
): ReadonlyMap<Table, Related> {
  return new Map(
    tables.map((table) => {
      const links = linksOf(table, context);
      return [table, { links, relations: relate(table, links, context) }];
    }),
  );
}

function relate(table: Table, links: readonly Link[], context: LinkContext): Relations {
  const sharing = relateSharing(table, links, context);
  const relations: Relations = new Map(sharing.relations);
  const ways = new Map(links.map((link) => [link, waysUp(link.target, context, table)]));
  const open = links.filter((link) => !relations.has(link) && !sharing.leads.has(link));
  for (const link of open) {
    const found =
      link.target === table || link.many
        ? undefined
        : throughGuide(table, link, links, ways, relations);
    if (found !== undefined) relations.set(link, found);
  }
  const bounding = new Set<Link>();
  for (const link of open) {
    if (relations.has(link) || bounding.has(link)) continue;
    const found =
      link.target === table
        ? (sameColumnsAsSelf(link, links, relations) ?? sameForTree(link, links, relations))
        : (agree(table, link, links, ways, relations) ?? sameAsSelf(table, link, context));
    if (found === undefined) continue;
    relations.set(link, found);
    // Rows are dealt by it, as many as each ancestor has parents for: nothing else may decide about it.
    if (!link.nullable && isOnlyChild(table, link) && found.on !== null) bounding.add(found.on);
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

/** Rows that answer each other, by whoever they are. */
const ANSWER = /(?:^|_)(?:comment|reply|message|post|review|note|answer)$/;

/** A parent that another parent has: the org of the row's project. */
function throughGuide(
  table: Table,
  link: Link,
  links: readonly Link[],
  ways: ReadonlyMap<Link, readonly Way[]>,
  relations: Relations,
): Relation | undefined {
  if (isOnlyChild(table, link)) return undefined;
  for (const guide of ofOnesOwnFirst(table, links)) {
    if (guide === link || guide.nullable || guide.target === table) continue;
    if (follows(guide, link, relations)) continue;
    if (isActor(link.target)) continue;
    const way = ways.get(guide)!.find((each) => each.end === link.target);
    if (way === undefined) continue;
    const path = [guide.lead, ...way.path.slice(0, -1)].join('.');
    return { agreement: { kind: 'through', path }, on: guide };
  }
  return undefined;
}

/** What is no other row's cannot agree with others: they follow from it. */
function ofOnesOwnFirst(table: Table, links: readonly Link[]): readonly Link[] {
  const own = links.filter((link) => isOnlyChild(table, link));
  return [...own, ...links.filter((link) => !own.includes(link))];
}

/** A row of the same table agrees with this one in a column of both. */
function likeTheRow(guide: Link): Agreement {
  return { kind: 'same', column: guide.lead, path: guide.lead };
}

/** A row of the same table that has the same value in the columns both references fill. */
function sameColumnsAsSelf(
  link: Link,
  links: readonly Link[],
  relations: Relations,
): Relation | undefined {
  const held = link.reference.columns.filter((column) =>
    links.some((other) => other !== link && other.reference.columns.includes(column)),
  );
  if (held.length === 0) return undefined;
  const guides = links.filter(
    (other) =>
      other.target !== link.target &&
      held.every(
        (column) => other.reference.columns.includes(column) && keyColumn(link, column) === column,
      ),
  );
  const [guide] = guides.sort((a, b) => costOfGuide(a, relations) - costOfGuide(b, relations));
  if (guide !== undefined) return { agreement: likeTheRow(guide), on: guide };
  return {
    agreement: undefined,
    on: null,
    impossible: `other references fill ${held.join(', ')} too`,
  };
}

/** Rows are dealt to what leads; a subtask need not be of who reported the task. */
function costOfGuide(guide: Link, relations: Relations): number {
  return (
    Number(guide.nullable) * 4 + Number(isActor(guide.target)) * 2 + Number(relations.has(guide))
  );
}

/** A reply belongs to the same post, a manager to the same company. */
function sameForTree(
  link: Link,
  links: readonly Link[],
  relations: Relations,
): Relation | undefined {
  const guides = links.filter(
    (other) => other.target !== link.target && !other.nullable && !relations.has(other),
  );
  const whole = guides.find((other) => !isActor(other.target));
  const guide = whole ?? (ANSWER.test(entityOf(link.child)) ? undefined : guides[0]);
  return guide && { agreement: likeTheRow(guide), on: guide };
}

/**
 * A one-to-one reference that every row has agrees with a reference of the row itself only: it bounds how
 * many rows there are of each ancestor. One that may be NULL is, where there are too many.
 */
function agree(
  table: Table,
  link: Link,
  links: readonly Link[],
  ways: ReadonlyMap<Link, readonly Way[]>,
  relations: Relations,
): Relation | undefined {
  const found = sameAncestor(table, link, links, ways, relations);
  if (found === undefined || link.nullable || !isOnlyChild(table, link)) return found;
  return found.on !== null && !relations.has(found.on) && found.direct ? found : undefined;
}

/** An ancestor that a parent shares with one this row already has. */
function sameAncestor(
  table: Table,
  link: Link,
  links: readonly Link[],
  ways: ReadonlyMap<Link, readonly Way[]>,
  relations: Relations,
): Relation | undefined {
  const candidates = links.filter(
    (other) => other !== link && !other.nullable && !follows(other, link, relations),
  );
  for (const way of ways.get(link)!) {
    if (way.path.length === 0 || isActor(way.end)) continue;
    const near = way.path.length === 1;
    if (!near && !isOfOwners(way)) continue;
    const agreement = { kind: 'same', column: way.path.join('.'), up: way.links } as const;
    const holder = candidates.find((other) => other.target === way.end);
    if (holder !== undefined) {
      return { agreement: { ...agreement, path: holder.lead }, on: holder, direct: true };
    }
    for (const other of candidates) {
      if (other.target === link.target || (!link.nullable && leads(table, link, other, links)))
        continue;
      const found = ways.get(other)!.find((each) => each.end === way.end);
      if (found === undefined || !(near || isOfOwners(found))) continue;
      const path = [other.lead, ...found.path].join('.');
      return { agreement: { ...agreement, path }, on: other };
    }
  }
  return undefined;
}

/**
 * Of two references that must have a parent one is free, and the other agrees with it: the one whose parent is
 * no other row's, or the first.
 */
function leads(table: Table, link: Link, other: Link, links: readonly Link[]): boolean {
  const [own, theirs] = [isOnlyChild(table, link), isOnlyChild(table, other)];
  return own === theirs ? links.indexOf(link) < links.indexOf(other) : own;
}

/** An org's owner is one of the org's users. */
function sameAsSelf(table: Table, link: Link, context: LinkContext): Relation | undefined {
  if (!link.nullable || table.primaryKey?.columns.length !== 1) return undefined;
  const back = linksOf(link.target, context).find(
    (each) => each.target === table && !each.nullable,
  );
  const key = table.primaryKey.columns[0]!;
  return back && { agreement: { kind: 'same', column: back.lead, path: key }, on: null };
}
