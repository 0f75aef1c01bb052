import type { ColumnType } from '../schema/column-type.ts';
import type { JsonField, JsonObject, JsonType } from '../schema/json-type.ts';
import type { Column, Table } from '../schema/schema.ts';
import type { Choice, ColumnView } from './column-view.ts';
import { keysExpression, shares } from './constrain-elements.ts';
import { array, call, literal, object, type Expression } from './expression.ts';
import { numberType, timeType } from './json-field-types.ts';
import { entityOf, snakeCase } from './names.ts';
import { weightedLabels } from './rules/type-rules.ts';

type Choose = (field: ColumnView) => Choice | undefined;

/**
 * Values of JSON of the shape that the program's types give it, each field by its name.
 *
 * @param choose - what fills a column
 * @returns undefined where nothing is said of the shape
 */
export function jsonChoice(view: ColumnView, choose: Choose): Choice | undefined {
  const { shape, name } = view.column;
  if (shape === undefined || view.type.kind !== 'json') return undefined;
  const values = new JsonValues(choose);
  const expression = generatorOf(values.of(shape, { name: view.name, entity: entityOf({ name }) }));
  return { expression, ...(values.personal && { personal: true }) };
}

/** What a value is called, and what it is a part of. */
interface Part {
  /** In snake case. */
  readonly name: string;
  /** What the object is that it is in, in the singular. */
  readonly entity: string;
  readonly siblings?: ReadonlyMap<string, Column>;
}

class JsonValues {
  /** Whether any of them tells who somebody is. */
  personal = false;
  readonly #choose: Choose;

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  of(type: JsonType, part: Part): Expression {
    switch (type.kind) {
      case 'text':
        return this.#named(timeType(part.name) ?? TEXT, part);
      case 'number':
        return this.#number(part);
      case 'boolean':
        return this.#named({ kind: 'boolean' }, part);
      case 'time':
        return this.#named(TIME, part);
      case 'anything':
        return this.#named({ kind: 'json', binary: true }, part);
      case 'constants':
        return constantsExpression(type.values);
      case 'object':
        return this.#object(type, part);
      case 'list':
        return this.#list(type.element, part);
      case 'tuple':
        return array(type.elements.map((each) => this.of(each, elementOf(part))));
      case 'map':
        return this.#map(type.value, part);
      case 'union':
        return this.#union(type.of, part);
    }
  }

  #object({ fields }: JsonObject, part: Part): Expression {
    const entity = entityOf(part);
    const siblings = new Map(
      fields.map(({ name, type }) => [snakeCase(name), columnOf(name, siblingType(type, name))]),
    );
    const members = fields.map((field) => {
      const value = this.of(field.type, { name: snakeCase(field.name), entity, siblings });
      return [field.name, presence(field, value)] as const;
    });
    return object(Object.fromEntries(members));
  }

  #list(element: JsonType, part: Part): Expression {
    if (isNever(element)) return array([]);
    const value = generatorOf(this.of(element, elementOf(part)));
    return call('listOf', value, object({ max: literal(MOST) }));
  }

  #map(value: JsonType, part: Part): Expression {
    if (isNever(value)) return object({});
    // Of what says nothing of its values, the name says the most.
    if (value.kind === 'anything') return this.of(value, part);
    const keys = keysExpression(part.name, { kind: 'map', value: TEXT })!;
    // What a name says of the keys says nothing of what is under them: `prices_by_day`.
    const name = part.name.replace(/(?:^|_)(?:by|per)_.*$/, '');
    const each = generatorOf(this.of(value, elementOf({ ...part, name })));
    return call('mapOf', keys, each, object({ max: literal(MOST) }));
  }

  #union(types: readonly JsonType[], part: Part): Expression {
    const others = types.filter((type) => !isNull(type));
    const values = others.map((type) => generatorOf(this.of(type, part)));
    const [only] = values;
    const weights = shares(values.length, undefined);
    const value =
      values.length === 1
        ? only!
        : call('mixed', ...values.map((each, at) => array([literal(weights[at]!), each])));
    return others.length === types.length ? value : call('maybe', literal(NULLS), value);
  }

  #number(part: Part): Expression {
    const { type, expression } = numberType(part.name);
    if (expression !== undefined) return expression;
    const chosen = this.#named(type, part);
    // Numbers by row are of rows.
    const isSerial = chosen.kind === 'call' && chosen.name === 'serial';
    return isSerial ? call('integer', object({ min: literal(1), max: literal(10_000) })) : chosen;
  }

  /** What the rules for columns put into one of this name and type. */
  #named(type: ColumnType, { name, entity, siblings = new Map() }: Part): Expression {
    const column = columnOf(name, type);
    const own = siblings.get(name);
    const view = { table: NO_TABLE, column: own ?? column, type, name, entity } as ColumnView;
    const first = this.#choose({ ...view, siblings });
    const names = [...siblings.values()].map((each) => each.name);
    // What is beside a value in JSON cannot be read by its name.
    const choice =
      first && mentions(first.expression, names)
        ? this.#choose({ ...view, siblings: new Map() })
        : first;
    this.personal ||= choice?.personal ?? false;
    return choice?.expression ?? literal(null);
  }
}

