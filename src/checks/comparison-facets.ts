import { evaluate } from './evaluate.ts';
import {
  columnsOf,
  type Call,
  type Comparison,
  type ComparisonOperator,
  type Expression,
  type Literal,
  type LiteralValue,
  type Membership,
} from './expression.ts';
import type { ColumnFacets, Extent, Facets, JsonType } from './facets.ts';
import { extentOf, literalFacets } from './literal-facets.ts';
import { subjectOf, type Subject } from './subject.ts';
import { containing, startingWith } from './text-patterns.ts';

/**
 * Facets of the column that a comparison with a constant, or a membership, is about.
 *
 * @param atom - in normal form: the constant on the right
 * @returns undefined for a left side whose values cannot be chosen by the constant
 */
export function comparisonFacets(atom: Comparison | Membership): ColumnFacets | undefined {
  if (atom.kind === 'in') return membershipFacets(atom);
  const { left, right, operator } = atom;
  if (right.kind !== 'literal' || right.value === null) return undefined;
  const subject = subjectOf(left);
  if (subject !== undefined) {
    return place(subject, literalFacets(operator, right, subject.type));
  }
  if (left.kind === 'arithmetic') return stepFacets(atom, right);
  return left.kind === 'call' ? callComparison(left, operator, right) : undefined;
}

function place(subject: Subject, facets: Facets | undefined): ColumnFacets | undefined {
  return facets === undefined
    ? undefined
    : { column: subject.column, facets: subject.around(facets) };
}

function membershipFacets(atom: Membership): ColumnFacets | undefined {
  const { operand, negated } = atom;
  const hasNull = atom.values.some(({ value }) => value === null);
  // NOT IN of a list with NULL is never true.
  if (negated && hasNull) return undefined;
  const values = atom.values.flatMap(({ value }) => (value === null ? [] : [value]));
  const subject = subjectOf(operand);
  if (subject !== undefined) return place(subject, negated ? { excluded: values } : { values });
  if (operand.kind !== 'call' || negated) return undefined;
  if (JSON_TYPE.has(operand.name)) return jsonTypeFacets(operand, values);
  if (operand.name === 'lower' || operand.name === 'upper')
    return caseFacets(operand, atom, values);
  return undefined;
}

/** A comparison of what a function yields, function by function. */
function callComparison(
  call: Call,
  operator: ComparisonOperator,
  right: Literal,
): ColumnFacets | undefined {
  const [first, second, third] = call.operands;
  const compared: Comparison = { kind: 'comparison', operator, left: call, right };
  const subject = first === undefined ? undefined : subjectOf(first);
  switch (call.name) {
    case 'length':
    case 'char_length':
    case 'character_length':
    case 'octet_length':
      return sizeFacets(call, operator, right);
    case 'abs':
      return magnitudeFacets(subject, operator, right);
    case 'cardinality':
      return countFacets(subject, extentOf(operator, right));
    case 'array_length':
      return isNumber(second, 1) ? countFacets(subject, extentOf(operator, right)) : undefined;
    case 'btrim':
    case 'ltrim':
    case 'rtrim':
      return second === undefined && operator === '<>' && right.value === ''
        ? subject && place(subject, { notBlank: true })
        : undefined;
    case 'jsonb_typeof':
    case 'json_typeof':
      return operator === '=' && right.value !== null
        ? jsonTypeFacets(call, [right.value])
        : undefined;
    case 'lower':
    case 'upper':
      return operator === '=' && right.value !== null
        ? caseFacets(call, compared, [right.value])
        : undefined;
    case 'left':
      return operator === '=' ? prefixFacets(subject, numberOf(second), right) : undefined;
    case 'substring':
    case 'substr':
      return operator === '=' && isNumber(second, 1)
        ? prefixFacets(subject, numberOf(third), right)
        : undefined;
    case 'position':
    case 'strpos':
      return positionFacets(subject, second, operator, right);
    case 'extract':
    case 'date_part':
      return isText(first, 'year') ? yearFacets(second, operator, right) : undefined;
    case 'masklen':
      return operator === '='
        ? subject && place(subject, { network: { prefix: Number(right.value) } })
        : undefined;
    case 'family':
      return familyFacets(subject, operator, right);
    default:
      return undefined;
  }
}

/** `abs(x) <= n` is between −n and n. */
function magnitudeFacets(
  subject: Subject | undefined,
  operator: ComparisonOperator,
  { value }: Literal,
): ColumnFacets | undefined {
  if (subject === undefined || typeof value !== 'number' || !operator.startsWith('<')) {
    return undefined;
  }
  if (operator === '<>') return undefined;
  const inclusive = operator === '<=';
  return place(subject, { min: { value: -value, inclusive }, max: { value, inclusive } });
}

function sizeFacets(
  call: Call,
  operator: ComparisonOperator,
  right: Literal,
): ColumnFacets | undefined {
  const [first] = call.operands;
  const subject = first === undefined ? undefined : subjectOf(first);
  const extent = extentOf(operator, right);
  if (extent === undefined) return undefined;
  if (subject === undefined) return trimmedSizeFacets(first, extent);
  const inBytes = call.name === 'octet_length' || subject.type.kind === 'bytes';
  return place(subject, inBytes ? { octets: extent } : { length: extent });
}

/** `length(trim(x)) > 0` is what `trim(x) <> ''` is. */
function trimmedSizeFacets(
  trimmed: Expression | undefined,
  extent: Extent,
): ColumnFacets | undefined {
  if (trimmed?.kind !== 'call' || !TRIMS.has(trimmed.name) || trimmed.operands.length > 1) {
    return undefined;
  }
  if (extent.min !== 1 || extent.max !== null) return undefined;
  const [inner] = trimmed.operands;
  const subject = inner === undefined ? undefined : subjectOf(inner);
  return subject && place(subject, { notBlank: true });
}

