import type { Reference, Table } from '../schema/schema.ts';
import { call, literal, object, options, type Expression } from './expression.ts';
import { entityOf } from './names.ts';
import { isActor, isOnlyChild, type Link } from './reference-links.ts';
import type { Agreement, Related, Relation } from './relate-references.ts';

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
  /** At the elements of a list: each leads to another row. */
  readonly many: boolean;
  /** Why no parent can be chosen that every reference of the row agrees with. */
  readonly impossible: string | undefined;
}

export interface ReferenceContext {
  readonly related: ReadonlyMap<Table, Related>;
  readonly countOf: (table: Table) => number;
  /** References by which every parent has a child. */
  readonly everyParents: ReadonlySet<Link>;
  /** Tables that need each other's rows first, both of these among them. */
  readonly circleOf: (table: Table, target: Table) => readonly string[] | undefined;
}

/**
 * Decides for each reference of a table whether its parent is dealt, follows from another reference, or
 * has to share an ancestor with one: a task's assignee is of the org that the task's project is of.
 *
 * @param table - the child
 * @param context - the schema, names and counts
 */
export function planTableReferences(table: Table, context: ReferenceContext): PlannedReference[] {
  const { links, relations } = context.related.get(table)!;
  return links.map((link): PlannedReference => {
    const relation = relations.get(link);
    const self = link.target === table && !link.many;
    const more = link.reference.columns.filter((column) => column !== link.lead);
    const own = agreementOptions(relation?.agreement) ?? (self ? chainOptions(table, link) : {});
    const impossible = impossibleReason(table, link, relation, context);
    return {
      reference: link.reference,
      lead: link.lead,
      dealt: relation === undefined && !self && !link.many && impossible === undefined,
      nullable: link.nullable,
      many: link.many,
      impossible,
      options: options({
        fanout:
          relation === undefined && !self && !link.many ? fanoutFor(link, context) : undefined,
        ...own,
        columns:
          more.length > 0
            ? { kind: 'array', items: more.map((column) => literal(column)) }
            : undefined,
      }),
    };
  });
}

/** An agreement as options of `ref(…)`; a column that both sides have is written once. */
function agreementOptions(
  agreement: Agreement | undefined,
): Readonly<Record<string, Expression>> | undefined {
  if (agreement === undefined) return undefined;
  const path = literal(agreement.path);
  if (agreement.kind === 'through') return { through: path };
  const { column } = agreement;
  return { same: column === agreement.path ? path : object({ [column]: path }) };
}

/** A one-to-one reference to the row's own table makes a chain of its rows. */
function chainOptions(table: Table, link: Link): Readonly<Record<string, Expression>> {
  if (!isOnlyChild(table, link)) return {};
  return { fanout: call('tree', object({ breadth: literal(1) })) };
}

function impossibleReason(
  table: Table,
  link: Link,
  relation: Relation | undefined,
  context: ReferenceContext,
): string | undefined {
  const self = link.target === table;
  if (relation?.impossible !== undefined) return relation.impossible;
  if (self && !link.nullable && isOnlyChild(table, link)) {
    return "every row needs another one that is no other row's";
  }
  const free = link.nullable || self || link.reference.deferrable !== 'no';
  const circle = free ? undefined : context.circleOf(table, link.target);
  return (
    circle &&
    `${circle.join(', ')} need each other's rows first: make one of the references nullable or DEFERRABLE`
  );
}

/** The share of rows without a parent, where a parent is optional. */
const NO_PARENT = 0.2;

/** A reference that some rows do without. */
export function optionalReference(reference: Expression, seen = NO_PARENT): Expression {
  return call('maybe', literal(`${Math.round(seen * 100) || 1}%`), reference);
}

const TENANT = /(?:^|_)(?:org|organization|organisation|company|tenant|workspace|account)$/;
const MEMBER = /^(?:user|member|membership|person|employee|customer|contact|profile)$/;

/** Families are printed where somebody would want to turn them: many children to few parents. */
function fanoutFor(link: Link, context: ReferenceContext): Expression | undefined {
  const rows = context.countOf(link.child);
  const children = link.nullable ? rows * (1 - NO_PARENT) : rows;
  const parents = context.countOf(link.target);
  if (isOnlyChild(link.child, link) || parents < 50 || children < parents * 4) return undefined;
  const max = isMember(link, context)
    ? Math.round(children * 0.9)
    : roundUp((children / parents) * 25);
  const none = context.everyParents.has(link) ? undefined : literal('5%');
  return call('skewed', object({ max: literal(Math.min(max, children)), none }));
}

/**
 * Of the tenants that everything belongs to, one has nearly all of the people. People who join tenants, by
 * rows of their own, are in many: work is there for them to do.
 */
function isMember(link: Link, { related }: ReferenceContext): boolean {
  const { child, target, nullable } = link;
  const joins = related.get(child)!.links.some((each) => !each.nullable && isActor(each.target));
  return !nullable && !joins && TENANT.test(entityOf(target)) && MEMBER.test(entityOf(child));
}

/** A round number that is at least as large. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)));
  return Math.ceil(value / unit) * unit;
}
