import type {
  AlternativesDependency,
  Dependency,
  GivenDependency,
  OrderDependency,
  ValueTest,
} from '../checks/solution.ts';
import type { Bound } from '../checks/facets.ts';
import type { ColumnType } from '../schema/column-type.ts';
import { edgeOfBound } from './constrain-number.ts';
import {
  arrow,
  call,
  formatNumber,
  literal,
  object,
  quote,
  raw,
  type Expression,
} from './expression.ts';

/** A column's ordinary expression, and how to make another one within narrower bounds. */
export interface Ordinary {
  readonly column: string;
  readonly type: Exclude<ColumnType, { readonly kind: 'domain' }>;
  readonly nullable: boolean;
  /** Whether another column of the row may be NULL. */
  readonly mayBeNull: (column: string) => boolean;
  /** The largest value that the column's own CHECKs allow. */
  readonly max?: Bound | undefined;
  /** Whether another column is a number and never NULL, as its row's type has it. */
  readonly isNumber: (column: string) => boolean;
  /** What the column holds when nothing else of the row matters; never NULL. */
  readonly value: Expression;
  /** Puts the share of NULL that the column has by itself around a value. */
  readonly optional: (value: Expression) => Expression;
  /** Whether the column's own value comes after another column's already. */
  readonly follows: (column: string, strictly: boolean) => boolean;
  /** Values that keep to the domain of one case; undefined where none can be made. */
  readonly inDomain: (domain: GivenDependency['cases'][number]['domain']) => Expression | undefined;
}

/**
 * What a column holds, given the columns it depends on.
 *
 * @param ordinary - the column by itself
 * @param dependencies - of the table
 * @returns undefined where a dependency cannot be written
 */
export function applyDependencies(
  ordinary: Ordinary,
  dependencies: readonly Dependency[],
): Expression | undefined {
  const order = dependencies.find(
    (each): each is OrderDependency => each.kind === 'order' && each.later === ordinary.column,
  );
  const ordered = order === undefined ? ordinary : inOrder(ordinary, order);
  let made = ordered?.optional(ordered.value);
  for (const dependency of dependencies) {
    if (ordered === undefined || made === undefined) return undefined;
    made = applyOne(ordered, dependency, made);
  }
  return made;
}

/** The same column, each of its values not below another column's. */
function inOrder(ordinary: Ordinary, order: OrderDependency): Ordinary | undefined {
  if (ordinary.follows(order.earlier, order.strict)) return ordinary;
  const present = laterThan(ordinary, order, false, false);
  const nullable = laterThan(ordinary, order, ordinary.nullable, true);
  if (present === undefined || nullable === undefined) return undefined;
  return {
    ...ordinary,
    value: present,
    optional: (value) => ordinary.optional(value === present ? nullable : value),
    inDomain: (domain) => (domain.nulls === 'never' ? present : ordinary.optional(nullable)),
  };
}

function applyOne(
  ordinary: Ordinary,
  dependency: Dependency,
  made: Expression,
): Expression | undefined {
  switch (dependency.kind) {
    case 'order':
      return made;
    case 'differs':
      return dependency.column === ordinary.column
        ? call('otherThan', literal(dependency.from), made)
        : made;
    case 'given':
      return dependency.column === ordinary.column ? byCases(ordinary, dependency) : made;
    case 'together': {
      const [first, ...others] = dependency.columns;
      return first !== undefined && others.includes(ordinary.column)
        ? call('given', literal(first), object({ null: literal(null) }), ordinary.value)
        : made;
    }
    case 'alternatives':
      return dependency.columns.includes(ordinary.column) ? oneMask(ordinary, dependency) : made;
  }
}

/**
 * A value that is not below another column's, where both are there.
 *
 * @param nullable - whether it may be NULL where the other is
 * @param alone - it does not depend on a case
 */
