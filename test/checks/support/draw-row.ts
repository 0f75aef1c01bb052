import { columnsOf, type Expression } from '../../../src/checks/expression.ts';
import { compareValues, equalValues } from '../../../src/checks/compare-values.ts';
import type { Bound, Facets, JsonShape } from '../../../src/checks/facets.ts';
import { samplePattern } from './sample-pattern.ts';
import { satisfies } from '../../../src/checks/satisfies.ts';
import type {
  ColumnDomain,
  Dependency,
  TableSolution,
  ValueTest,
} from '../../../src/checks/solution.ts';
import { storageType, type ColumnType } from '../../../src/schema/column-type.ts';
import type { Table } from '../../../src/schema/schema.ts';

export type Row = Record<string, unknown>;

/**
 * A row as a solution says it, column after column: the plainest consumer a solution can have. It
 * throws where the solution leaves no value, which is what tests look for.
 */
export function drawRow(table: Table, solution: TableSolution, next: () => number): Row {
  const row: Row = {};
  const masks = drawMasks(solution.dependencies, next);
  for (const name of solution.order) {
    const column = table.columns.find((it) => it.name === name);
    if (column === undefined || column.generated !== null) continue;
    const domain = domainIn(solution, name, row);
    const isPresent = masks.get(name);
    const isNull =
      domain.nulls === 'always' ||
      isPresent === false ||
      (isPresent === undefined && domain.nulls === 'free' && next() < 0.3);
    row[name] = isNull ? null : drawPresent(name, column.type, domain, solution, row, next);
  }
  return row;
}

function drawMasks(
  dependencies: readonly Dependency[],
  next: () => number,
): ReadonlyMap<string, boolean> {
  const masks = new Map<string, boolean>();
  for (const dependency of dependencies) {
    if (dependency.kind !== 'together' && dependency.kind !== 'alternatives') continue;
    const options = dependency.kind === 'together' ? [[], dependency.columns] : dependency.present;
    const present = options[Math.floor(next() * options.length)] ?? [];
    for (const column of dependency.columns) masks.set(column, present.includes(column));
  }
  return masks;
}

function domainIn(solution: TableSolution, name: string, row: Row): ColumnDomain {
  const domain = solution.columns.get(name);
  if (domain === undefined) throw new Error(`no domain of ${name}`);
  const given = solution.dependencies.find(
    (dependency) => dependency.kind === 'given' && dependency.column === name,
  );
  if (given?.kind !== 'given') return domain;
  const fitting = given.cases.filter(({ when }) =>
    when.every((test, index) => fits(row[given.on[index] ?? ''], test)),
  );
  const [only] = fitting;
  if (only === undefined || fitting.length > 1) {
    throw new Error(`${fitting.length} cases of ${name} fit ${JSON.stringify(row)}`);
  }
  return only.domain;
}

function fits(value: unknown, { null: isNull, present }: ValueTest): boolean {
  if (value === undefined) throw new Error('a dependency reads a column that comes later');
  if (value === null) return isNull;
  if (!('values' in present)) return present.kind === 'any';
  return present.values.includes(value as string) === (present.kind === 'only');
}

function drawPresent(
  name: string,
  type: ColumnType,
  domain: ColumnDomain,
  solution: TableSolution,
  row: Row,
  next: () => number,
): unknown {
  const { nulls: _nulls, checks: _checks, ...facets } = domain;
  const told = formulaIn(name, solution, row);
  if (told.exact !== undefined) return told.exact;
  const bounds = tighter(
    boundsIn(name, solution, row, storageType(type), facets.min),
    told.min,
    (a, b) => a > b,
  );
  const upper = tighter(
    upperBoundIn(name, solution, row, storageType(type), facets.max),
    told.max,
    (a, b) => a < b,
  );
  const within: Facets = {
    ...facets,
    ...(bounds !== undefined && { min: bounds }),
    ...(upper !== undefined && { max: upper }),
  };
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    const value = drawValue(type, within, next);
    const differs = solution.dependencies.every(
      (dependency) =>
        dependency.kind !== 'differs' ||
        dependency.column !== name ||
        row[dependency.from] === null ||
        equalValues(value, row[dependency.from], storageType(type)) === false,
    );
    if (differs && satisfies(value, within, storageType(type)) === true) return value;
  }
  throw new Error(`no value of ${name} for ${JSON.stringify(within)} in ${JSON.stringify(row)}`);
}

