import { characterAt, intersectionOf, sizeOf, type CodePoints } from './code-points.ts';
import { lengthsOf, type Pattern, type PatternNode } from './pattern.ts';

/** How far a repeat without a bound goes beyond its minimum when nothing asks for more. */
const UNBOUNDED_REPEAT = 8;

const PLAIN: CodePoints = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x61, 0x7a],
];
const PRINTABLE: CodePoints = [[0x20, 0x7e]];

/**
 * One of a pattern's texts, drawn with random numbers. It always matches, and never is longer than
 * `maxLength` unless every text of the pattern is; `minLength` is met where the lengths that the
 * pattern's repeats can make allow it. Characters come from ASCII where a class has any: those match
 * under every locale.
 *
 * @param pattern - what the text has to match
 * @param next - random numbers in [0, 1)
 * @param maxLength - in characters; Infinity for none
 * @param minLength - in characters
 * @example
 * ```ts
 * samplePattern(parseRegex('^[A-Z]{3}-\\d+$')!, Math.random, 10); // 'QXV-20417'
 * ```
 */
export function samplePattern(
  pattern: Pattern,
  next: () => number,
  maxLength: number,
  minLength = 0,
): string {
  return draw(pattern.node, next, { min: minLength, max: maxLength });
}

interface Budget {
  readonly min: number;
  readonly max: number;
}

function draw(node: PatternNode, next: () => number, budget: Budget): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'class':
      return drawCharacter(node.of, next);
    case 'sequence':
      return drawAll(node.items, next, budget);
    case 'choice':
      return draw(pick(fitting(node.options, budget), next), next, budget);
    case 'repeat':
      return drawAll(
        Array.from({ length: drawCount(node, next, budget) }, () => node.item),
        next,
        budget,
      );
  }
}

/** Gives each part what the others can spare, so that the whole stays within the budget. */
function drawAll(items: readonly PatternNode[], next: () => number, budget: Budget): string {
  const lengths = items.map(lengthsOf);
  let restMin = lengths.reduce((total, length) => total + length.min, 0);
  let restMax = lengths.reduce((total, length) => total + length.max, 0);
  let text = '';
  let used = 0;
  items.forEach((item, index) => {
    const own = lengths[index] ?? lengthsOf(item);
    restMin -= own.min;
    restMax = restMax === Infinity ? maxOfRest(lengths, index) : restMax - own.max;
    const part = draw(item, next, {
      min: Math.max(0, budget.min - used - restMax),
      max: Math.max(own.min, budget.max - used - restMin),
    });
    text += part;
    used += [...part].length;
  });
  return text;
}

function maxOfRest(lengths: readonly Budget[], index: number): number {
  return lengths.slice(index + 1).reduce((total, length) => total + length.max, 0);
}

function drawCount(
  node: Extract<PatternNode, { kind: 'repeat' }>,
  next: () => number,
  budget: Budget,
): number {
  const item = lengthsOf(node.item);
  const fits = item.min === 0 ? Infinity : Math.floor(budget.max / item.min);
  // An item without a longest text meets any minimum, but only if there is one of it.
  const least = budget.min > 0 ? 1 : 0;
  const needed = item.max === 0 ? 0 : Math.max(least, Math.ceil(budget.min / item.max));
  const low = Math.min(Math.max(node.min, needed), Math.max(node.min, fits), node.max ?? Infinity);
  const high = Math.max(low, Math.min(node.max ?? low + UNBOUNDED_REPEAT, fits));
  return low + Math.floor(next() * (Math.min(high, low + 64) - low + 1));
}

/** The options whose lengths the budget allows; of none, the shortest. */
function fitting(options: readonly PatternNode[], budget: Budget): readonly PatternNode[] {
  const fit = options.filter((option) => {
    const { min, max } = lengthsOf(option);
    return min <= budget.max && max >= budget.min;
  });
  if (fit.length > 0) return fit;
  const short = [...options].sort((a, b) => lengthsOf(a).min - lengthsOf(b).min);
  return short.slice(0, 1);
}

function drawCharacter(of: CodePoints, next: () => number): string {
  const plain = intersectionOf(of, PLAIN);
  const printable = intersectionOf(of, PRINTABLE);
  // Mostly letters and digits, sometimes whatever else the class admits.
  const rich = next() < 0.1;
  const from = [rich ? printable : plain, plain, printable, of].find((set) => set.length > 0) ?? of;
  return characterAt(from, Math.floor(next() * sizeOf(from)));
}

function pick(options: readonly PatternNode[], next: () => number): PatternNode {
  const option = options[Math.floor(next() * options.length)];
  if (option === undefined) throw new RangeError('A choice without options matches nothing');
  return option;
}
