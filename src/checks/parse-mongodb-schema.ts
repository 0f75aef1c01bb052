import { storageType, type ColumnType } from '../schema/column-type.ts';
import {
  and,
  FALSE,
  or,
  TRUE,
  type ComparisonOperator,
  type Expression,
  type Literal,
} from './expression.ts';
import {
  absent,
  atMost,
  isNull,
  isObject,
  missing,
  not,
  type RuleText,
  matchOf,
  sizeOf,
} from './parse-mongodb-fields.ts';
import { askedTypes, bracketOf, literalOf, type Bracket } from './parse-mongodb-literals.ts';

/** A schema of `$jsonSchema`, or keywords of one. */
type Schema = Readonly<Record<string, unknown>>;

/** Whether what stands at a path is keywords of a schema, not a condition of a filter. */
export function isSchema(value: unknown): value is Schema {
  return isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every(isKeyword);
}

function isKeyword(name: string): boolean {
  return KEYWORDS.has(name) || ANNOTATIONS.has(name);
}

/**
 * Reads a schema of a field.
 *
 * @param schema - parsed JSON
 * @param path - of the field; empty for the document; `items.$[]` and `limits.*` are each document of a
 *   list, or under a map's keys, whose fields are columns
 */
export function readSchema(schema: Schema, path: string, rule: RuleText): Expression {
  const plain = path.replaceAll(/\.\$\[\]/g, '');
  const isEach = plain !== path || path.endsWith('.*');
  const field = isEach || path === '' ? undefined : rule.field(path);
  if (path !== '' && !isEach && field === undefined) return rule.opaque(path);
  return new SchemaReader(rule, field?.type, field, path === '' ? '' : `${plain}.`).read(schema);
}

const ANNOTATIONS: ReadonlySet<string> = new Set(['title', 'description']);

const TEXT: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };

/** Reads schemas of one value: keywords ask something of values of one kind, and nothing of others. */
class SchemaReader {
  readonly rule: RuleText;
  readonly #type: ColumnType | undefined;
  /** Undefined for a document that stands for itself. */
  readonly operand: Expression | undefined;
  /** What the paths of fields in it begin with. */
  readonly #inside: string | undefined;

  constructor(
    rule: RuleText,
    type: ColumnType | undefined,
    operand: Expression | undefined,
    inside?: string,
  ) {
    this.rule = rule;
    this.#type = type === undefined ? undefined : storageType(type);
    this.operand = operand;
    this.#inside = inside;
  }

  read(schema: Schema): Expression {
    return and(
      Object.entries(schema)
        .filter(([keyword]) => !ANNOTATIONS.has(keyword))
        .map(([keyword, value]) => KEYWORDS.get(keyword)?.(this, value, schema) ?? this.opaque()),
    );
  }

  opaque(): Expression {
    const own = this.operand?.kind === 'column' ? [this.operand.name] : [];
    return this.rule.opaque(...own);
  }