/** What formulas of other columns tell of a column; nothing where one of those is NULL. */
function formulaIn(
  name: string,
  solution: TableSolution,
  row: Row,
): { readonly exact?: unknown; readonly min?: Bound; readonly max?: Bound } {
  const found: { exact?: unknown; min?: Bound; max?: Bound } = {};
  for (const dependency of solution.dependencies) {
    if (dependency.kind !== 'formula' || dependency.column !== name) continue;
    const { operator, value: formula } = dependency;
    for (const column of columnsOf(formula)) {
      if (row[column] === undefined) throw new Error('a formula reads a column that comes later');
    }
    const value = compute(formula, row);
    if (value === null) continue;
    const bound: Bound = { value, inclusive: operator.length === 2 };
    if (operator === '=') found.exact = value;
    else if (operator.startsWith('<')) found.max = tighter(found.max, bound, (a, b) => a < b)!;
    else found.min = tighter(found.min, bound, (a, b) => a > b)!;
  }
  return found;
}

/** In numbers of JavaScript: those that tests draw are small. */
function compute(formula: Expression, row: Row): number | null {
  switch (formula.kind) {
    case 'literal':
      return Number(formula.value);
    case 'column':
      return row[formula.name] === null ? null : Number(row[formula.name]);
    case 'cast':
      return compute(formula.operand, row);
    case 'coalesce':
      return (
        formula.operands.map((each) => compute(each, row)).find((each) => each !== null) ?? null
      );
    case 'arithmetic': {
      const [a, b] = [compute(formula.left, row), compute(formula.right, row)];
      if (a === null || b === null) return null;
      const made = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '%': a % b };
      return made[formula.operator];
    }
    default:
      throw new Error(`${formula.kind} is no part of a formula`);
  }
}

function tighter(
  a: Bound | undefined,
  b: Bound | undefined,
  isTighter: (a: number, b: number) => boolean,
): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (Number(a.value) === Number(b.value)) return a.inclusive ? b : a;
  return isTighter(Number(a.value), Number(b.value)) ? a : b;
}

/** The highest of a column's own lower bound and those that earlier columns set. */
function boundsIn(
  name: string,
  solution: TableSolution,
  row: Row,
  type: ColumnType,
  own: Bound | undefined,
): Bound | undefined {
  let bound = own;
  for (const dependency of solution.dependencies) {
    if (dependency.kind !== 'order' || dependency.later !== name || dependency.below) continue;
    const value = row[dependency.earlier];
    if (value === null) continue;
    if (value === undefined) throw new Error('an order reads a column that comes later');
    const other: Bound = {
      value: later(value as number | string, dependency.least),
      inclusive: !dependency.strict || dependency.least !== undefined,
    };
    const order = bound === undefined ? 1 : (compareValues(other.value, bound.value, type) ?? 0);
    if (order > 0 || (order === 0 && !other.inclusive)) bound = other;
  }
  return bound;
}

/** The lowest of a column's own upper bound and those that columns drawn before set. */
function upperBoundIn(
  name: string,
  solution: TableSolution,
  row: Row,
  type: ColumnType,
  own: Bound | undefined,
): Bound | undefined {
  let bound = own;
  for (const dependency of solution.dependencies) {
    if (dependency.kind !== 'order') continue;
    const { earlier, later: last, most, below, strict } = dependency;
    const isDistance = last === name && most !== undefined;
    if (!isDistance && !(below && earlier === name)) continue;
    const value = row[isDistance ? earlier : last];
    if (value === null) continue;
    if (value === undefined) throw new Error('an order reads a column that comes later');
    const other: Bound = {
      value: later(value as number | string, isDistance ? most : undefined),
      inclusive: isDistance || !strict,
    };
    if (bound === undefined || (compareValues(other.value, bound.value, type) ?? 0) < 0) {
      bound = other;
    }
  }
  return bound;
}

/** A time some milliseconds later. */
function later(value: number | string, by: number | undefined): number | string {
  if (by === undefined) return value;
  const text = String(value);
  const made = new Date(Date.parse(isoOf(text)) + by).toISOString();
  return text.length === 10 ? made.slice(0, 10) : made;
}

