import type { CodePoints } from './code-points.ts';
import {
  isAnyText,
  lengthsOf,
  restrictCharacters,
  sequence,
  type Pattern,
  type PatternNode,
} from './pattern.ts';

/**
 * A pattern of texts that match both of two patterns: some of them at least, in the cases that
 * checks have. Where one ends and the other begins openly, one goes after the other; where one is
 * characters of a class and nothing else, the other keeps to that class.
 *
 * @returns undefined for two patterns that are not alike in one of these ways
 * @example
 * ```ts
 * intersectPatterns(parseLike('a%')!, parseLike('%z')!); // 'a%z'
 * ```
 */
export function intersectPatterns(a: Pattern, b: Pattern): Pattern | undefined {
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  if (a.caseless !== b.caseless) return undefined;
  const shared = { caseless: a.caseless, localized: a.localized || b.localized };
  const [first, second] = [itemsOf(a), itemsOf(b)];
  if (isAnyText(first.at(-1)) && isAnyText(second[0])) {
    return { ...shared, node: sequence([...first, ...second.slice(1)]) };
  }
  if (isAnyText(second.at(-1)) && isAnyText(first[0])) {
    return { ...shared, node: sequence([...second, ...first.slice(1)]) };
  }
  if (a.caseless) return undefined;
  return within(b, a, shared) ?? within(a, b, shared);
}

function within(
  pattern: Pattern,
  alphabet: Pattern,
  shared: Pick<Pattern, 'caseless' | 'localized'>,
): Pattern | undefined {
  const characters = repeatedClass(alphabet.node);
  const node = characters && restrictCharacters(pattern.node, characters);
  if (node === undefined || lengthsOf(node).min < lengthsOf(alphabet.node).min) return undefined;
  return { ...shared, node };
}

/** The class of `[…]*` and `[…]+`, of which every text of such characters is one. */
function repeatedClass(node: PatternNode): CodePoints | undefined {
  if (node.kind !== 'repeat' || node.item.kind !== 'class') return undefined;
  return node.min <= 1 && node.max === null ? node.item.of : undefined;
}

function itemsOf({ node }: Pattern): readonly PatternNode[] {
  return node.kind === 'sequence' ? node.items : [node];
}