  /** A condition on values of a kind; what may be of several kinds is not told apart. */
  ofKind(bracket: Bracket, condition: (operand: Expression) => Expression): Expression {
    const own = bracketOf(this.#type);
    if (this.operand === undefined) return bracket === 'object' ? this.opaque() : TRUE;
    if (own === undefined) return this.opaque();
    return own === bracket ? condition(this.operand) : TRUE;
  }

  compare(operator: ComparisonOperator, value: unknown): Expression {
    return this.ofKind('number', (left) => {
      const right = literalOf(value);
      return right === undefined ? this.opaque() : { kind: 'comparison', operator, left, right };
    });
  }

  size(bracket: 'array' | 'object', operator: ComparisonOperator, value: unknown): Expression {
    return this.ofKind(bracket, (operand) => {
      const right = literalOf(value);
      const isCounted = bracket === 'array' || this.#type?.kind === 'map';
      return right === undefined || !isCounted ? this.opaque() : sizeOf(operand, operator, right);
    });
  }

  types(names: unknown): Expression {
    const { operand } = this;
    if (operand === undefined) return askedTypes(names).admit(DOCUMENT) ? TRUE : FALSE;
    const asked = askedTypes(names);
    const admitted = this.#type === undefined ? undefined : asked.admit(this.#type);
    if (admitted === undefined) return this.opaque();
    const absence = operand.kind === 'column' ? [absent(operand)] : [];
    if (!admitted) return or([...absence, ...(asked.null ? [isNull(operand)] : [])]);
    return asked.null || operand.kind !== 'column' ? TRUE : not(isNull(operand));
  }

  /** NULL is in the list or not, like any other value. */
  values(list: unknown): Expression {
    const { operand } = this;
    const values: readonly unknown[] = Array.isArray(list) ? list : [];
    const bracket = bracketOf(this.#type);
    if (operand === undefined || bracket === undefined) return this.opaque();
    const literals = values
      .map(literalOf)
      .filter((literal) => literal !== undefined && bracketOf(literal.type) === bracket)
      .filter((literal): literal is Literal => literal !== undefined);
    const found: Expression = { kind: 'in', negated: false, operand, values: literals };
    const isOpen = bracket === 'array' || bracket === 'object';
    const within = isOpen ? this.opaque() : literals.length === 0 ? missing(operand) : found;
    const hasNull = values.includes(null) || operand.kind !== 'column';
    return hasNull ? within : and([within, not(isNull(operand))]);
  }

  required(names: unknown): Expression {
    const list: readonly unknown[] = Array.isArray(names) ? names : [];
    return this.ifDocument(and(list.map((name) => this.#present(String(name)))));
  }

  properties(schemas: unknown): Expression {
    if (!isObject(schemas)) return TRUE;
    return and(
      Object.entries(schemas).map(([name, schema]) => {
        const field = this.#inside === undefined ? undefined : this.rule.field(this.#inside + name);
        if (field === undefined || !isObject(schema)) return this.opaque();
        return new SchemaReader(this.rule, field.type, field, `${field.name}.`).read(schema);
      }),
    );
  }

  dependencies(map: unknown): Expression {
    if (!isObject(map)) return TRUE;
    const parts = Object.entries(map).map(([name, needed]): Expression => {
      const then = isObject(needed) ? atMost(this.read(needed)) : this.required(needed);
      return or([not(this.#present(name)), then]);
    });
    return this.ifDocument(and(parts));
  }

  /** Fields that a branch does not name, of those that its siblings do, must not be there. */
  closed(names: readonly string[], schema: Schema): Expression {
    const own = new Set(Object.keys(isObject(schema['properties']) ? schema['properties'] : {}));
    const others = names.filter((name) => !own.has(name));
    return and(others.map((name) => not(this.#present(name))));
  }

  elements(schema: unknown, whole: Schema): Expression {
    return this.ofKind('array', (array) => {
      if (this.#type?.kind !== 'array') return this.opaque();
      if (isObject(schema)) return this.#every(array, this.#type.element, schema);
      // By place, which is told only where every place has the same.
      const schemas = schemasIn(schema);
      const alike = new Set(schemas.map((each) => JSON.stringify(each)));
      const [first] = schemas;
      if (first === undefined || alike.size > 1) return this.opaque();
      const isClosed = whole['additionalItems'] === false;
      const most = isClosed ? this.size('array', '<=', schemas.length) : TRUE;
      const isOpen = !isClosed && Object.keys(first).join() !== 'bsonType';
      return isOpen ? this.opaque() : and([most, this.#every(array, this.#type.element, first)]);
    });
  }

  under(schema: unknown): Expression {
    if (schema === true) return TRUE;
    if (!isObject(schema) || this.#type?.kind !== 'map' || this.operand === undefined) {
      return this.opaque();
    }
    return this.#every(this.operand, this.#type.value, schema);
  }

  /** Keys of a map are of one of some patterns. */
  keys(patterns: unknown, schema: Schema): Expression {
    const sources = isObject(patterns) ? Object.keys(patterns) : [];
    const isPlain = isObject(patterns) && Object.values(patterns).every((each) => isEmpty(each));
    const isClosed = schema['additionalProperties'] === false;
    if (this.operand === undefined || this.#type?.kind !== 'map' || !isPlain || !isClosed) {
      return this.opaque();
    }
    const element: Expression = { kind: 'element', type: TEXT };
    const [only = ''] = sources;
    const pattern = sources.length === 1 ? only : sources.map((each) => `(?:${each})`).join('|');
    const condition = matchOf(element, pattern, '');
    const array: Expression = {
      kind: 'call',
      name: 'object_keys',
      operands: [this.operand],
      strict: true,
    };
    return condition === undefined ? this.opaque() : { kind: 'every', array, condition };
  }

  /** What is asked of a field that is there, in the words of a whole schema. */
  ifThere(condition: Expression): Expression {
    return this.operand?.kind === 'column' ? or([missing(this.operand), condition]) : condition;
  }

  /** Nothing is asked of what is no document. */
  ifDocument(condition: Expression): Expression {
    const isDocument = this.#type === undefined || bracketOf(this.#type) === 'object';
    return isDocument ? this.ifThere(condition) : TRUE;
  }

  #every(array: Expression, type: ColumnType, schema: Schema): Expression {
    const element: Expression = { kind: 'element', type: storageType(type) };
    const condition = new SchemaReader(this.rule, type, element).read(schema);
    return condition === TRUE ? TRUE : { kind: 'every', array, condition };
  }

  #present(name: string): Expression {
    const field = this.#inside === undefined ? undefined : this.rule.field(this.#inside + name);
    return field === undefined ? this.opaque() : not(absent(field));
  }
}

const DOCUMENT: ColumnType = { kind: 'document', fields: [] };

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

type ReadKeyword = (reader: SchemaReader, value: unknown, schema: Schema) => Expression;

function bound(inclusive: '>=' | '<=', strict: '>' | '<', exclusive: string): ReadKeyword {
  return (reader, value, schema) =>
    reader.compare(schema[exclusive] === true ? strict : inclusive, value);
}

/** Code points, of which a text has as many as MongoDB counts. */
const minLength: ReadKeyword = (reader, value) =>
  reader.ofKind('string', (operand) => lengthOf(operand, '>=', value) ?? reader.opaque());
const maxLength: ReadKeyword = (reader, value) =>
  reader.ofKind('string', (operand) => lengthOf(operand, '<=', value) ?? reader.opaque());

function lengthOf(
  operand: Expression,
  operator: ComparisonOperator,
  value: unknown,
): Expression | undefined {
  const right = literalOf(value);
  const left: Expression = { kind: 'call', name: 'char_length', operands: [operand], strict: true };
  return right && { kind: 'comparison', operator, left, right };
}

const multipleOf: ReadKeyword = (reader, value) =>
  reader.ofKind('number', (left) => {
    const by = literalOf(value);
    const zero = literalOf(0);
    if (by === undefined || zero === undefined) return reader.opaque();
    const rest: Expression = { kind: 'arithmetic', operator: '%', left, right: by };
    return { kind: 'comparison', operator: '=', left: rest, right: zero };
  });

const uniqueItems: ReadKeyword = (reader, value) =>
  value === true
    ? reader.ofKind('array', (operand) => ({
        kind: 'call',
        name: 'unique_items',
        operands: [operand],
        strict: true,
      }))
    : TRUE;

function schemasIn(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Each branch by itself, true or false. */
function branches(reader: SchemaReader, value: unknown): readonly Expression[] {
  const schemas = schemasIn(value);
  const names = [...new Set(schemas.flatMap((schema) => namesIn(schema)))];
  return schemas.map((schema) => {
    if (schema['additionalProperties'] !== false) return atMost(reader.read(schema));
    const { additionalProperties: _closed, ...open } = schema;
    return and([atMost(reader.read(open)), reader.closed(names, schema)]);
  });
}

function namesIn({ properties, required }: Schema): readonly string[] {
  const listed = Array.isArray(required) ? required.map(String) : [];
  return [...(isObject(properties) ? Object.keys(properties) : []), ...listed];
}

const oneOf: ReadKeyword = (reader, value) => {
  const each = branches(reader, value);
  const schemas = schemasIn(value);
  const alone = each.map((branch, index) =>
    and([
      branch,
      ...each
        .filter((_, other) => other !== index && !exclude(schemas[index], schemas[other]))
        .map(not),
    ]),
  );
  return reader.ifThere(or(alone));
};

/** Whether a field that both need has other values in each. */
function exclude(a: Schema | undefined, b: Schema | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const needed = new Set(listOf(a['required']));
  return listOf(b['required'])
    .filter((name) => needed.has(name))
    .some((name) => {
      const [left, right] = [constantsOf(a, name), constantsOf(b, name)];
      return left.length > 0 && right.length > 0 && !left.some((value) => right.includes(value));
    });
}

function constantsOf({ properties }: Schema, name: unknown): readonly unknown[] {
  const schema = isObject(properties) ? properties[String(name)] : undefined;
  return isObject(schema) ? listOf(schema['enum']) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Keywords that are read; those that only go with another say nothing by themselves. */
const KEYWORDS: ReadonlyMap<string, ReadKeyword> = new Map<string, ReadKeyword>([
  ['bsonType', (reader, value) => reader.types(value)],
  ['type', (reader, value) => reader.types(value)],
  ['enum', (reader, value) => reader.values(value)],
  ['minimum', bound('>=', '>', 'exclusiveMinimum')],
  ['maximum', bound('<=', '<', 'exclusiveMaximum')],
  ['exclusiveMinimum', () => TRUE],
  ['exclusiveMaximum', () => TRUE],
  ['multipleOf', multipleOf],
  ['minLength', minLength],
  ['maxLength', maxLength],
  [
    'pattern',
    (reader, value) =>
      reader.ofKind('string', (text) => matchOf(text, String(value), '') ?? reader.opaque()),
  ],
  ['minItems', (reader, value) => reader.size('array', '>=', value)],
  ['maxItems', (reader, value) => reader.size('array', '<=', value)],
  ['uniqueItems', uniqueItems],
  ['items', (reader, value, schema) => reader.elements(value, schema)],
  ['additionalItems', () => TRUE],
  ['minProperties', (reader, value) => reader.size('object', '>=', value)],
  ['maxProperties', (reader, value) => reader.size('object', '<=', value)],
  ['required', (reader, value) => reader.required(value)],
  ['properties', (reader, value) => reader.properties(value)],
  ['dependencies', (reader, value) => reader.dependencies(value)],
  ['patternProperties', (reader, value, schema) => reader.keys(value, schema)],
  [
    'additionalProperties',
    (reader, value, schema) =>
      schema['patternProperties'] === undefined ? reader.under(value) : TRUE,
  ],
  ['allOf', (reader, value) => and(schemasIn(value).map((schema) => reader.read(schema)))],
  ['anyOf', (reader, value) => reader.ifThere(or(branches(reader, value)))],
  ['oneOf', oneOf],
  [
    'not',
    (reader, value) =>
      reader.ifThere(isObject(value) ? not(atMost(reader.read(value))) : reader.opaque()),
  ],
  ['encrypt', (reader) => reader.opaque()],
]);
