import { storageType, type ColumnType } from '../schema/column-type.ts';
import type {
  ColumnReference,
  Comparison,
  ComparisonOperator,
  Expression,
  NullTest,
} from './expression.ts';
import { translateRegex } from './mysql-regex.ts';
import type { ColumnTypes } from './parse-postgres.ts';

/** A rule that is being read: what its parts need to know of the whole. */
export class RuleText {
  readonly #text: string;
  readonly #types: ColumnTypes;

  constructor(text: string, types: ColumnTypes) {
    this.#text = text;
    this.#types = types;
  }

  /** A part that the tree has no words for. */
  opaque(...columns: readonly string[]): Expression {
    const known = columns.filter((name) => this.#types(name) !== undefined);
    return { kind: 'opaque', sql: this.#text, columns: [...new Set(known)] };
  }

  /** A field, by its path; undefined where there is none. */
  field(path: string): ColumnReference | undefined {
    const type = this.#types(path);
    return type === undefined ? undefined : { kind: 'column', name: path, type: storageType(type) };
  }

  /** Whether a path leads through lists or maps, so that a document has any number of such fields. */
  isWithinList(path: string): boolean {
    const steps = path.split('.');
    return steps.some((_, index) => {
      const type = index === 0 ? undefined : this.#types(steps.slice(0, index).join('.'));
      return type !== undefined && mayBeList(storageType(type));
    });
  }
}

function mayBeList(type: ColumnType): boolean {
  if (type.kind === 'union') return type.of.some(mayBeList);
  return type.kind === 'array' || type.kind === 'map';
}

/** A field that is not there. */
export function absent(operand: Expression): NullTest {
  return { kind: 'is null', negated: false, operand, which: 'absent' };
}

/** A field that is there, and NULL. */
export function isNull(operand: Expression): NullTest {
  return { kind: 'is null', negated: false, operand, which: 'null' };
}

/** A field that is not there, or NULL: filters tell no difference. */
export function missing(operand: Expression): NullTest {
  return { kind: 'is null', negated: false, operand };
}

export function not(operand: Expression): Expression {
  return { kind: 'not', operand };
}

/** True, and false where the condition is NULL: filters know no third truth. */
export function surely(operand: Expression): Expression {
  return { kind: 'is', truth: true, negated: false, operand };
}

/** False, and true where the condition is NULL: what a schema asks of nothing is given. */
export function atMost(operand: Expression): Expression {
  return { kind: 'is', truth: false, negated: true, operand };
}

/** JSON's objects, which lists are not. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A match of a text, anywhere in it.
 *
 * @param operand - the text
 * @param pattern - as PCRE has it
 * @param options - letters: of them only case is understood
 */
export function matchOf(
  operand: Expression,
  pattern: string,
  options: string,
): Expression | undefined {
  const caseless = options.includes('i');
  // `s` lets a dot be a line's end, too, which texts hardly have; `u` is how texts are read anyway.
  if (/[^isu]/.test(options)) return undefined;
  const source = translateRegex(pattern, 'pcre', caseless);
  if (source === undefined) return undefined;
  return {
    kind: 'match',
    syntax: 'regex',
    caseless,
    negated: false,
    operand,
    pattern: { kind: 'literal', value: source, type: null },
    escape: '\\',
  };
}

/** A comparison of how many elements a list has, or keys a map. */
export function sizeOf(
  operand: Expression,
  operator: ComparisonOperator,
  right: Expression,
): Comparison {
  const left: Expression = { kind: 'call', name: 'cardinality', operands: [operand], strict: true };
  return { kind: 'comparison', operator, left, right };
}