const TRIMS: ReadonlySet<string> = new Set(['btrim', 'ltrim', 'rtrim']);

function countFacets(
  subject: Subject | undefined,
  extent: Extent | undefined,
): ColumnFacets | undefined {
  const isCounted = subject?.type.kind === 'array' || subject?.type.kind === 'map';
  if (!isCounted || extent === undefined) return undefined;
  return place(subject, { elements: { count: extent } });
}

const JSON_TYPE: ReadonlySet<string> = new Set(['jsonb_typeof', 'json_typeof']);
const JSON_TYPES: readonly JsonType[] = ['object', 'array', 'string', 'number', 'boolean', 'null'];

function jsonTypeFacets(call: Call, values: readonly LiteralValue[]): ColumnFacets | undefined {
  const [first] = call.operands;
  const subject = first === undefined ? undefined : subjectOf(first);
  const types = JSON_TYPES.filter((type) => values.includes(type));
  if (subject?.shaped == null || types.length === 0) return undefined;
  return { column: subject.column, facets: subject.shaped({ types }) };
}

/** `lower(x) = 'abc'` holds of the constant itself, where that is in lower case. */
function caseFacets(
  call: Call,
  atom: Comparison | Membership,
  values: readonly LiteralValue[],
): ColumnFacets | undefined {
  const [first] = call.operands;
  const subject = first === undefined ? undefined : subjectOf(first);
  const [column] = columnsOf(call);
  if (subject?.type.kind !== 'text' || column === undefined) return undefined;
  const own = values.filter((value) => evaluate(atom, { [column]: value }) === true);
  return own.length === 0 ? undefined : place(subject, { values: own });
}

function prefixFacets(
  subject: Subject | undefined,
  count: number | undefined,
  { value }: Literal,
): ColumnFacets | undefined {
  if (subject?.type.kind !== 'text' || typeof value !== 'string' || count === undefined) {
    return undefined;
  }
  const length = [...value].length;
  if (length > count) return undefined;
  return place(subject, length < count ? { values: [value] } : { pattern: startingWith(value) });
}

function positionFacets(
  subject: Subject | undefined,
  part: Expression | undefined,
  operator: ComparisonOperator,
  right: Literal,
): ColumnFacets | undefined {
  if (part?.kind !== 'literal' || typeof part.value !== 'string' || part.value === '')
    return undefined;
  const at = extentOf(operator, right);
  if (subject?.type.kind !== 'text' || at === undefined) return undefined;
  if (at.max === 0) return place(subject, { forbidden: [containing(part.value, 0)] });
  if (at.max !== null || at.min === 0) return undefined;
  return place(subject, { pattern: containing(part.value, at.min - 1) });
}

/** Years of a zoned timestamp depend on the session: a day is left at either end. */
function yearFacets(
  instant: Expression | undefined,
  operator: ComparisonOperator,
  { value }: Literal,
): ColumnFacets | undefined {
  const subject = instant === undefined ? undefined : subjectOf(instant);
  const year = Number(value);
  const extent = extentOf(operator, { kind: 'literal', value: year, type: null });
  if (subject === undefined || extent === undefined || operator === '<>') return undefined;
  if (subject.type.kind !== 'date' && subject.type.kind !== 'timestamp') return undefined;
  const isZoned = subject.type.kind === 'timestamp' && subject.type.zoned;
  const [first, last] = isZoned ? ['01-02', '12-31'] : ['01-01', '01-01'];
  const end = extent.max === null ? null : isZoned ? extent.max : extent.max + 1;
  return place(subject, {
    ...(extent.min > 0 && { min: { value: `${yearText(extent.min)}-${first}`, inclusive: true } }),
    ...(end !== null && { max: { value: `${yearText(end)}-${last}`, inclusive: false } }),
  });
}

function yearText(year: number): string {
  return String(year).padStart(4, '0');
}

function familyFacets(
  subject: Subject | undefined,
  operator: ComparisonOperator,
  { value }: Literal,
): ColumnFacets | undefined {
  if (operator !== '=' || (value !== 4 && value !== 6)) return undefined;
  return subject && place(subject, { network: { family: value } });
}

/** `x % 100 = 0`. */
function stepFacets(atom: Comparison, right: Literal): ColumnFacets | undefined {
  const { left, operator } = atom;
  if (left.kind !== 'arithmetic' || left.operator !== '%' || operator !== '=') return undefined;
  const subject = subjectOf(left.left);
  const of = left.right.kind === 'literal' ? left.right.value : null;
  if (subject === undefined || !isNumeric(of) || !isNumeric(right.value)) return undefined;
  // A remainder has the sign of the dividend, so one that is not 0 is of numbers above 0.
  const isZero = Number(right.value) === 0;
  if (!isZero && !(Number(right.value) > 0 && Number(right.value) < Number(of))) return undefined;
  const step = { kind: 'multiple' as const, of, offset: right.value };
  return place(subject, isZero ? { step } : { step, min: { value: 0, inclusive: true } });
}

function isNumeric(value: LiteralValue | null): value is number | string {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function isNumber(expression: Expression | undefined, number: number): boolean {
  return numberOf(expression) === number;
}

function numberOf(expression: Expression | undefined): number | undefined {
  return expression?.kind === 'literal' && typeof expression.value === 'number'
    ? expression.value
    : undefined;
}

function isText(expression: Expression | undefined, text: string): boolean {
  return expression?.kind === 'literal' && expression.value === text;
}
