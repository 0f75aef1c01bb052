import { complementOf, intersectionOf, NAMED_CLASSES, type CodePoints } from './code-points.ts';
import { ANY_TEXT, choice, EMPTY_TEXT, repeat, sequence, type PatternNode } from './pattern.ts';

/** What a regular expression may assert between characters. */
export type Assertion = 'start' | 'end' | 'word start' | 'word end' | 'word edge';

/** A pattern in which assertions still stand where the source has them. */
export type AssertedNode =
  | { readonly kind: 'assertion'; readonly at: Assertion }
  /** What has to follow, without being taken. */
  | { readonly kind: 'ahead'; readonly node: AssertedNode }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'class'; readonly of: CodePoints }
  | { readonly kind: 'sequence'; readonly items: readonly AssertedNode[] }
  | { readonly kind: 'choice'; readonly options: readonly AssertedNode[] }
  | {
      readonly kind: 'repeat';
      readonly item: AssertedNode;
      readonly min: number;
      readonly max: number | null;
    };

/** How one end of a pattern meets what surrounds it. */
type Edge = 'open' | 'anchored' | 'word';

interface Trimmed {
  readonly edge: Edge;
  readonly node: AssertedNode;
}

type Side = 'left' | 'right';

const WORD = NAMED_CLASSES.get('word') ?? [];
const NOT_WORD: PatternNode = { kind: 'class', of: complementOf(WORD) };

/** What an end without an anchor stands for: any text beyond it, or none. */
export type Ends = 'open' | 'closed';

/**
 * Turns a pattern in which assertions stand into one of whole texts: assertions at the ends become what
 * may stand there, alternatives each on their own.
 *
 * @param node - what a regular expression says
 * @param ends - `'open'` for one that matches anywhere in a text
 * @returns undefined where an assertion stands in the middle, which no generator could honour
 */
export function resolveAssertions(node: AssertedNode, ends: Ends): PatternNode | undefined {
  const options: PatternNode[] = [];
  for (const left of trim(node, 'left')) {
    for (const right of trim(left.node, 'right')) {
      const body = plain(right.node);
      if (body === undefined) return undefined;
      if (!meetsWord(body, left.edge, 'left') || !meetsWord(body, right.edge, 'right')) {
        return undefined;
      }
      options.push(
        sequence([
          ...outside(left.edge, 'left', ends),
          body,
          ...outside(right.edge, 'right', ends),
        ]),
      );
    }
  }
  return choice(options);
}

/** Takes the assertion off one end, once for each alternative that stands there. */
function trim(node: AssertedNode, side: Side): readonly Trimmed[] {
  if (node.kind === 'assertion') {
    const edge = edgeOf(node.at, side);
    return [edge === undefined ? { edge: 'open', node } : { edge, node: EMPTY_TEXT }];
  }
  if (node.kind === 'choice' && hasAssertion(node)) {
    return node.options.flatMap((option) => trim(option, side));
  }
  if (node.kind !== 'sequence') return [{ edge: 'open', node }];
  const end = side === 'left' ? node.items[0] : node.items.at(-1);
  if (end === undefined || !hasAssertion(end)) return [{ edge: 'open', node }];
  const rest = side === 'left' ? node.items.slice(1) : node.items.slice(0, -1);
  return trim(end, side).map((trimmed) => ({
    edge: trimmed.edge,
    node: {
      kind: 'sequence',
      items: side === 'left' ? [trimmed.node, ...rest] : [...rest, trimmed.node],
    },
  }));
}

function edgeOf(at: Assertion, side: Side): Edge | undefined {
  if (at === (side === 'left' ? 'start' : 'end')) return 'anchored';
  if (at === 'word edge' || at === (side === 'left' ? 'word start' : 'word end')) return 'word';
  return undefined;
}

function outside(edge: Edge, side: Side, ends: Ends): readonly PatternNode[] {
  if (edge === 'anchored' || ends === 'closed') return [];
  if (edge === 'open') return [ANY_TEXT];
  const apart = side === 'left' ? [ANY_TEXT, NOT_WORD] : [NOT_WORD, ANY_TEXT];
  return [choice([EMPTY_TEXT, sequence(apart)])];
}

/** A word's edge is one only beside a character that surely belongs to a word. */
function meetsWord(node: PatternNode, edge: Edge, side: Side): boolean {
  return edge !== 'word' || endsInWord(node, side);
}

function endsInWord(node: PatternNode, side: Side): boolean {
  switch (node.kind) {
    case 'text': {
      const end = side === 'left' ? node.text[0] : node.text.at(-1);
      return end !== undefined && /^\w$/.test(end);
    }
    case 'class':
      return intersectionOf(node.of, complementOf(WORD)).length === 0;
    case 'sequence': {
      const end = side === 'left' ? node.items[0] : node.items.at(-1);
      return end !== undefined && endsInWord(end, side);
    }
    case 'choice':
      return node.options.every((option) => endsInWord(option, side));
    case 'repeat':
      return node.min > 0 && endsInWord(node.item, side);
  }
}

function hasAssertion(node: AssertedNode): boolean {
  switch (node.kind) {
    case 'assertion':
    case 'ahead':
      return true;
    case 'sequence':
      return node.items.some(hasAssertion);
    case 'choice':
      return node.options.some(hasAssertion);
    case 'repeat':
      return hasAssertion(node.item);
    case 'text':
    case 'class':
      return false;
  }
}

function plain(node: AssertedNode): PatternNode | undefined {
  switch (node.kind) {
    case 'assertion':
    case 'ahead':
      return undefined;
    case 'text':
    case 'class':
      return node;
    case 'sequence': {
      const items = node.items.map(plain);
      return items.every((item) => item !== undefined) ? sequence(items) : undefined;
    }
    case 'choice': {
      const options = node.options.map(plain);
      return options.every((option) => option !== undefined) ? choice(options) : undefined;
    }
    case 'repeat': {
      const item = plain(node.item);
      return item === undefined ? undefined : repeat(item, node.min, node.max);
    }
  }
}
