import type {
  AlternativesDependency,
  Dependency,
  GivenDependency,
  ValueTest,
} from '../checks/solution.ts';
import { asFunction, inFormulas, isNumber } from './apply-formulas.ts';
import { inOrders } from './apply-orders.ts';
import { call, literal, object, type Expression } from './expression.ts';
import type { Ordinary } from './ordinary.ts';

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
  const formulas = dependencies.filter((each) => each.kind === 'formula');
  const told = inFormulas(ordinary, formulas);
  const ordered =
    told &&
    inOrders(
      told,
      dependencies.filter((each) => each.kind === 'order'),
    );
  let made = ordered?.optional(ordered.value);
  for (const dependency of dependencies) {
    if (ordered === undefined || made === undefined) return undefined;
    made = applyOne(ordered, dependency, made);
  }
  const reads = formulas.length > 0 || (ordered !== told && isNumber(ordinary));
  return made !== undefined && reads ? asFunction(made) : made;
}

function applyOne(
  ordinary: Ordinary,
  dependency: Dependency,
  made: Expression,
): Expression | undefined {
  switch (dependency.kind) {
    case 'order':
    case 'formula':
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
