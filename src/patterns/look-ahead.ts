import type { AssertedNode } from './assertions.ts';
import { intersectionOf, type CodePoints } from './code-points.ts';

/**
 * Writes a look-ahead of one character out, where it stands at the end of what a loop repeats and the
 * loop takes that character by itself: `(?:[a-z]|-(?=[a-z]))*-?$` admits what `(?:[a-z]|-[a-z])*-?$` does.
 *
 * @param node - what a regular expression says
 * @returns undefined for a look-ahead anywhere else
 */
export function resolveLookAhead(node: AssertedNode): AssertedNode | undefined {
  const settled = settle(node, []);
  return hasLookAhead(settled) ? undefined : settled;
}

/** @param after - what follows the node up to the end of the text */
function settle(node: AssertedNode, after: readonly AssertedNode[]): AssertedNode {
  if (!hasLookAhead(node)) return node;
  if (node.kind === 'repeat') return settleLoop(node, after);
  if (node.kind === 'choice') {
    return { ...node, options: node.options.map((option) => settle(option, after)) };
  }
  if (node.kind !== 'sequence') return node;
  const items = node.items.map((item, at) => settle(item, [...node.items.slice(at + 1), ...after]));
  return { ...node, items };
}

function settleLoop(
  loop: Extract<AssertedNode, { kind: 'repeat' }>,
  after: readonly AssertedNode[],
): AssertedNode {
  const { item, min, max } = loop;
  // Two turns become one: of a loop that counts them other texts would be left.
  if (item.kind !== 'choice' || max !== null || min > 1) return loop;
  const taken = item.options.map(only);
  const options = item.options.map((option): AssertedNode => {
    const last = option.kind === 'sequence' ? option.items.at(-1) : option;
    if (option.kind !== 'sequence' || last?.kind !== 'ahead') return option;
    const next = only(last.node);
    const isTaken = taken.some((each) => JSON.stringify(each) === JSON.stringify(next));
    if (next.kind !== 'class' || !isTaken || canBegin(after, next.of)) return option;
    return { kind: 'sequence', items: [...option.items.slice(0, -1), next] };
  });
  return { ...loop, item: { ...item, options } };
}

/** Whether what follows a loop may begin with a character of a set, as far as can be told. */
function canBegin(nodes: readonly AssertedNode[], set: CodePoints): boolean {
  for (const node of nodes.map(only)) {
    if (node.kind === 'assertion' && node.at === 'end') return false;
    const item = node.kind === 'repeat' ? only(node.item) : node;
    const first = firstOf(item);
    if (first === undefined || intersectionOf(first, set).length > 0) return true;
    if (node.kind !== 'repeat' || node.min > 0) return false;
  }
  return true;
}

function firstOf(node: AssertedNode): CodePoints | undefined {
  if (node.kind === 'class') return node.of;
  const point = node.kind === 'text' ? node.text.codePointAt(0) : undefined;
  return point === undefined ? undefined : [[point, point]];
}

/** What a sequence of one thing is. */
function only(node: AssertedNode): AssertedNode {
  const [item, more] = node.kind === 'sequence' ? node.items : [];
  return item !== undefined && more === undefined ? item : node;
}

function hasLookAhead(node: AssertedNode): boolean {
  switch (node.kind) {
    case 'ahead':
      return true;
    case 'sequence':
      return node.items.some(hasLookAhead);
    case 'choice':
      return node.options.some(hasLookAhead);
    case 'repeat':
      return hasLookAhead(node.item);
    case 'assertion':
    case 'text':
    case 'class':
      return false;
  }
}
