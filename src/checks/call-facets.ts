import type { Call, Expression, LiteralValue } from './expression.ts';
import type { ColumnFacets, Facets, JsonShape } from './facets.ts';
import { subjectOf, type Subject } from './subject.ts';
import { startingWith } from './text-patterns.ts';

/**
 * Facets of a column that make a function or operator yield a truth.
 *
 * @param call - of a function that yields a boolean
 * @param truth - what it is to yield
 * @returns undefined for a function without a rule here
 */
export function callFacets(call: Call, truth: boolean): ColumnFacets | undefined {
  const [first, second] = call.operands;
  const subject = first === undefined ? undefined : subjectOf(first);
  if (subject === undefined) return undefined;
  const facets = truth ? trueFacets(call.name, subject, second) : falseFacets(call.name);
  return facets && { column: subject.column, facets: subject.around(facets) };
}

function falseFacets(name: string): Facets | undefined {
  return name === 'isempty' ? { range: { notEmpty: true } } : undefined;
}

function trueFacets(
  name: string,
  subject: Subject,
  second: Expression | undefined,
): Facets | undefined {
  if (name === 'unique_items') {
    return subject.type.kind === 'array' ? { elements: { distinct: true } } : undefined;
  }
  // No row gets another.
  if (name === 'isfinite') return {};
  const value = second?.kind === 'literal' ? second.value : null;
  if (value === null) return undefined;
  switch (name) {
    case 'starts_with':
    case '^@':
      return typeof value === 'string' ? { pattern: startingWith(value) } : undefined;
    case '?':
    case '?&':
    case '?|':
    case 'jsonb_exists':
      return keyFacets(subject, name === '?|' ? listOf(value).slice(0, 1) : listOf(value));
    case '<@':
      return subject.type.kind === 'array'
        ? { elements: { allowed: listOf(value), nulls: 'never' } }
        : undefined;
    case '@>':
      return subject.type.kind === 'array' ? { elements: { required: listOf(value) } } : undefined;
    case '&&':
      return subject.type.kind === 'array'
        ? { elements: { required: listOf(value).slice(0, 1) } }
        : undefined;
    default:
      return undefined;
  }
}

function keyFacets(subject: Subject, keys: readonly LiteralValue[]): Facets | undefined {
  if (subject.shaped === null || keys.length === 0) return undefined;
  const members = Object.fromEntries(keys.map((key): [string, JsonShape] => [String(key), {}]));
  return subject.shaped({ types: ['object'], members });
}

function listOf(value: LiteralValue): readonly LiteralValue[] {
  return Array.isArray(value)
    ? (value as readonly (LiteralValue | null)[]).filter((item) => item !== null)
    : [value];
}
