import { storageType } from '../schema/column-type.ts';
import {
  and,
  FALSE,
  or,
  TRUE,
  type ColumnReference,
  type ComparisonOperator,
  type Expression,
  type Literal,
} from './expression.ts';
import { readAggregation } from './parse-mongodb-aggregation.ts';
import {
  absent,
  isNull,
  isObject,
  missing,
  not,
  surely,
  type RuleText,
  matchOf,
  sizeOf,
} from './parse-mongodb-fields.ts';
import { askedTypes, bracketOf, literalOf } from './parse-mongodb-literals.ts';
import { isSchema, readSchema } from './parse-mongodb-schema.ts';

type Filter = Readonly<Record<string, unknown>>;

/**
 * Reads a filter: each of its conditions has to hold.
 *
 * @param filter - parsed JSON
 * @param rule - the rule that it is, or is part of
 */
export function readFilter(filter: Filter, rule: RuleText): Expression {
  return and(Object.entries(filter).map(([name, condition]) => readMember(name, condition, rule)));
}

function readMember(name: string, condition: unknown, rule: RuleText): Expression {
  const parts = (): readonly Expression[] =>
    (Array.isArray(condition) ? condition : []).map((part) =>
      isObject(part) ? readFilter(part, rule) : rule.opaque(),
    );
  switch (name) {
    case '$and':
      return and(parts());
    case '$or':
      return or(parts());
    case '$nor':
      return not(or(parts()));
    case '$comment':
      return TRUE;
    case '$expr':
      return readAggregation(condition, rule);
    case '$jsonSchema':
      return isObject(condition) ? readSchema(condition, '', rule) : rule.opaque();
    default:
      return name.startsWith('$') ? rule.opaque() : readPath(name, condition, rule);
  }
}

function readPath(path: string, condition: unknown, rule: RuleText): Expression {
  if (isSchema(condition)) return readSchema(condition, path, rule);
  const field = rule.field(path);
  // Of several fields one has to meet a condition, and each condition may be met by another.
  if (field === undefined || rule.isWithinList(path)) return rule.opaque(path);
  return and(
    operatorsOf(condition).map(([operator, operand]) =>
      readOperator(operator, operand, field, rule),
    ),
  );
}

/** A condition by its operators; one without any is what the field is to be equal to. */
function operatorsOf(condition: unknown): readonly (readonly [string, unknown])[] {
  if (!isObject(condition)) return [['$eq', condition]];
  const names = Object.keys(condition);
  if (names[0] === '$regularExpression') return [['$regex', condition]];
  const isValue = names.length === 0 || !names.every((name) => name.startsWith('$'));
  if (isValue || literalOf(condition) !== undefined) return [['$eq', condition]];
  const options = condition['$options'];
  return Object.entries(condition)
    .filter(([name]) => name !== '$options')
    .map(([name, operand]) =>
      name === '$regex' && typeof operand === 'string'
        ? [name, { $regularExpression: { pattern: operand, options } }]
        : [name, operand],
    );
}

const COMPARISONS: Readonly<Record<string, ComparisonOperator>> = {
  $eq: '=',
  $gt: '>',
  $gte: '>=',
  $lt: '<',
  $lte: '<=',
};

function readOperator(
  operator: string,
  operand: unknown,
  field: ColumnReference,
  rule: RuleText,
): Expression {
  const compared = COMPARISONS[operator];
  if (compared !== undefined) return compare(compared, operand, field, rule);
  switch (operator) {
    case '$ne':
      return not(compare('=', operand, field, rule));
    case '$in':
    case '$nin': {
      const values: readonly unknown[] = Array.isArray(operand) ? operand : [];
      const found = or(values.map((value) => compare('=', value, field, rule)));
      return operator === '$in' ? found : not(found);
    }
    case '$exists':
      return operand === false || operand === 0 || operand === null
        ? absent(field)
        : not(absent(field));
    case '$type':
      return hasType(operand, field, rule);
    case '$not':
      return not(
        and(operatorsOf(operand).map(([name, each]) => readOperator(name, each, field, rule))),
      );
    case '$regex':
      return matches(operand, field, rule);
    case '$mod':
      return hasRemainder(operand, field, rule);
    default:
      return field.type.kind === 'array'
        ? ofList(operator, operand, field, rule)
        : rule.opaque(field.name);
  }
}