/** Elements that a list has at most. */
const MOST = 5;

const NULLS = '20%';
const ABSENT = '30%';

/** Texts in JSON are mostly short. */
const TEXT: ColumnType = { kind: 'text', length: 80, fixed: false, caseless: false };
const TIME: ColumnType = { kind: 'timestamp', precision: 3, zoned: true };

/** A part of a value is in no table, and in no key. */
const NO_TABLE: Table = {
  schema: '',
  name: '',
  kind: 'table',
  comment: null,
  columns: [],
  primaryKey: null,
  uniques: [],
  references: [],
  checks: [],
  exclusions: [],
  partitioning: null,
  inherits: [],
  triggers: [],
  rules: [],
  rowSecurity: 'off',
};

function columnOf(name: string, type: ColumnType): Column {
  const nothing = { default: null, identity: null, generated: null, sequence: null, comment: null };
  return { name, type, nullable: false, ...nothing };
}

/** What rules look at of the fields beside one. */
function siblingType(type: JsonType, name: string): ColumnType {
  switch (type.kind) {
    case 'text':
      return timeType(snakeCase(name)) ?? TEXT;
    case 'time':
      return TIME;
    case 'boolean':
      return { kind: 'boolean' };
    case 'number':
      return { kind: 'float', bits: 64 };
    default:
      return { kind: 'json', binary: true };
  }
}

/** One of several is called in the singular. */
function elementOf({ name }: Part): Part {
  return { name: entityOf({ name }), entity: entityOf({ name }) };
}

function presence({ optional }: JsonField, value: Expression): Expression {
  return optional ? call('optional', literal(ABSENT), generatorOf(value)) : value;
}

/** What stands by itself: objects and lists of generators are written as `json(…)`. */
function generatorOf(value: Expression): Expression {
  const isParts = value.kind === 'object' || value.kind === 'array';
  return isParts ? call('json', value) : value;
}

function constantsExpression(values: readonly (string | number | boolean | null)[]): Expression {
  const [only] = values;
  if (only !== undefined && values.length === 1) return literal(only);
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length === values.length) return weightedLabels(texts);
  return call('oneOf', array(values.map(literal)));
}

function mentions(expression: Expression, names: readonly string[]): boolean {
  const text = JSON.stringify(expression);
  return names.some((name) => text.includes(JSON.stringify(literal(name))));
}

function isNever(type: JsonType): boolean {
  return type.kind === 'union' && type.of.length === 0;
}

function isNull(type: JsonType): boolean {
  return type.kind === 'constants' && type.values.every((value) => value === null);
}
