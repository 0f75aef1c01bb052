import type { Table } from '../schema/schema.ts';
import { entityOf } from './names.ts';
import {
  isOnlyChild,
  linksOf,
  waysUp,
  type Link,
  type LinkContext,
  type Way,
} from './reference-links.ts';

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
  | { readonly kind: 'same'; readonly column: string; readonly path: string };

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
  const relations: Relations = new Map();
  const ways = new Map(links.map((link) => [link, waysUp(link.target, context, table)]));
  for (const link of links) {
    const found =
      link.target === table || link.many
        ? undefined
        : throughGuide(table, link, links, ways, relations);
    if (found !== undefined) relations.set(link, found);
  }
  for (const link of links) {
    if (relations.has(link)) continue;
    const found =
      link.target === table
        ? (sameColumnsAsSelf(link, links, relations) ?? sameForTree(link, links, relations))
        : (agreeOnColumns(link, links, relations, context) ??
          agree(table, link, links, ways, relations) ??
          sameAsSelf(table, link, context));
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

/** Who acts on their own account: the user who likes a post need not be the one who wrote it. */
const ACTOR =
  /(?:^|_)(?:user|person|people|employee|member|membership|author|actor|profile|contact|staff|agent|admin|teacher|driver|player|owner)$/;

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
  for (const guide of links) {
    if (guide === link || guide.nullable || guide.target === table) continue;
    if (follows(guide, link, relations)) continue;
    if (ACTOR.test(entityOf(link.target)) && sharedColumns(link, guide).length === 0) continue;
    const way = ways.get(guide)!.find((each) => each.end === link.target);
    if (way === undefined) continue;
    const path = [guide.lead, ...way.path.slice(0, -1)].join('.');
    return { agreement: { kind: 'through', path }, on: guide };
  }
  return undefined;
}

/** Columns that both references fill: they have to find the same values in them. */
function sharedColumns(link: Link, other: Link): string[] {
  return link.reference.columns.filter((column) => other.reference.columns.includes(column));
}

/** The column of the parent's key that a column of a reference holds. */
function keyColumn(link: Link, column: string): string {
  return link.reference.target.columns[link.reference.columns.indexOf(column)]!;
}

/**
 * References that share a column agree on the parent's parent that the column comes from: two pages of
 * one site.
 */
function agreeOnColumns(
  link: Link,
  links: readonly Link[],
  relations: Relations,
  context: LinkContext,
): Relation | undefined {
  const other = links.find(
    (each) =>
      each !== link &&
      sharedColumns(link, each).length > 0 &&
      !follows(each, link, relations) &&
      (!each.nullable || (link.nullable && links.indexOf(each) < links.indexOf(link))),
  );
  if (other === undefined) return undefined;
  const shared = sharedColumns(link, other);
  const column = shared[0]!;
  const held = shared.map((each) => keyColumn(link, each));
  const up = linksOf(link.target, context).find(
    (each) => !each.nullable && held.every((name) => each.reference.columns.includes(name)),
  );
  if (up !== undefined) {
    const source = keyColumn(up, keyColumn(link, column));
    const same = (path: string): Agreement => ({ kind: 'same', column: up.lead, path });
    if (other.target === up.target && keyColumn(other, column) === source) {
      return { agreement: same(other.lead), on: other, direct: true };
    }
    const step = linksOf(other.target, context).find(
      (each) =>
        each.target === up.target &&
        each.reference.columns.includes(keyColumn(other, column)) &&
        keyColumn(each, keyColumn(other, column)) === source,
    );
    if (step !== undefined) return { agreement: same(`${other.lead}.${step.lead}`), on: other };
  }
  return {
    agreement: undefined,
    on: other,
    impossible: `${other.reference.name} fills ${shared.join(', ')} too, and no row of both parents is sure to agree`,
  };
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
  const guide = guides.find((other) => !relations.has(other)) ?? guides[0];
  if (guide !== undefined) return { agreement: likeTheRow(guide), on: guide };
  return {
    agreement: undefined,
    on: null,
    impossible: `other references fill ${held.join(', ')} too`,
  };
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
  const whole = guides.find((other) => !ACTOR.test(entityOf(other.target)));
  const guide = whole ?? (ANSWER.test(entityOf(link.child)) ? undefined : guides[0]);
  return guide && { agreement: likeTheRow(guide), on: guide };
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
    if (column === undefined || way.path.length > 1 || ACTOR.test(entityOf(way.end))) continue;
    const holder = candidates.find((other) => other.target === way.end);
    if (holder !== undefined) {
      return { agreement: { kind: 'same', column, path: holder.lead }, on: holder, direct: true };
    }
    for (const other of candidates) {
      if (other.target === link.target) continue;
      const path = ways.get(other)!.find((each) => each.end === way.end)?.path;
      // Of two such references the first that must have a parent is free; the others agree with it.
      if (path === undefined || (!link.nullable && links.indexOf(other) > links.indexOf(link)))
        continue;
      return {
        agreement: { kind: 'same', column, path: [other.lead, ...path].join('.') },
        on: other,
      };
    }
  }
  return undefined;
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