/** Of a list, an element will do. A value of another kind is not equal, and neither more nor less. */
function compare(
  operator: ComparisonOperator,
  operand: unknown,
  field: ColumnReference,
  rule: RuleText,
): Expression {
  if (operand === null) return operator === '<' || operator === '>' ? FALSE : missing(field);
  const literal = literalOf(operand);
  const { type } = field;
  const element = type.kind === 'array' ? storageType(type.element) : type;
  const bracket = bracketOf(element);
  if (literal === undefined || bracket === undefined) return rule.opaque(field.name);
  if (bracketOf(literal.type) !== bracket) return FALSE;
  if (type.kind !== 'array') {
    return surely({ kind: 'comparison', operator, left: field, right: literal });
  }
  if (bracketOf(element) === 'array') return rule.opaque(field.name);
  return surely({
    kind: 'quantified',
    operator: MIRRORED[operator],
    quantifier: 'any',
    left: literal,
    array: field,
  });
}

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** A field that is absent has no type. */
function hasType(names: unknown, field: ColumnReference, rule: RuleText): Expression {
  const asked = askedTypes(names);
  const admitted = field.type.kind === 'array' ? undefined : asked.admit(field.type);
  const isList = field.type.kind === 'array' && [names].flat().includes('array');
  const isOfType = isList ? true : admitted;
  if (isOfType === undefined) return rule.opaque(field.name);
  const present = isOfType ? [not(missing(field))] : [];
  return or(asked.null ? [...present, isNull(field)] : present);
}

function matches(operand: unknown, field: ColumnReference, rule: RuleText): Expression {
  const regex = isObject(operand) ? operand['$regularExpression'] : undefined;
  if (!isObject(regex) || field.type.kind === 'array') return rule.opaque(field.name);
  const match = matchOf(field, String(regex['pattern']), String(regex['options'] ?? ''));
  if (match === undefined) return rule.opaque(field.name);
  return bracketOf(field.type) === 'string' ? surely(match) : FALSE;
}

function hasRemainder(operand: unknown, field: ColumnReference, rule: RuleText): Expression {
  const [by, rest] = (Array.isArray(operand) ? operand : []).map(literalOf);
  // Of numbers with a fraction the whole part is taken.
  if (by === undefined || rest === undefined || field.type.kind !== 'integer') {
    return rule.opaque(field.name);
  }
  const left: Expression = { kind: 'arithmetic', operator: '%', left: field, right: by };
  return surely({ kind: 'comparison', operator: '=', left, right: rest });
}

function ofList(
  operator: string,
  operand: unknown,
  field: ColumnReference,
  rule: RuleText,
): Expression {
  switch (operator) {
    case '$size': {
      const size = literalOf(operand);
      return size === undefined ? rule.opaque(field.name) : surely(sizeOf(field, '=', size));
    }
    case '$all': {
      const items = (Array.isArray(operand) ? operand : []).map(literalOf);
      const values = items.flatMap((item) => (item === undefined ? [] : [item.value]));
      const isPlain = values.length === items.length && !values.includes(null) && values.length > 0;
      if (!isPlain) return rule.opaque(field.name);
      const list: Literal = { kind: 'literal', value: values, type: field.type };
      return surely({ kind: 'call', name: '@>', operands: [field, list], strict: true });
    }
    case '$elemMatch': {
      const [only, other] = operatorsOf(operand);
      const compared = only === undefined ? undefined : COMPARISONS[only[0]];
      return only === undefined || other !== undefined || compared === undefined
        ? rule.opaque(field.name)
        : compare(compared, only[1], field, rule);
    }
    default:
      return rule.opaque(field.name);
  }
}
