import type { ColumnType } from '../schema/column-type.ts';
import type { ColumnReference, Expression } from './expression.ts';
import type { Facets, JsonShape } from './facets.ts';

/**
 * What an atom is about: a column, or a part of one that facets can describe by themselves (a member
 * of a JSON object, a composite's field).
 */
export interface Subject {
  readonly column: string;
  /** As what it is compared. */
  readonly type: ColumnType;
  /** Facets of the part as facets of the column. */
  readonly around: (facets: Facets) => Facets;
  /** For a part of a JSON document: its shape as facets of the column. */
  readonly shaped: ((shape: JsonShape) => Facets) | null;
}

/**
 * The subject that an expression is, if it is one.
 *
 * @param expression - one side of a comparison
 * @returns undefined for what computes something new
 */
export function subjectOf(expression: Expression): Subject | undefined {
  switch (expression.kind) {
    case 'column': {
      const isJson = expression.type.kind === 'json';
      return {
        column: expression.name,
        type: comparedType(expression),
        around: (facets) => facets,
        shaped: isJson ? (json) => ({ json }) : null,
      };
    }
    case 'cast':
      return castSubject(subjectOf(expression.operand), expression.type);
    case 'call':
      return partOf(expression.name, expression.operands);
    default:
      return undefined;
  }
}

/** To most of MySQL's collations trailing spaces do not count, as in a `char(n)`. */
function comparedType({ type, collation }: ColumnReference): ColumnType {
  return type.kind === 'text' && collation !== undefined ? { ...type, fixed: true } : type;
}

/** A cast keeps the subject where the value stays readable: text as text, JSON as what it holds. */
function castSubject(subject: Subject | undefined, type: ColumnType): Subject | undefined {
  if (subject === undefined) return undefined;
  const from = subject.type;
  if (from.kind === 'text' && type.kind === 'text' && type.length === null) {
    return { ...subject, type: { ...type, fixed: from.fixed } };
  }
  const { shaped } = subject;
  if (shaped === null) return undefined;
  if (type.kind === 'integer') {
    const around = (value: Facets): Facets => shaped({ types: ['number'], whole: true, value });
    // MySQL makes a large number of a negative one.
    return member(subject, type, type.unsigned ? (value) => around(above0(value)) : around);
  }
  if (type.kind === 'decimal' || type.kind === 'float') {
    return member(subject, type, (value) => shaped({ types: ['number'], value }));
  }
  return undefined;
}

function above0({ values, ...rest }: Facets): Facets {
  if (values !== undefined) return { values: values.filter((value) => Number(value) >= 0) };
  const isBounded = rest.min !== undefined && Number(rest.min.value) >= 0;
  return isBounded ? rest : { ...rest, min: { value: 0, inclusive: true } };
}

function member(subject: Subject, type: ColumnType, around: (facets: Facets) => Facets): Subject {
  return { ...subject, type, around, shaped: null };
}

function partOf(name: string, operands: readonly Expression[]): Subject | undefined {
  const [operand, key] = operands;
  const whole = operand === undefined ? undefined : subjectOf(operand);
  if (whole === undefined || key?.kind !== 'literal' || typeof key.value !== 'string') {
    return undefined;
  }
  const under = key.value;
  if (name === 'field' && whole.type.kind === 'composite') {
    const field = whole.type.fields.find((it) => it.name === under);
    if (field === undefined) return undefined;
    return member(whole, field.type, (facets) => whole.around({ fields: { [under]: facets } }));
  }
  const { shaped } = whole;
  if (shaped === null || !MEMBERS.has(name)) return undefined;
  const inside = (shape: JsonShape): Facets =>
    shaped({ types: ['object'], members: { [under]: shape } });
  return {
    column: whole.column,
    type: name === '->' ? whole.type : TEXT,
    around: (value) => inside({ types: ['string'], value }),
    shaped: inside,
  };
}

const TEXT: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };

const MEMBERS: ReadonlySet<string> = new Set(['->', '->>', 'JSON_UNQUOTE']);
