import { measure } from './pattern-shape.ts';
import type { PatternTree } from './pattern-tree.ts';

/**
 * A pattern of which each text is made in one way only, so that texts can be numbered: itself where it is
 * one, otherwise a part of it. Of several parts that vary in length, the one with the most texts goes on
 * doing so.
 */
export function unambiguous(node: PatternTree): PatternTree {
  if (measure(node).count !== null) return node;
  switch (node.kind) {
    case 'set':
      return node;
    case 'either':
      return richest(node.options.map(unambiguous));
    case 'repeat': {
      // Often enough to look like what was meant.
      const part = settled(node.part);
      return { ...node, part, min: Math.max(node.min, Math.min(node.max, 1)) };
    }
    case 'sequence': {
      const parts = node.parts.map(unambiguous);
      const varying = parts.filter(varies);
      const kept = varying.length > 1 ? richest(varying) : undefined;
      return {
        ...node,
        parts: parts.map((part) => (kept === undefined || part === kept ? part : settled(part))),
      };
    }
  }
}

/** Repetitions of texts that take any number of them. */
const USUAL = 3;

/** A part of a pattern whose texts are all of one length. */
function settled(node: PatternTree): PatternTree {
  switch (node.kind) {
    case 'set':
      return node;
    case 'either':
      return richest(node.options.map(settled));
    case 'sequence':
      return { ...node, parts: node.parts.map(settled) };
    case 'repeat': {
      const times = Math.max(node.min, Math.min(node.max, USUAL));
      return { ...node, part: settled(node.part), min: times, max: times };
    }
  }
}

function richest(nodes: readonly PatternTree[]): PatternTree {
  return nodes.reduce((best, node) => (sizeOf(node) > sizeOf(best) ? node : best));
}

function sizeOf(node: PatternTree): number {
  return measure(node).count ?? 0;
}

function varies(node: PatternTree): boolean {
  const { min, max } = measure(node);
  return min !== max;
}
