import type { ColumnDomain } from '../checks/solution.ts';
import type { Facets } from '../checks/facets.ts';
import type { ColumnType } from '../schema/column-type.ts';
import type { Column } from '../schema/schema.ts';
import { applyDependencies } from './apply-dependencies.ts';
import { checkComment } from './check-comment.ts';
import type { ColumnView } from './column-view.ts';
import { elementOptions, keysExpression, shares } from './constrain-elements.ts';
import { containerOf, fieldName, hasFields, isMany } from './document-tree.ts';
import { array, call, literal, object, type Expression } from './expression.ts';
import { variantsOf, type Variants } from './list-variants.ts';
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

/** What is in a document, or in those of a list. */
export interface Contents {
  readonly fields: readonly Column[];
  readonly members: Members;
}

/**
 * The line of a column that holds documents: one whose fields are columns of the row's as well, or several
 * in a list, or some by keys that are data.
 *
 * @param domain - what rules leave of the column itself
 * @param contents - its fields, and what fills them
 */
export function planDocument(
  view: ColumnView,
  context: ColumnContext,
  domain: ColumnDomain,
  contents: Contents,
): PlannedColumn {
  const { table, column, type } = view;
  const comment = checkComment(table, column, domain.checks);
  if (domain.nulls === 'always') return line(literal(null), comment);
  const { nulls: _nulls, checks: _checks, ...facets } = domain;
  const variants = variantsOf(contents.fields, isMany(table, column) ? context.inLists : []);
  if (variants.kind === 'unsolved') return withoutElements(view, domain, variants.checks);
  const documents: Documents = { view, document: recordOf(view, contents, variants), ...contents };
  const unsolved = context.unsolved.get(column.name) ?? beyond(type, facets);
  const value = documentsOf(documents, type, facets);
  if (unsolved !== undefined || value === undefined) {
    return nullOrTodo(view, domain.nulls, unsolved ?? 'no generator makes values of this type');
  }
  const dependencies = dependenciesOf(context, column.name);
  const isFree = column.nullable && domain.nulls === 'free' && !isNullOnce(table, column);
  const optional = (inner: Expression): Expression =>
    isFree ? call('maybe', literal(nullShare(view)), inner) : inner;
  const whole = isInside(view) ? value : documentsOf(documents, type, facets, true);
  const made = applyDependencies(
    {
      column: column.name,
      type,
      nullable: isFree,
      mayBeNull: (name) => mayBeNull(context, table, name),
      row: undefined,
      isBefore: () => false,
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

/** A column, and a document of its as one value. */
interface Documents extends Contents {
  readonly view: ColumnView;
  readonly document: Expression;
}

/** A document as one value; where some fields go with each other, one of several. */
function recordOf(
  { table }: ColumnView,
  { fields, members }: Contents,
  variants: Variants,
): Expression {
  const record = (kept: Members): Expression => call('record', object(Object.fromEntries(kept)));
  if (variants.kind !== 'some of') return record(members);
  const paths = new Map(fields.map((field) => [fieldName(table, field), field.name]));
  const records = variants.present.map((present) =>
    record(
      members.flatMap(([name, value]) => {
        const path = paths.get(name)!;
        if (!variants.fields.includes(path)) return [[name, value] as const];
        return present.includes(path) ? [[name, asPresent(value)] as const] : [];
      }),
    ),
  );
  return mixed(records);
}

/** What fills a field that is there. */
function asPresent(value: Expression): Expression {
  if (value.kind === 'commented') return asPresent(value.value);
  const isWrapped = value.kind === 'call' && /^(?:optional|maybe)$/.test(value.name);
  return isWrapped ? asPresent(value.args[1]!) : value;
}

/** Where the fields of a list's documents have to do with each other, it has no documents. */
function withoutElements(
  view: ColumnView,
  domain: ColumnDomain,
  checks: readonly string[],
): PlannedColumn {
  const reason = `CHECK ${checks.join(', ')}`;
  const isList = view.type.kind === 'array' && (domain.elements?.count?.min ?? 0) === 0;
  return isList ? line(array([]), reason) : nullOrTodo(view, domain.nulls, reason);
}

function mixed(values: readonly Expression[], seen?: readonly number[]): Expression {
  const [only] = values;
  if (only !== undefined && values.length === 1) return only;
  const weights = shares(values.length, seen);
  return call('mixed', ...values.map((each, place) => array([literal(weights[place]!), each])));
}

/**
 * Values of a type that has documents in it.
 *
 * @param whole - a document is one value, rather than a column for each of its fields
 */
function documentsOf(
  documents: Documents,
  type: ColumnType,
  facets: Facets,
  whole = isInside(documents.view),
): Expression | undefined {
  const { view, document, members } = documents;
  const inner = (each: ColumnType): Expression | undefined =>
    hasFields(each) ? documentsOf(documents, each, {}, true) : expressionFor(each);
  switch (type.kind) {
    case 'document':
      return whole ? document : object(Object.fromEntries(members));
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
      const known = parts.filter((part) => part !== undefined);
      return known.length < parts.length ? undefined : mixed(known, view.column.inferred?.types);
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
