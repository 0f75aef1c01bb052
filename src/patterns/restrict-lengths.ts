import { EMPTY_TEXT, choice, lengthsOf, repeat, sequence, type PatternNode } from './pattern.ts';

/**
 * A pattern of texts of some lengths only: of those that another admits, enough that there is a choice,
 * though not always all.
 *
 * @param node - what the texts are otherwise
 * @param min - in characters
 * @param max - in characters; Infinity for no bound
 * @returns undefined where no text is of such a length
 */
export function restrictLengths(
  node: PatternNode,
  min: number,
  max: number,
): PatternNode | undefined {
  const own = lengthsOf(node);
  if (own.min >= min && own.max <= max) return node;
  if (own.max < min || own.min > max) return undefined;
  switch (node.kind) {
    case 'text':
    case 'class':
      return node;
    case 'choice': {
      const options = node.options.flatMap((option) => restrictLengths(option, min, max) ?? []);
      return options.length === 0 ? undefined : choice(options);
    }
    case 'sequence':
      return restrictSequence(node.items, min, max);
    case 'repeat':
      return restrictRepeat(node, min, max);
  }
}

function restrictRepeat(
  { item, ...times }: Extract<PatternNode, { kind: 'repeat' }>,
  min: number,
  max: number,
): PatternNode | undefined {
  const own = lengthsOf(item);
  if (own.max === 0) return min === 0 ? EMPTY_TEXT : undefined;
  const most = times.max ?? Infinity;
  if (own.min === own.max) {
    const least = Math.max(times.min, Math.ceil(min / own.min));
    const bound = Math.min(most, Math.floor(max / own.min));
    return least > bound ? undefined : repeat(item, least, bound === Infinity ? null : bound);
  }
  if (times.min === 0 && min === 0 && max < own.min) return EMPTY_TEXT;
  // As few as can be long enough, so that each may vary.
  const least = Math.max(times.min, own.max === Infinity ? 1 : Math.ceil(min / own.max));
  if (least > most) return undefined;
  const items = Array.from({ length: least }, () => item);
  return least === 0 ? EMPTY_TEXT : restrictLengths(sequence(items), min, max);
}

/** The part that varies most takes up what the others leave: any of their texts, their shortest, or their longest. */
function restrictSequence(
  items: readonly PatternNode[],
  min: number,
  max: number,
): PatternNode | undefined {
  const lengths = items.map(lengthsOf);
  const place = lengths.reduce(
    (best, { max: own }, at) => (own > lengths[best]!.max ? at : best),
    0,
  );
  const others = lengths.filter((_, at) => at !== place);
  const shortest = others.reduce((sum, own) => sum + own.min, 0);
  const longest = others.reduce((sum, own) => sum + own.max, 0);
  const around = (main: PatternNode | undefined, change: Change): PatternNode | undefined => {
    const parts = items.map((item, at) => (at === place ? main : change(item)));
    return parts.every((part) => part !== undefined) ? sequence(parts) : undefined;
  };
  const main = items[place]!;
  const left = max === Infinity ? Infinity : max - longest;
  return (
    around(restrictLengths(main, Math.max(0, min - shortest), left), (item) => item) ??
    around(restrictLengths(main, Math.max(0, min - shortest), max - shortest), (item) =>
      restrictLengths(item, lengthsOf(item).min, lengthsOf(item).min),
    ) ??
    around(restrictLengths(main, Math.max(0, min - longest), max - longest), (item) =>
      restrictLengths(item, lengthsOf(item).max, lengthsOf(item).max),
    )
  );
}

type Change = (item: PatternNode) => PatternNode | undefined;
