import type { ElementsShape, Facets } from '../checks/facets.ts';
import type { MapType } from '../schema/column-type.ts';
import type { Column } from '../schema/schema.ts';
import { constrainText } from './constrain-text.ts';
import { call, literal, object, options, type Expression } from './expression.ts';

/** Elements that a list has at most, where nothing says how many. */
const MOST = 5;

/**
 * How many elements a list has, or a map keys, as options of their generators.
 *
 * @param column - what documents told of it
 * @param shape - what rules ask for
 */
export function elementOptions(column: Column, shape: ElementsShape = {}): Expression | undefined {
  const { count, distinct } = shape;
  const seen = column.inferred?.length;
  const min = count?.min ?? (count === undefined ? (seen?.min ?? 0) : 0);
  const wished = seen === undefined ? MOST : Math.max(1, Math.min(seen.max, 20));
  const max = Math.max(min, Math.min(count?.max ?? Infinity, Math.max(wished, min)));
  return options({
    min: min > 0 ? literal(min) : undefined,
    max: literal(max),
    distinct: distinct ? literal(true) : undefined,
  });
}

/**
 * What the keys of a map are.
 *
 * @param name - of the map, in snake case
 * @param rules - what they have to be like
 */
export function keysExpression(
  name: string,
  { key }: MapType,
  rules: Facets = {},
): Expression | undefined {
  const expression =
    key?.kind === 'date'
      ? call('recent', object({ within: literal('3y') }))
      : call(keyGenerator(name, key?.kind));
  const made = constrainText(null, { expression }, rules);
  return made.kind === 'unsolved' ? undefined : made.choice.expression;
}

function keyGenerator(name: string, kind: string | undefined): string {
  switch (kind) {
    case 'objectid':
      return 'objectId';
    case 'uuid':
      return 'uuid';
    case 'integer':
      return 'serial';
    default:
      return /(?:translation|i18n|locale|language|localized)/.test(name) ? 'locale' : 'slug';
  }
}

/** Shares of the types of a union: those that documents had, otherwise as many of each. */
export function shares(count: number, seen: readonly number[] | undefined): readonly number[] {
  const known = seen?.length === count ? seen.map((share) => Math.max(share, 0.01)) : undefined;
  return known ?? Array.from({ length: count }, () => Math.round(100 / count) / 100);
}
