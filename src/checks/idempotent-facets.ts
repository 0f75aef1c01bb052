import type { Call, Comparison, Expression } from './expression.ts';
import type { ColumnFacets, Facets } from './facets.ts';
import { parseRegex } from './parse-regex.ts';
import { subjectOf, type Subject } from './subject.ts';
import { isTimeUnit } from './temporal.ts';

/**
 * Facets of a column that a function leaves as it is: `x = lower(x)`, `date_trunc('day', x) = x`,
 * `x = btrim(x)`, `floor(x) = x`. For functions with `f(f(x)) = f(x)` those are the values they yield.
 */
export function idempotentFacets({ operator, left, right }: Comparison): ColumnFacets | undefined {
  if (operator !== '=') return undefined;
  return fixedPoints(left, right) ?? fixedPoints(right, left);
}

function fixedPoints(applied: Expression, value: Expression): ColumnFacets | undefined {
  const calls = callsOn(value, applied);
  const [outer] = calls;
  if (outer === undefined) return undefined;
  const subject = subjectOf(value);
  if (subject === undefined) return prefixCaseFacets(outer, value);
  const facets = calls.map((call) => facetsOf(call, subject)).reduce(together);
  return facets && { column: subject.column, facets: subject.around(facets) };
}

/**
 * The functions laid over a value, outermost first; none where it is not what they are laid over. Of several
 * the values are those that each of them leaves as they are, if none can undo what another one does.
 */
function callsOn(value: Expression, applied: Expression): readonly Call[] {
  const wanted = JSON.stringify(value);
  const calls: Call[] = [];
  let at: Expression | undefined = applied;
  while (at?.kind === 'call' && JSON.stringify(at) !== wanted) {
    calls.push(at);
    at = argumentOf(at);
  }
  if (at === undefined || JSON.stringify(at) !== wanted) return [];
  return calls.length < 2 || calls.every(isTextShape) ? calls : [];
}

/** Of letters' case, or of a text's ends. */
function isTextShape({ name, operands }: Call): boolean {
  return operands.length === 1 && /^(?:lower|upper|[blr]trim)$/.test(name);
}

function together(one: Facets | undefined, other: Facets | undefined): Facets | undefined {
  if (one === undefined || other === undefined) return undefined;
  const cases = [one, other].flatMap(({ letterCase }) => letterCase ?? []);
  if (new Set(cases).size > 1) return undefined;
  const forbidden = [one, other].flatMap((each) => each.forbidden ?? []);
  return { ...one, ...other, ...(forbidden.length > 0 && { forbidden }) };
}

/** `date_trunc` and `extract` have their unit first. */
function argumentOf({ name, operands }: Call): Expression | undefined {
  return name === 'date_trunc' ? operands[1] : operands[0];
}

function facetsOf({ name, operands }: Call, { type }: Subject): Facets | undefined {
  switch (name) {
    case 'lower':
    case 'upper':
      // Under a caseless type any text is equal to itself in the other case.
      if (type.kind !== 'text') return undefined;
      return type.caseless ? {} : { letterCase: name };
    case 'btrim':
    case 'ltrim':
    case 'rtrim': {
      const edges = operands.length > 1 ? undefined : parseRegex(TRIMMED_EDGES[name]);
      return edges && { forbidden: [edges] };
    }
    case 'floor':
    case 'ceil':
    case 'ceiling':
    case 'trunc':
    case 'round':
      return operands.length > 1 ? undefined : { step: { kind: 'multiple', of: 1, offset: 0 } };
    case 'date_trunc': {
      const [unit] = operands;
      const name = unit?.kind === 'literal' ? String(unit.value) : '';
      return isTimeUnit(name) ? { step: { kind: 'time', unit: name } } : undefined;
    }
    default:
      return undefined;
  }
}

const TRIMMED_EDGES = { btrim: '^ | $', ltrim: '^ ', rtrim: ' $' } as const;

/** `upper(left(x, 1)) = left(x, 1)`: none of the first characters is a small letter. */
function prefixCaseFacets(applied: Call, prefix: Expression): ColumnFacets | undefined {
  if (applied.name !== 'lower' && applied.name !== 'upper') return undefined;
  if (prefix.kind !== 'call' || prefix.name !== 'left') return undefined;
  const [text, count] = prefix.operands;
  const subject = text === undefined ? undefined : subjectOf(text);
  const length = count?.kind === 'literal' ? Number(count.value) : 0;
  if (subject?.type.kind !== 'text' || length < 1) return undefined;
  const other = applied.name === 'upper' ? 'lower' : 'upper';
  const pattern = parseRegex(`^.{0,${length - 1}}[[:${other}:]]`);
  return pattern && { column: subject.column, facets: subject.around({ forbidden: [pattern] }) };
}
