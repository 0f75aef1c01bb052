import type { Quantified } from './expression.ts';
import type { ColumnFacets, ElementsShape, Facets } from './facets.ts';
import { literalFacets } from './literal-facets.ts';
import { subjectOf } from './subject.ts';

/**
 * Facets of an array whose elements are compared with a constant: `'x' <> ALL (a)` excludes an
 * element, `'x' = ANY (a)` requires one, `0 < ALL (a)` bounds each.
 */
export function elementFacets(atom: Quantified): ColumnFacets | undefined {
  const { left, array, operator, quantifier } = atom;
  const subject = subjectOf(array);
  if (subject?.type.kind !== 'array' || left.kind !== 'literal' || left.value === null) {
    return undefined;
  }
  const elements = shapeOf();
  if (elements === undefined) return undefined;
  return { column: subject.column, facets: subject.around({ elements }) };

  function shapeOf(): ElementsShape | undefined {
    if (left.kind !== 'literal' || left.value === null) return undefined;
    if (operator === '<>' && quantifier === 'all')
      return { excluded: [left.value], nulls: 'never' };
    if (operator === '=' && quantifier === 'any') return { required: [left.value] };
    if (quantifier === 'any' || subject?.type.kind !== 'array') return undefined;
    const each: Facets | undefined = literalFacets(MIRRORED[operator], left, subject.type.element);
    return each && { each, nulls: 'never' };
  }
}

/** `0 < ALL (a)` says of each element that it is above 0. */
const MIRRORED = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
