import { bsonTypeOf, isDocument, namedTypes, type BsonType } from '../bson.ts';
import { ANYTHING, documentOf, join, shapeOf, type Shape } from '../shape.ts';
import { columnsInExpression, conjuncts } from './read-expression.ts';
import { readJsonSchema } from './read-json-schema.ts';
import { isPathName, mentioned } from './read-members.ts';
import { ROOT, together, type Reading, type Rule } from './rule.ts';
import { ruleText } from './rule-text.ts';

/** A filter, as `find` takes it: what a validator is, and what says which documents an index has. */
export type Filter = Readonly<Record<string, unknown>>;

/**
 * Reads a validator, which is a filter: `$jsonSchema`, query operators, or both. Each condition that all
 * documents have to meet is a rule of its own; what says only that a field is there, or of which type, is
 * part of the shape.
 */
export function readFilter(filter: Filter): Reading {
  return together(
    Object.entries(filter).flatMap(([name, condition]) => readCondition(name, condition)),
    ANYTHING,
  );
}

/** The fields that a filter reads, by path. */
export function columnsInFilter(filter: Filter): readonly string[] {
  const found = Object.entries(filter).flatMap(([name, condition]): readonly string[] => {
    if (!name.startsWith('$')) return isPath(name) ? [plainPath(name)] : [];
    if (name === '$jsonSchema' && isDocument(condition)) return mentioned(condition, ROOT);
    if (name === '$expr') return columnsInExpression(condition);
    return filtersIn(condition).flatMap(columnsInFilter);
  });
  return [...new Set(found)];
}

function readCondition(name: string, condition: unknown): readonly Reading[] {
  switch (name) {
    case '$and':
      return filtersIn(condition).map(readFilter);
    case '$comment':
      return [];
    case '$jsonSchema':
      return isDocument(condition) ? [readJsonSchema(condition)] : [];
    case '$or':
      return [readChoice(condition)];
    case '$expr':
      return conjuncts(condition).map(readExpression);
    default:
      return [name.startsWith('$') ? readOther(name, condition) : readPath(name, condition)];
  }
}

/** Of alternatives any may hold: nothing is there for sure but what all of them ask for. */
function readChoice(condition: unknown): Reading {
  const filters = filtersIn(condition);
  const [first, ...others] = filters.map((filter) => readFilter(filter).shape);
  const shape = first === undefined ? ANYTHING : others.reduce<Shape>(join, first);
  const columns = filters.flatMap(columnsInFilter);
  return { shape, rules: [ruleOf({ $or: condition }, '$or', columns)] };
}

function readExpression(expression: unknown): Reading {
  const columns = columnsInExpression(expression);
  return {
    shape: shapeWith(columns, ANYTHING, false),
    rules: [ruleOf({ $expr: expression }, '$expr', columns)],
  };
}

/** `$nor`, and operators of which only the name is known: `$where`, `$text`. */
function readOther(name: string, condition: unknown): Reading {
  const columns = columnsInFilter({ [name]: condition });
  return {
    shape: shapeWith(columns, ANYTHING, false),
    rules: [ruleOf({ [name]: condition }, name, columns)],
  };
}

/** Conditions on a field. */
function readPath(path: string, condition: unknown): Reading {
  if (!isPath(path)) return { shape: ANYTHING, rules: [ruleOf({ [path]: condition }, path, [])] };
  const column = plainPath(path);
  const readings = operatorsOf(condition).map(([operator, operand, options]): Reading => {
    const { shape, required, isRule } = readOperator(operator, operand);
    const rule = { [path]: { [operator]: operand, ...options } };
    return {
      shape: column === path ? shapeWith([path], shape, required) : shapeWith([column], LIST, true),
      rules: isRule || column !== path ? [ruleOf(rule, `${path} ${operator}`, [column])] : [],
    };
  });
  return together(readings, ANYTHING);
}

type Operator = readonly [operator: string, operand: unknown, options: object];