function laterThan(
  ordinary: Ordinary,
  dependency: OrderDependency,
  nullable: boolean,
  alone: boolean,
): Expression | undefined {
  const { type } = ordinary;
  const earlier = dependency.earlier;
  switch (type.kind) {
    case 'timestamp':
    case 'date': {
      // after() is NULL where the other is, which a column that cannot be NULL must not follow.
      const later = call('after', literal(earlier), object({ max: literal('30d') }));
      return nullable || !ordinary.mayBeNull(earlier)
        ? later
        : call('given', literal(earlier), object({ null: ordinary.value }), later);
    }
    case 'integer':
    case 'decimal':
    case 'float':
    case 'money': {
      const bare = ordinary.optional(ordinary.value) === ordinary.value;
      if (!ordinary.mayBeNull(earlier)) return largerNumber(ordinary, dependency, alone && bare);
      const later = largerNumber(ordinary, dependency, false);
      const without = nullable ? literal(null) : ordinary.value;
      return call('given', literal(earlier), object({ null: without }), later);
    }
    default:
      return undefined;
  }
}

/**
 * A number up to 100 above another column's, within what the column and its CHECKs take.
 *
 * @param typed - the row's columns are known where the function stands: not inside `given` or `maybe`
 */
function largerNumber(
  { type, max, isNumber }: Ordinary,
  { earlier, strict }: OrderDependency,
  typed: boolean,
): Expression {
  const simple = typed && /^[A-Za-z_$][\w$]*$/.test(earlier);
  const name = simple ? `row.${earlier}` : `row[${quote(earlier)}]`;
  const from = typed && isNumber(earlier) ? name : `Number(${name})`;
  const scale = type.kind === 'decimal' ? (type.scale ?? 2) : 0;
  const least = strict ? `${from} + ${10 ** -Math.max(0, scale)}` : from;
  const most = Math.min(
    max === undefined ? Infinity : edgeOfBound(max, scale, -1),
    type.kind === 'decimal' && type.precision !== null
      ? Number(`${'9'.repeat(type.precision)}e${-(type.scale ?? 0)}`)
      : Infinity,
  );
  const top = most < 1_000_000 ? `Math.min(${from} + 100, ${formatNumber(most)})` : `${from} + 100`;
  const drawn = object({
    min: raw(least),
    max: raw(top),
    fractionDigits: type.kind === 'decimal' ? literal(Math.max(0, scale)) : undefined,
  });
  const method = type.kind === 'integer' ? 'int' : 'float';
  return arrow('({ row, faker })', call(`faker.number.${method}`, drawn));
}

/** Cases of other columns, as nested `given(…)`; the case that fits most values comes last. */
function byCases(ordinary: Ordinary, dependency: GivenDependency): Expression | undefined {
  return nest(ordinary, dependency.on, dependency.cases, 0);
}

type Case = GivenDependency['cases'][number];

/**
 * The cases as nested `given(…)`, one level for each column they look at. What most values have in
 * common is what is otherwise, so that a reader sees the exceptions only.
 */
function nest(
  ordinary: Ordinary,
  on: readonly string[],
  cases: readonly Case[],
  depth: number,
): Expression | undefined {
  const column = on[depth];
  const [first] = cases;
  if (first === undefined) return undefined;
  if (column === undefined) return inDomain(ordinary, first.domain);
  const applying = (name: string | undefined): Expression | undefined =>
    nest(
      ordinary,
      on,
      cases.filter((each) => accepts(each.when[depth]!, name)),
      depth + 1,
    );
  const named: (readonly [string, Expression])[] = [];
  const names = cases.flatMap((each) => namesOf(each.when[depth]!));
  for (const name of new Set(names)) {
    // No row has NULL in a column that takes none.
    if (!cases.some((each) => accepts(each.when[depth]!, name))) continue;
    const value = applying(name);
    if (value === undefined) return undefined;
    named.push([name, value]);
  }
  const isOpen = cases.some((each) => accepts(each.when[depth]!, undefined));
  const rest = isOpen ? applying(undefined) : mostCommon(named.map(([, value]) => value));
  if (rest === undefined) return undefined;
  const exceptions = named.filter(([, value]) => JSON.stringify(value) !== JSON.stringify(rest));
  if (exceptions.length === 0) return rest;
  return call('given', literal(column), object(Object.fromEntries(exceptions)), rest);
}

