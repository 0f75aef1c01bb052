import type {
  AlternativesDependency,
  Dependency,
  GivenDependency,
  OrderDependency,
  ValueTest,
} from '../checks/solution.ts';
import type { ColumnType } from '../schema/column-type.ts';
import { arrow, call, literal, object, propertyName, type Expression } from './expression.ts';

/** A column's ordinary expression, and how to make another one within narrower bounds. */
export interface Ordinary {
  readonly column: string;
  readonly type: Exclude<ColumnType, { readonly kind: 'domain' }>;
  readonly nullable: boolean;
  /** What the column holds when nothing else of the row matters; never NULL. */
  readonly value: Expression;
  /** The same with the share of NULL that the column has by itself. */
  readonly withNulls: Expression;
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
  let made: Expression | undefined = ordinary.withNulls;
  for (const dependency of dependencies) {
    if (made === undefined) return undefined;
    made = applyOne(ordinary, dependency, made);
  }
  return made;
}

function applyOne(
  ordinary: Ordinary,
  dependency: Dependency,
  made: Expression,
): Expression | undefined {
  switch (dependency.kind) {
    case 'order':
      return dependency.later === ordinary.column ? laterThan(ordinary, dependency) : made;
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

/** A value that is not below another column's, where both are there. */
function laterThan(ordinary: Ordinary, dependency: OrderDependency): Expression | undefined {
  const { type, nullable } = ordinary;
  const earlier = dependency.earlier;
  switch (type.kind) {
    case 'timestamp':
    case 'date':
      // after() is NULL where the other is, which only a nullable column can follow.
      return call('after', literal(earlier), object({ max: literal('30d') }));
    case 'integer':
    case 'decimal':
    case 'float':
    case 'money': {
      const from = /^[A-Za-z_$][\w$]*$/.test(earlier) ? `row.${earlier}` : `row[${propertyName(earlier)}]`;
      const random = type.kind === 'integer' ? 'int' : 'float';
      const least = dependency.strict ? `Number(${from}) + 1` : `Number(${from})`;
      const drawn = `faker.number.${random}({ min: ${least}, max: Number(${from}) + 100 })`;
      return arrow('({ row, faker })', nullable ? `(${from} === null ? null : ${drawn})` : drawn);
    }
    default:
      return undefined;
  }
}

/** Cases of other columns, as nested `given(…)`; the case that fits most values comes last. */
function byCases(ordinary: Ordinary, dependency: GivenDependency): Expression | undefined {
  return nest(ordinary, dependency.on, dependency.cases, 0);
}

type Case = GivenDependency['cases'][number];

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
  const named: [string, Expression][] = [];
  const listed = new Map<string, Case[]>();
  const open: Case[] = [];
  for (const each of cases) {
    const names = namesOf(each.when[depth]!);
    if (names === null) open.push(each);
    for (const name of names ?? exceptions(each.when[depth]!)) {
      if (names !== null) listed.set(name, [...(listed.get(name) ?? []), each]);
    }
  }
  if (open.length === 0) {
    // Every value is listed: the last one stands for the rest.
    const last = [...listed.keys()].at(-1);
    if (last === undefined) return undefined;
    open.push(...listed.get(last)!);
    listed.delete(last);
  }
  for (const [name, group] of listed) {
    // A case that takes any value of this column holds for the listed ones too.
    const applying = [...group, ...open.filter((each) => accepts(each.when[depth]!, name))];
    const value = nest(ordinary, on, applying, depth + 1);
    if (value === undefined) return undefined;
    named.push([name, value]);
  }
  const rest = nest(ordinary, on, open, depth + 1);
  if (rest === undefined) return undefined;
  const telling = named.filter(([, value]) => JSON.stringify(value) !== JSON.stringify(rest));
  if (telling.length === 0) return rest;
  return call('given', literal(column), object(Object.fromEntries(telling)), rest);
}

/** The values a test lists, as `given` names them; null where it takes whatever is not listed. */
function namesOf(test: ValueTest): readonly string[] | null {
  const { present } = test;
  if (present.kind === 'any' || present.kind === 'except') return null;
  const values = present.kind === 'only' ? present.values.map(String) : [];
  return test.null ? ['null', ...values] : values;
}

function exceptions(test: ValueTest): readonly string[] {
  return test.present.kind === 'except' ? test.present.values.map(String) : [];
}

function accepts(test: ValueTest, name: string): boolean {
  if (name === 'null') return test.null;
  if (test.present.kind === 'any') return true;
  return test.present.kind === 'except' && !test.present.values.map(String).includes(name);
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
    const nulls = Math.round((1 - present / masks.length) * 100);
    return call('maybe', literal(`${nulls}%`), ordinary.value);
  }
  const column = dependency.columns[at]!;
  const without = maskFrom(ordinary, dependency, place, at + 1, masks.filter((mask) => !mask.includes(column)));
  const withIt = maskFrom(ordinary, dependency, place, at + 1, masks.filter((mask) => mask.includes(column)));
  if (JSON.stringify(without) === JSON.stringify(withIt)) return withIt;
  return call('given', literal(column), object({ null: without }), withIt);
}