function drawValue(type: ColumnType, facets: Facets, next: () => number): unknown {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  if (facets.values !== undefined) return pick(facets.values);
  const stored = storageType(type);
  switch (stored.kind) {
    case 'boolean':
      return next() < 0.5;
    case 'enum':
      return pick(stored.labels);
    case 'integer': {
      const largest = stored.bits > 32 ? 2 ** 53 - 1 : 2 ** (stored.bits - 1) - 1;
      const max: Bound = facets.max ?? { value: largest, inclusive: true };
      const isTight = facets.min !== undefined && largest - Number(facets.min.value) < 1000;
      return drawInteger(isTight ? { ...facets, max } : facets, next);
    }
    case 'decimal':
    case 'float':
      return next() < 0.2 ? drawInteger(facets, next) : drawInteger(facets, next) + 0.5;
    case 'text':
      return drawText(facets, next, stored.length ?? 60);
    case 'uuid':
      return `00000000-0000-4000-8000-${String(Math.floor(next() * 1e9)).padStart(12, '0')}`;
    case 'date':
      return instantText(facets, next).slice(0, 10);
    case 'timestamp':
      return instantText(facets, next);
    case 'interval':
      return `${Math.floor(next() * 5)} days 01:00:00`;
    case 'bytes':
      return `\\x${'ab'.repeat(facets.octets?.min ?? Math.floor(next() * 5))}`;
    case 'array':
      return drawArray(stored.element, facets, next);
    case 'json':
      return drawJson(facets.json ?? {}, next);
    case 'range':
      return pick(['empty', '[2020-01-01,2021-01-01)', '(,)']);
    case 'network':
      return pick(['10.0.0.1', '10.0.0.0/8', '::1']);
    case 'composite':
      return Object.fromEntries(
        stored.fields.map((field) => [
          field.name,
          drawValue(field.type, facets.fields?.[field.name] ?? {}, next),
        ]),
      );
    case 'time':
      return `${String(Math.floor(next() * 24)).padStart(2, '0')}:30:00`;
    default:
      return 'x';
  }
}

function drawInteger({ min, max, step }: Facets, next: () => number): number {
  const low = Number(min?.value ?? (max === undefined ? -500 : Number(max.value) - 1000));
  const high = Number(max?.value ?? low + 1000);
  const value = Math.ceil(low) + Math.floor(next() * (high - low + 1));
  if (step?.kind !== 'multiple') return value;
  return Math.floor(value / Number(step.of)) * Number(step.of) + Number(step.offset);
}

function drawText(facets: Facets, next: () => number, longest: number): string {
  const max = Math.min(longest, facets.length?.max ?? longest, facets.octets?.max ?? longest);
  const min = Math.max(facets.length?.min ?? 0, facets.octets?.min ?? 0);
  if (facets.pattern !== undefined) return samplePattern(facets.pattern, next, max, min);
  const length = min + Math.floor(next() * (Math.min(max, min + 8) - min + 1));
  const text = Array.from({ length }, () => 'abcXYZ 019'[Math.floor(next() * 10)]).join('');
  if (facets.letterCase === undefined) return text;
  return facets.letterCase === 'lower' ? text.toLowerCase() : text.toUpperCase();
}

function instantText({ min, max, step }: Facets, next: () => number): string {
  const day = 86_400_000;
  const low = min === undefined ? Date.UTC(2020, 0) : Date.parse(isoOf(String(min.value)));
  const high = max === undefined ? low + 400 * day : Date.parse(isoOf(String(max.value)));
  const time = low + Math.floor(next() * (high - low + 1));
  const text = new Date(step === undefined ? time : Math.floor(time / day) * day).toISOString();
  return step?.kind === 'time' && step.unit === 'month'
    ? `${text.slice(0, 8)}01${text.slice(10)}`
    : text;
}

function isoOf(text: string): string {
  return text.replace(' ', 'T').replace(/\+00$/, 'Z');
}

const TEXT: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };

function drawArray(element: ColumnType, facets: Facets, next: () => number): unknown {
  const { count, allowed, required = [], nulls, each } = facets.elements ?? {};
  const min = Math.max(count?.min ?? 0, required.length);
  const length = min + Math.floor(next() * (Math.min(count?.max ?? min + 4, min + 4) - min + 1));
  return Array.from({ length }, (_, index) => {
    if (index < required.length) return required[index];
    if (nulls !== 'never' && next() < 0.2) return null;
    return drawValue(element, allowed === undefined ? (each ?? {}) : { values: allowed }, next);
  });
}

function drawJson(shape: JsonShape, next: () => number): unknown {
  const types = shape.types ?? ['object', 'string', 'number', 'boolean'];
  switch (types[Math.floor(next() * types.length)]) {
    case 'array':
      return [];
    case 'string':
      return drawValue(TEXT, shape.value ?? {}, next);
    case 'number':
      return shape.value?.values?.[0] ?? drawInteger(shape.value ?? {}, next);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return Object.fromEntries(
        Object.entries(shape.members ?? {}).map(([key, member]) => [key, drawJson(member, next)]),
      );
  }
}
