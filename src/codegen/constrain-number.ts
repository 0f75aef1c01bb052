import type { Bound, Facets } from '../checks/facets.ts';
import type { ColumnType } from '../schema/column-type.ts';
import type { Choice } from './column-view.ts';
import { chosen, unsolved, type Constrained } from './constrained.ts';
import { call, literal, options } from './expression.ts';

/**
 * A number within the bounds that CHECKs leave; where they leave more than the choice has, the choice's.
 */
export function constrainNumber(
  type: Extract<ColumnType, { kind: 'integer' | 'decimal' | 'float' | 'money' }>,
  choice: Choice,
  facets: Facets,
): Constrained {
  const { min, max, step } = facets;
  if (min === undefined && max === undefined && step === undefined) return chosen(choice);
  if (step?.kind === 'time') return unsolved('a step of time does not fit a number');
  const scale = type.kind === 'decimal' ? (type.scale ?? 2) : type.kind === 'integer' ? 0 : 2;
  const usual = usualBounds(choice);
  const least = min === undefined ? undefined : edgeOfBound(min, scale, 1);
  const most = max === undefined ? undefined : edgeOfBound(max, scale, -1);
  const low = Math.max(least ?? -Infinity, Math.min(usual.min, most ?? Infinity));
  const reach = usual.max > low ? usual.max : low + usual.max - usual.min;
  const high = Math.min(most ?? Infinity, reach);
  if (!(low <= high)) return unsolved('the bounds leave no value');
  if (low === usual.min && high === usual.max && step === undefined) return chosen(choice);
  const name = type.kind === 'money' ? 'money' : type.kind;
  return chosen({
    ...choice,
    expression: call(
      name,
      options({
        min: literal(step === undefined ? low : alignUp(low, Number(step.of), Number(step.offset))),
        max: literal(high),
        step: step === undefined ? undefined : literal(Number(step.of)),
        scale: type.kind === 'decimal' && type.scale === null ? literal(2) : undefined,
      }),
    ),
  });
}

/** The bounds that a rule gave, or what it would have given. */
function usualBounds(choice: Choice): { readonly min: number; readonly max: number } {
  const { expression } = choice;
  const fallback = { min: 0, max: 1000 };
  if (expression.kind !== 'call') return fallback;
  const [last] = expression.args;
  if (last?.kind !== 'object') return fallback;
  const read = (name: string, otherwise: number): number => {
    const found = last.members.find(([member]) => member === name)?.[1];
    return found?.kind === 'raw' ? Number(found.text.replaceAll('_', '')) : otherwise;
  };
  return { min: read('min', fallback.min), max: read('max', fallback.max) };
}

/** The outermost value within a bound: the bound, or the next one inside where it is exclusive. */
export function edgeOfBound(bound: Bound, scale: number, inward: 1 | -1): number {
  const value = Number(bound.value);
  const unit = 10 ** -scale;
  const inside = bound.inclusive ? value : value + inward * unit;
  const factor = 10 ** scale;
  const aligned =
    inward === 1 ? Math.ceil(inside * factor - 1e-9) : Math.floor(inside * factor + 1e-9);
  return aligned / factor;
}

function alignUp(low: number, of: number, offset: number): number {
  return Math.ceil((low - offset) / of) * of + offset;
}
