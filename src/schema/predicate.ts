import type { ColumnType } from './column-type.ts';
import { readableSql } from './readable-sql.ts';

/** One thing that a partial index asks of its rows, about one column. */
export type Condition =
  | { readonly kind: 'null'; readonly column: string; readonly negated: boolean }
  | {
      readonly kind: 'in';
      readonly column: string;
      readonly negated: boolean;
      readonly values: readonly Constant[];
    }
  | {
      readonly kind: 'comparison';
      readonly column: string;
      readonly operator: Operator;
      readonly constant: number;
    };

type Constant = string | number | boolean;
type Operator = '<' | '<=' | '>' | '>=';

/** Of a column, what decides whether a condition on it can be read. */
interface ReadColumn {
  readonly type: ColumnType;
  readonly nullable: boolean;
}

type Columns = (name: string) => ReadColumn | undefined;

/** Stands for a value that is not NULL, and none that a condition names. */
export const OTHER: unique symbol = Symbol('any other value');

/**
 * Reads which rows a partial index has, where that is an AND of comparisons with constants: `role =
 * 'owner'`, `status IN ('active', 'trial')`, `ended_at IS NULL`, `NOT cancelled`, `{"status":"active"}`.
 *
 * @param where - as the database prints it
 * @param columns - of the table, by name
 * @returns null for a predicate that is anything else
 */
export function readPredicate(where: string, columns: Columns): readonly Condition[] | null {
  const conditions = where.startsWith('{') ? readFilter(where, columns) : new Reader(where).read();
  return conditions?.every((condition) => isDecidable(condition, columns)) ? conditions : null;
}

/**
 * Whether a condition is true of a value.
 *
 * @param type - of the column
 * @param value - as a row has it, or {@link OTHER}
 * @returns undefined where that depends on which other value it is
 */
export function holds(condition: Condition, type: ColumnType, value: unknown): boolean | undefined {
  const isNull = value === null || value === undefined;
  if (condition.kind === 'null') return isNull !== condition.negated;
  if (isNull) return false;
  if (condition.kind === 'comparison') {
    return value === OTHER ? undefined : compare(Number(value), condition);
  }
  const named = value !== OTHER && condition.values.some((each) => isEqual(type, each, value));
  return named !== condition.negated;
}

function compare(
  value: number,
  { operator, constant }: Extract<Condition, { kind: 'comparison' }>,
): boolean {
  switch (operator) {
    case '<':
      return value < constant;
    case '<=':
      return value <= constant;
    case '>':
      return value > constant;
    case '>=':
      return value >= constant;
  }
}

function isEqual(type: ColumnType, constant: Constant, value: unknown): boolean {
  if (typeof constant === 'number') return Number(value) === constant;
  if (typeof constant === 'boolean' || type.kind !== 'text') return value === constant;
  const comparable = (text: string): string => {
    const plain = type.fixed ? text.trimEnd() : text;
    return type.caseless ? plain.toLowerCase() : plain;
  };
  return comparable(constant) === comparable(String(value));
}

/** The kinds of columns whose values are compared as what they are. */
const COMPARED: Readonly<Record<'string' | 'number' | 'boolean', readonly ColumnType['kind'][]>> = {
  string: ['text', 'enum'],
  number: ['integer', 'decimal', 'float'],
  boolean: ['boolean'],
};

function isDecidable(condition: Condition, columns: Columns): boolean {
  const kind = columns(condition.column)?.type.kind;
  if (kind === undefined) return false;
  if (condition.kind === 'null') return true;
  const constants = condition.kind === 'in' ? condition.values : [condition.constant];
  return constants.every((each) => COMPARED[typeof each as 'string'].includes(kind));
}

