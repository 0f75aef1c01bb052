import type { Column, Inferred, Table } from '../schema/schema.ts';
import { call, literal, object, raw, type Expression } from './expression.ts';

/**
 * A table as values for it have to be made: what may be absent may be NULL as long as lines are planned, and
 * {@link withPresence} tells the two apart again.
 */
export function absentAsNull(table: Table): Table {
  if (!table.columns.some((column) => column.optional && !column.nullable)) return table;
  const columns = table.columns.map((column) =>
    column.optional ? { ...column, nullable: true } : column,
  );
  return { ...table, columns };
}

/** The share of documents without a field that nothing is known about. */
const ABSENT = 0.2;

/**
 * A line that leaves the field out where it may be absent.
 *
 * @param column - as it was declared
 * @param value - as it was planned
 * @returns undefined where the field is always absent
 */
export function withPresence(column: Column, value: Expression): Expression | undefined {
  if (!column.optional) return value;
  if (value.kind === 'arrow') {
    const body = withPresence(column, value.body);
    return body && { ...value, body };
  }
  if (column.nullable) return call('optional', literal(absentShare(column.inferred)), value);
  return isNull(value) ? undefined : absentForNull(value, column.inferred);
}

function absentForNull(value: Expression, inferred: Inferred | undefined): Expression {
  if (isNull(value)) return raw('undefined');
  if (value.kind === 'commented') {
    return { ...value, value: absentForNull(value.value, inferred) };
  }
  if (value.kind === 'conditional') {
    const [then, otherwise] = [value.then, value.otherwise].map((each) =>
      absentForNull(each, undefined),
    );
    return { ...value, then: then!, otherwise: otherwise! };
  }
  if (value.kind !== 'call') return value;
  const { name, args } = value;
  if (name === 'maybe') {
    const [share, ...others] = args;
    return call(
      'optional',
      inferred === undefined ? share : literal(absentShare(inferred)),
      ...others.map((each) => each && absentForNull(each, undefined)),
    );
  }
  if (name !== 'given') return value;
  const [on, cases, otherwise] = args;
  const members = cases?.kind === 'object' ? cases.members : [];
  return call(
    name,
    on,
    object(Object.fromEntries(members.map(([key, each]) => [key, absentForNull(each, undefined)]))),
    otherwise && absentForNull(otherwise, undefined),
  );
}

/** The value that nothing is. */
export function isNull(value: Expression): boolean {
  return value.kind === 'raw' && value.text === 'null';
}

function absentShare(inferred: Inferred | undefined): string {
  const absent = inferred?.present === undefined ? ABSENT : 1 - inferred.present;
  // What was in every document that was read is in nearly all.
  return `${Math.max(1, Math.round(absent * 100))}%`;
}