function mostCommon(values: readonly Expression[]): Expression | undefined {
  const counts = new Map<string, { readonly value: Expression; count: number }>();
  for (const value of values) {
    const text = JSON.stringify(value);
    const known = counts.get(text) ?? { value, count: 0 };
    known.count++;
    counts.set(text, known);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.value;
}

/** The values that a test tells from others, as `given` names them. */
function namesOf(test: ValueTest): readonly string[] {
  const { present } = test;
  const values =
    present.kind === 'only' || present.kind === 'except' ? present.values.map(String) : [];
  const tellsNull = test.null !== (present.kind === 'any' || present.kind === 'except');
  return tellsNull ? ['null', ...values] : values;
}

/** Whether a test takes a value by its name; `undefined` stands for any that no test names. */
function accepts(test: ValueTest, name: string | undefined): boolean {
  const { present } = test;
  if (name === 'null' && (test.null || present.kind !== 'only')) return test.null;
  switch (present.kind) {
    case 'any':
      return true;
    case 'none':
      return false;
    case 'only':
      return name !== undefined && present.values.map(String).includes(name);
    case 'except':
      return name === undefined || !present.values.map(String).includes(name);
  }
}

function inDomain(ordinary: Ordinary, domain: Case['domain']): Expression | undefined {
  if (domain.nulls === 'always') return literal(null);
  return ordinary.inDomain(domain);
}

/** Which columns are there at once: each looks at those before it. */
function oneMask(ordinary: Ordinary, dependency: AlternativesDependency): Expression {
  const place = dependency.columns.indexOf(ordinary.column);
  return maskFrom(ordinary, dependency, place, 0, dependency.present);
}

function maskFrom(
  ordinary: Ordinary,
  dependency: AlternativesDependency,
  place: number,
  at: number,
  masks: readonly (readonly string[])[],
): Expression {
  const present = masks.filter((mask) => mask.includes(ordinary.column)).length;
  if (present === 0) return literal(null);
  if (present === masks.length) return ordinary.value;
  if (at === place) {
    // Where all may be NULL, nothing is lost by the share that the column has anyway.
    if (masks.some((mask) => dependency.columns.slice(at).every((name) => !mask.includes(name)))) {
      const optional = ordinary.optional(ordinary.value);
      if (optional !== ordinary.value) return optional;
    }
    const nulls = Math.round((1 - present / masks.length) * 100);
    return call('maybe', literal(`${nulls}%`), ordinary.value);
  }
  const column = dependency.columns[at]!;
  const without = maskFrom(
    ordinary,
    dependency,
    place,
    at + 1,
    masks.filter((mask) => !mask.includes(column)),
  );
  const withIt = maskFrom(
    ordinary,
    dependency,
    place,
    at + 1,
    masks.filter((mask) => mask.includes(column)),
  );
  if (JSON.stringify(without) === JSON.stringify(withIt)) return withIt;
  return call('given', literal(column), object({ null: whereNull(column, without) }), withIt);
}

/** An expression in rows where a column is NULL: what it says of that itself is all that is left of it. */
function whereNull(column: string, expression: Expression): Expression {
  if (expression.kind !== 'call' || expression.name !== 'given') return expression;
  const [on, cases] = expression.args;
  if (cases?.kind !== 'object' || JSON.stringify(on) !== JSON.stringify(literal(column))) {
    return expression;
  }
  return cases.members.find(([name]) => name === 'null')?.[1] ?? expression;
}
