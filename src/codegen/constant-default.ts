import { storageType } from '../schema/column-type.ts';
import type { Column } from '../schema/schema.ts';

/**
 * What the database puts into a column that is left out, where that is the same in every row and plain to
 * read: a number, a text, a truth value.
 *
 * @param column - of the schema model
 * @returns undefined for other defaults, such as `now()`, and where there is none
 * @example
 * ```ts
 * constantDefault({ …, type: { kind: 'decimal', … }, default: '0' }); // 0
 * ```
 */
export function constantDefault({
  type,
  default: text,
}: Column): number | string | boolean | undefined {
  if (text === null) return undefined;
  const { kind } = storageType(type);
  if (NUMBERS.has(kind)) return numberIn(text);
  if (kind === 'boolean') return TRUTH.get(text);
  return TEXTS.has(kind) ? textIn(text) : undefined;
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'decimal', 'float']);
const TEXTS: ReadonlySet<string> = new Set(['text', 'enum']);
const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** `0`, `-1.5`, `'-1'::integer`, `(-1)`; nothing that a double does not hold. */
function numberIn(text: string): number | undefined {
  const found = /^(?:\((-?[\d.]+)\)|'(-?[\d.]+)'|(-?[\d.]+))(?:::[\w ]+(?:\([\d,]+\))?)?$/.exec(
    text,
  );
  const digits = found?.[1] ?? found?.[2] ?? found?.[3];
  if (digits === undefined || !/^-?\d{1,15}(?:\.\d{1,6})?$/.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isInteger(value) || digits.length <= 15 ? value : undefined;
}

/** `'US'::bpchar`; nothing with escapes. */
function textIn(text: string): string | undefined {
  return /^'([^'\\]*)'(?:::[^']+)?$/.exec(text)?.[1];
}
