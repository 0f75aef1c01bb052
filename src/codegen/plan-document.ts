import type { ColumnDomain } from '../checks/solution.ts';
import type { Facets } from '../checks/facets.ts';
import type { ColumnType } from '../schema/column-type.ts';
import { applyDependencies } from './apply-dependencies.ts';
import { checkComment } from './check-comment.ts';
import type { ColumnView } from './column-view.ts';
import { elementOptions, keysExpression, shares } from './constrain-elements.ts';
import { containerOf, hasFields } from './document-tree.ts';
import { array, call, literal, object, type Expression } from './expression.ts';
import { isNullOnce } from './null-once.ts';
import {
  dependenciesOf,
  line,
  mayBeNull,
  nullOrTodo,
  type ColumnContext,
  type PlannedColumn,
} from './planned-column.ts';
import { expressionFor } from './rules/type-rules.ts';

/** The fields of a document, each with what fills it. */
type Members = readonly (readonly [name: string, value: Expression])[];

/**
 * The line of a column that holds documents: one whose fields are columns of the row's as well, or several
 * in a list, or some by keys that are data.
 *
 * @param domain - what rules leave of the column itself
 * @param members - what fills the fields
 */
export function planDocument(
  view: ColumnView,
  context: ColumnContext,
  domain: ColumnDomain,
  members: Members,
): PlannedColumn {
  const { table, column, type } = view;
  const comment = checkComment(table, column, domain.checks);
  if (domain.nulls === 'always') return line(literal(null), comment);
  const { nulls: _nulls, checks: _checks, ...facets } = domain;
  const unsolved = context.unsolved.get(column.name) ?? beyond(type, facets);
  const value = documentsOf(view, type, members, facets);
  if (unsolved !== undefined || value === undefined) {
    return nullOrTodo(view, domain.nulls, unsolved ?? 'no generator makes values of this type');
  }
  const dependencies = dependenciesOf(context, column.name);
  const isFree = column.nullable && domain.nulls === 'free' && !isNullOnce(table, column);
  const optional = (inner: Expression): Expression =>
    isFree ? call('maybe', literal(nullShare(view)), inner) : inner;
  const whole = isInside(view) ? value : documentsOf(view, type, members, facets, true);
  const made = applyDependencies(
    {
      column: column.name,
      type,
      nullable: isFree,
      mayBeNull: (name) => mayBeNull(context, table, name),
      isNumber: () => false,
      // Where another column decides, the document is one value.
      value: dependencies.length === 0 ? value : whole!,
      optional,
      follows: () => false,
      inDomain: ({ nulls, checks: _own, ...rest }) =>
        Object.keys(rest).length > 0 ? undefined : nulls === 'free' ? optional(whole!) : whole,
    },
    dependencies,
  );
  if (made !== undefined) return line(made, comment);
  const reason = `CHECK ${dependencies.flatMap(({ checks }) => checks).join(', ')}`;
  return nullOrTodo(view, domain.nulls, reason);
}

/** A field of a document that is a value as a whole: an element of a list, what is under a map's key. */
function isInside({ table, column }: ColumnView): boolean {
  const container = containerOf(table, column);
  return container !== undefined && container.type.kind !== 'document';
}

/**
 * Values of a type that has documents in it.
 *
 * @param whole - a document is one value, rather than a column for each of its fields
 */
function documentsOf(
  view: ColumnView,
  type: ColumnType,
  members: Members,
  facets: Facets,
  whole = isInside(view),
): Expression | undefined {
  const inner = (each: ColumnType): Expression | undefined =>
    hasFields(each) ? documentsOf(view, each, members, {}, true) : expressionFor(each);
  switch (type.kind) {
    case 'document': {
      const document = object(Object.fromEntries(members));
      return whole ? call('record', document) : document;
    }
    case 'array': {
      const element = inner(type.element);
      const list = element && call('listOf', element, elementOptions(view.column, facets.elements));
      const isFree = facets.elements?.count === undefined && !whole;
      return list && isFree ? sometimesEmpty(list) : list;
    }
    case 'map': {
      const value = inner(type.value);
      const keys = keysExpression(view.name, type, facets.elements?.keys);
      return (
        value && keys && call('mapOf', keys, value, elementOptions(view.column, facets.elements))
      );
    }
    case 'union': {
      const parts = type.of.map(inner);
      if (parts.some((part) => part === undefined)) return undefined;
      const weights = shares(type.of.length, view.column.inferred?.types);
      return call('mixed', ...parts.map((part, place) => array([literal(weights[place]!), part!])));
    }
    default:
      return undefined;
  }
}

/** A list that takes any number of elements has none at times, or many. */
function sometimesEmpty(list: Expression): Expression {
  return call('edge', list, object({ empty: literal('5%'), many: literal('2%') }));
}

/** What rules ask of documents, and no line of a definition sees to. */
function beyond(type: ColumnType, facets: Facets): string | undefined {
  const { elements, ...others } = facets;
  const [other] = Object.keys(others);
  if (other !== undefined) return `no generator of documents keeps to their ${other}`;
  if (elements === undefined || type.kind === 'array' || type.kind === 'map') return undefined;
  return 'no generator of documents counts their fields';
}

function nullShare({ column }: ColumnView): string {
  return `${Math.round((column.inferred?.nulls ?? 0.2) * 100) || 1}%`;
}
