import { isAnyText, type Pattern } from '../patterns/pattern.ts';
import { restrictLengths } from '../patterns/restrict-lengths.ts';
import { callFacets } from './call-facets.ts';
import { comparisonFacets } from './comparison-facets.ts';
import { elementFacets } from './element-facets.ts';
import { evaluate } from './evaluate.ts';
import {
  aboutColumn,
  columnsOf,
  contains,
  type ColumnReference,
  type Every,
  type Expression,
} from './expression.ts';
import type { ColumnFacets, Facets } from './facets.ts';
import { formulasOf } from './formula.ts';
import { idempotentFacets } from './idempotent-facets.ts';
import { intersectFacets } from './intersect-facets.ts';
import { patternOf } from './match-value.ts';
import { any, type Requirement } from './requirement.ts';
import { subjectOf } from './subject.ts';
import { timeDistance } from './time-distance.ts';
import { typeOf } from './type-of.ts';
import type { ColumnType } from '../schema/column-type.ts';

/**
 * Facts that make an atom true.
 *
 * @param atom - a part of a check that no logic divides any further
 * @returns undefined where no fact is known that does
 */
export function factsOfAtom(atom: Expression): Requirement | undefined {
  const finite = finiteFact(atom);
  if (finite !== undefined) return finite;
  const relation =
    relationOf(atom) ?? (atom.kind === 'comparison' ? timeDistance(atom) : undefined);
  if (relation !== undefined) return relation;
  const found = facetsOf(atom);
  return found === undefined ? formulaFact(atom) : { kind: 'within', ...found };
}

function formulaFact(atom: Expression): Requirement | undefined {
  if (atom.kind !== 'comparison' || columnsOf(atom).length < 2) return undefined;
  const ways = formulasOf(atom);
  return ways.length === 0 ? undefined : { kind: 'formula', ways };
}

/** Of an enum or a boolean every value can be tried, whatever is asked of it. */
function finiteFact(atom: Expression): Requirement | undefined {
  const [column, second] = columnsOf(atom);
  if (column === undefined || second !== undefined) return undefined;
  let reference: ColumnReference | undefined;
  contains(atom, (part) => {
    if (part.kind === 'column') reference = part;
    return false;
  });
  const values = finiteValues(reference);
  if (values === undefined) return undefined;
  const truths = values.map((value) => evaluate(atom, { [column]: value }));
  if (truths.includes('unknown')) return undefined;
  const allowed = values.filter((_, index) => truths[index] === true);
  return allowed.length === 0 ? any([]) : { kind: 'within', column, facets: { values: allowed } };
}

function finiteValues(
  reference: ColumnReference | undefined,
): readonly (string | boolean)[] | undefined {
  if (reference?.type.kind === 'enum') return reference.type.labels;
  return reference?.type.kind === 'boolean' ? [true, false] : undefined;
}

function relationOf(atom: Expression): Requirement | undefined {
  if (atom.kind !== 'comparison') return undefined;
  const { left, right, operator } = atom;
  if (left.kind !== 'column' || right.kind !== 'column' || left.name === right.name) {
    return undefined;
  }
  if (operator === '<>') return { kind: 'differs', left: left.name, right: right.name };
  if (operator === '=' || !isOrdered(left) || !isOrdered(right)) return undefined;
  const [earlier, later] = operator.startsWith('<') ? [left, right] : [right, left];
  return {
    kind: 'order',
    earlier: earlier.name,
    later: later.name,
    strict: operator === '<' || operator === '>',
  };
}

/** Texts are ordered by a collation, the others as anyone would order them. */
function isOrdered({ type }: ColumnReference): boolean {
  return ORDERED.has(type.kind);
}

const ORDERED: ReadonlySet<string> = new Set([
  'integer',
  'decimal',
  'float',
  'money',
  'date',
  'timestamp',
  'time',
  'interval',
]);