/** A condition by its operators; what has none is what the field is to be equal to. */
function operatorsOf(condition: unknown): readonly Operator[] {
  const type = bsonTypeOf(condition);
  if (type === 'regex') {
    const { source, pattern, flags, options } = condition as Partial<Record<string, string>>;
    return [['$regex', source ?? pattern, optionsOf(flags ?? options)]];
  }
  const isOperators =
    isDocument(condition) && Object.keys(condition).some((name) => name.startsWith('$'));
  if (!isOperators) return [['$eq', condition, {}]];
  return Object.entries(condition)
    .filter(([name]) => name !== '$options')
    .map(([name, operand]): Operator => {
      if (name !== '$regex') return [name, operand, {}];
      if (typeof operand === 'string') return [name, operand, optionsOf(condition['$options'])];
      const [[, source, options] = [name, operand, {}]] = operatorsOf(operand);
      return [name, source, options];
    });
}

function optionsOf(options: unknown): object {
  return typeof options === 'string' && options !== '' ? { $options: options } : {};
}

interface Told {
  readonly shape: Shape;
  /** Documents without the field do not meet it. */
  readonly required: boolean;
  /** A shape cannot say all of it. */
  readonly isRule: boolean;
}

function readOperator(operator: string, operand: unknown): Told {
  const hinted = (...values: readonly unknown[]): Shape =>
    shapeOf({ hints: hintsOf(values), types: null });
  switch (operator) {
    case '$exists':
      // What must not be there is still a rule.
      return { shape: ANYTHING, required: isTrue(operand), isRule: !isTrue(operand) };
    case '$type': {
      const types = namedTypes(operand);
      return { shape: shapeOf({ types }), required: true, isRule: types.size === 0 };
    }
    case '$eq':
      return { shape: hinted(operand), required: operand !== null, isRule: true };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return { shape: hinted(operand), required: operand !== null, isRule: true };
    case '$in': {
      const values: readonly unknown[] = Array.isArray(operand) ? operand : [];
      return { shape: hinted(...values), required: !values.includes(null), isRule: true };
    }
    case '$regex':
      return { shape: hinted(''), required: true, isRule: true };
    case '$mod':
      return { shape: hinted(0), required: true, isRule: true };
    case '$size':
    case '$all':
    case '$elemMatch':
      return { shape: LIST, required: true, isRule: true };
    default:
      return { shape: ANYTHING, required: false, isRule: true };
  }
}

const LIST = shapeOf({ hints: new Set<BsonType>(['array']) });

/** A pattern is compared with texts. */
function hintsOf(values: readonly unknown[]): ReadonlySet<BsonType> | null {
  const present = values.filter((value) => value !== null).map(bsonTypeOf);
  const types = new Set(present.map((type) => (type === 'regex' ? 'string' : type)));
  return types.size === 0 ? null : types;
}

function isTrue(operand: unknown): boolean {
  return operand !== false && operand !== 0 && operand !== null;
}

/** A document with what is at some paths. Documents on the way to what is required are required. */
function shapeWith(paths: readonly string[], shape: Shape, required: boolean): Shape {
  const shapes = paths.map((path) =>
    path
      .split('.')
      .reduceRight((inner, name) => documentOf([[name, { shape: inner, required }]]), shape),
  );
  return together(
    shapes.map((each) => ({ shape: each, rules: [] })),
    ANYTHING,
  ).shape;
}

/** Whether a path can be one of a column: names, and numbers after those, which are places in a list. */
function isPath(path: string): boolean {
  return !/^\d+(?:\.|$)/.test(path) && path.split('.').every(isPathName);
}

/** A path up to the list in which it names a place. */
function plainPath(path: string): string {
  return path.replace(/\.\d+(?:\..*)?$/s, '');
}

function filtersIn(condition: unknown): readonly Filter[] {
  return Array.isArray(condition) ? condition.filter(isDocument) : [];
}

function ruleOf(rule: object, name: string, columns: readonly string[]): Rule {
  return { name, text: ruleText(rule), columns: [...new Set(columns)], to: null, place: ROOT };
}