const TOKEN =
  /\s*(?:'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)|([a-z_]\w*|"(?:[^"]|"")+")|(<>|[<>]=?|[=(),]))/iy;

interface Token {
  readonly kind: 'text' | 'number' | 'word' | 'sign';
  readonly value: string;
}

/** A cast that cuts or rounds what it is made of. */
const LOSSY = /::\s*(?:"[^"]*"|[a-z_ ]+)\(\d|::(?:date|time)\b/i;

/** Reads the little SQL that most predicates are; anything else is no predicate to it. */
class Reader {
  readonly #tokens: readonly Token[] | null;
  #at = 0;

  constructor(where: string) {
    this.#tokens = LOSSY.test(where) ? null : tokensOf(readableSql(where));
  }

  read(): readonly Condition[] | null {
    const found = this.#tokens === null ? null : this.#all();
    return this.#at === this.#tokens?.length ? found : null;
  }

  #all(): readonly Condition[] | null {
    const found: Condition[] = [];
    do {
      const part = this.#skip('(') ? this.#bracketed() : this.#one();
      if (part === null) return null;
      found.push(...part);
    } while (this.#skip('AND'));
    return found;
  }

  #bracketed(): readonly Condition[] | null {
    const inner = this.#all();
    return this.#skip(')') ? inner : null;
  }

  #one(): readonly Condition[] | null {
    const isNegated = this.#skip('NOT');
    const column = this.#word();
    if (column === null) return null;
    if (isNegated) return [{ kind: 'in', column, negated: false, values: [false] }];
    if (this.#skip('IS')) {
      const negated = this.#skip('NOT');
      return this.#skip('NULL') ? [{ kind: 'null', column, negated }] : null;
    }
    const excluded = this.#skip('NOT');
    if (this.#skip('IN')) {
      const values = this.#list();
      return values && [{ kind: 'in', column, negated: excluded, values }];
    }
    return excluded ? null : this.#compared(column);
  }

  #compared(column: string): readonly Condition[] | null {
    const operator = this.#take('sign', /^(?:=|<>|[<>]=?)$/);
    // A column by itself is a truth.
    if (operator === null) return [{ kind: 'in', column, negated: false, values: [true] }];
    const value = this.#constant();
    if (value === null) return null;
    if (operator === '=' || operator === '<>') {
      return [{ kind: 'in', column, negated: operator === '<>', values: [value] }];
    }
    if (typeof value !== 'number') return null;
    return [{ kind: 'comparison', column, operator: operator as Operator, constant: value }];
  }

  #list(): readonly Constant[] | null {
    if (!this.#skip('(')) return null;
    const values: Constant[] = [];
    do {
      const value = this.#constant();
      if (value === null) return null;
      values.push(value);
    } while (this.#skip(','));
    return this.#skip(')') ? values : null;
  }

  #constant(): Constant | null {
    const number = this.#take('number');
    if (number !== null) return Number(number);
    const text = this.#take('text');
    if (text !== null) return text.replaceAll("''", "'");
    if (this.#skip('true')) return true;
    return this.#skip('false') ? false : null;
  }

  /** A column's name. */
  #word(): string | null {
    const word = this.#take('word', /^(?!(?:AND|OR|NOT|IS|IN|NULL|true|false)$)/);
    return word?.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word;
  }

  #take(kind: Token['kind'], pattern = /^/): string | null {
    const token = this.#tokens?.[this.#at];
    if (token?.kind !== kind || !pattern.test(token.value)) return null;
    this.#at++;
    return token.value;
  }

  #skip(value: string): boolean {
    const token = this.#tokens?.[this.#at];
    if (token === undefined || token.kind === 'text' || token.value !== value) return false;
    this.#at++;
    return true;
  }
}

function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(text);
    if (found === null) return null;
    const [, string, number, word, sign] = found;
    if (string !== undefined) tokens.push({ kind: 'text', value: string });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else tokens.push({ kind: 'sign', value: sign! });
  }
  return tokens;
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  $lt: '<',
  $lte: '<=',
  $gt: '>',
  $gte: '>=',
};

/** A `partialFilterExpression` of MongoDB's. */
function readFilter(text: string, columns: Columns): readonly Condition[] | null {
  const found: (Condition | null)[] = [];
  for (const [column, asked] of Object.entries(JSON.parse(text) as Record<string, unknown>)) {
    const operators = isObject(asked) ? Object.entries(asked) : [['$eq', asked] as const];
    for (const [name, operand] of operators) {
      found.push(readOperator(column, name, operand, columns(column)?.nullable ?? true));
    }
  }
  return found.includes(null) ? null : found.filter((each) => each !== null);
}

function readOperator(
  column: string,
  name: string,
  operand: unknown,
  nullable: boolean,
): Condition | null {
  if (name === '$exists' && operand === true && !nullable) {
    return { kind: 'null', column, negated: true };
  }
  if (name === '$eq' && operand === null) return { kind: 'null', column, negated: false };
  if (name === '$eq' && isConstant(operand)) {
    return { kind: 'in', column, negated: false, values: [operand] };
  }
  if (name === '$in' && Array.isArray(operand) && operand.every(isConstant)) {
    return { kind: 'in', column, negated: false, values: operand };
  }
  const operator = OPERATORS[name];
  if (operator === undefined || typeof operand !== 'number') return null;
  return { kind: 'comparison', column, operator, constant: operand };
}

function isConstant(value: unknown): value is Constant {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