function facetsOf(atom: Expression): ColumnFacets | undefined {
  switch (atom.kind) {
    case 'column':
      return undefined;
    case 'comparison':
      return comparisonFacets(atom) ?? idempotentFacets(atom);
    case 'in':
      return comparisonFacets(atom);
    case 'match':
      return matchFacets(atom);
    case 'quantified':
      return elementFacets(atom);
    case 'every':
      return everyFacets(atom);
    case 'call':
      return callFacets(atom, true);
    case 'not':
      return atom.operand.kind === 'call' ? callFacets(atom.operand, false) : undefined;
    case 'is null':
      return nullTestFacets(atom);
    default:
      return undefined;
  }
}

/** What is asked of each element, or key of a map, told in facets of it. */
function everyFacets({ array, condition }: Every): ColumnFacets | undefined {
  const isKeys = array.kind === 'call' && array.name === 'object_keys';
  const subject = subjectOf(isKeys ? (array.operands[0] ?? array) : array);
  const element = elementOf(array);
  if (subject === undefined || element === undefined) return undefined;
  const parts = condition.kind === 'and' ? condition.operands : [condition];
  let each: Facets | undefined = {};
  for (const part of parts) {
    const fact = factsOfAtom(aboutColumn(part, ''));
    if (fact?.kind !== 'within' || each === undefined) return undefined;
    each = intersectFacets(each, fact.facets, element);
  }
  if (each === undefined) return undefined;
  const elements = isKeys ? { keys: each } : { each };
  return { column: subject.column, facets: subject.around({ elements }) };
}

function elementOf(array: Expression): ColumnType | undefined {
  const type = typeOf(array);
  return type?.kind === 'array' ? type.element : type?.kind === 'map' ? type.value : undefined;
}

function matchFacets(match: Extract<Expression, { kind: 'match' }>): ColumnFacets | undefined {
  const subject = subjectOf(match.operand);
  if (subject === undefined || match.pattern.kind !== 'literal') return undefined;
  const pattern = patternOf(match, String(match.pattern.value), subject.type);
  if (pattern === undefined) return undefined;
  if (match.negated) {
    return { column: subject.column, facets: subject.around({ forbidden: [pattern] }) };
  }
  const whole = match.padded === undefined ? pattern : fillingUp(pattern, match.padded);
  if (whole === undefined) return undefined;
  return { column: subject.column, facets: subject.around({ pattern: whole }) };
}

/** Texts of a pattern that spaces need not fill up, or that go on with anything. */
function fillingUp(pattern: Pattern, length: number): Pattern | undefined {
  const { node } = pattern;
  if (isAnyText(node.kind === 'sequence' ? node.items.at(-1) : node)) return pattern;
  const whole = restrictLengths(node, length, length);
  const { source: _source, ...rest } = pattern;
  if (whole === undefined) return undefined;
  return whole === node ? pattern : { ...rest, node: whole };
}

/** Null tests of what is computed: a member of a JSON object, a range's bound, a place in an array. */
function nullTestFacets(test: Extract<Expression, { kind: 'is null' }>): ColumnFacets | undefined {
  const { operand, negated } = test;
  if (operand.kind !== 'call') return undefined;
  const [first, second] = operand.operands;
  const subject = first === undefined ? undefined : subjectOf(first);
  if (operand.name === 'array_position' && !negated && subject !== undefined) {
    if (second?.kind !== 'literal') return undefined;
    const elements =
      second.value === null ? { nulls: 'never' as const } : { excluded: [second.value] };
    return { column: subject.column, facets: subject.around({ elements }) };
  }
  if (!negated || first === undefined) return undefined;
  if ((operand.name === 'lower' || operand.name === 'upper') && typeOf(first)?.kind === 'range') {
    const range = operand.name === 'lower' ? { lower: true as const } : { upper: true as const };
    return subject && { column: subject.column, facets: subject.around({ range }) };
  }
  const member = subjectOf(operand);
  if (member?.shaped == null) return undefined;
  const types = ['object', 'array', 'string', 'number', 'boolean'] as const;
  return { column: member.column, facets: member.shaped({ types }) };
}
