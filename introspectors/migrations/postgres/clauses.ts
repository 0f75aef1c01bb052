import type { Node } from 'libpg-query';
import type { StatementText } from './statement-text.ts';
import { firstLocation } from './tree.ts';
import { closing, joinTokens, nesting } from './tokens.ts';

/**
 * The text of a clause that is in parentheses: `CHECK (…)`, `AS (…)`, `WHERE (…)`.
 *
 * @param location - a place in the statement before the clause, as the tree names it
 * @param keyword - what stands before the parenthesis
 */
export function parenthesized(
  text: StatementText,
  location: number | undefined,
  keyword: string,
): string {
  const start = text.indexAt(location);
  const open = text.tokens.findIndex(
    (token, index) =>
      index > start && token.text === '(' && text.tokens[index - 1]!.keyword === keyword,
  );
  return open === -1 ? '' : joinTokens(text.tokens.slice(open + 1, closing(text.tokens, open)));
}

/** What may follow a default in a column's definition. */
const AFTER_DEFAULT: ReadonlySet<string> = new Set(
  'CONSTRAINT NOT NULL UNIQUE PRIMARY CHECK DEFAULT REFERENCES GENERATED DEFERRABLE INITIALLY COLLATE ENFORCED'.split(
    ' ',
  ),
);

/**
 * The text of a default: in a column's definition, or where one is set, it goes up to what can be no
 * part of it.
 */
export function defaultText(text: StatementText, tree: Node | undefined): string {
  const { tokens } = text;
  let start = text.indexAt(firstLocation(tree));
  while (start > 0 && tokens[start - 1]!.keyword !== 'DEFAULT') start--;
  let end = start;
  for (let depth = 0; end < tokens.length; end++) {
    const token = tokens[end]!;
    depth += nesting(token);
    if (depth < 0 || (depth === 0 && token.text === ',')) break;
    // `1 IS NOT DISTINCT FROM 2` is one expression, and the first word is always a part of it.
    const isPart = end === start || tokens[end - 1]!.keyword === 'IS';
    if (depth === 0 && !isPart && AFTER_DEFAULT.has(token.keyword)) break;
  }
  return joinTokens(tokens.slice(start, end));
}

/** The expression that `SET EXPRESSION AS (…)` sets. */
export function expressionText(text: StatementText, tree: Node | undefined): string {
  let open = text.indexAt(firstLocation(tree));
  while (open > 0 && text.tokens[open - 1]!.keyword !== 'AS') open--;
  return joinTokens(text.tokens.slice(open + 1, closing(text.tokens, open)));
}

/**
 * The parts of a key, each without what follows its expression (an order, an operator class): those
 * in the first parentheses after a place.
 *
 * @returns one text a part; of a column it is the column's name
 */
export function keyPartTexts(text: StatementText, from: number): readonly string[] {
  const { tokens } = text;
  const open = tokens.findIndex((token, index) => index >= from && token.text === '(');
  const close = closing(tokens, open);
  const parts: string[] = [];
  for (let start = open + 1; start < close;) {
    let end = start;
    while (end < close && tokens[end]!.text !== ',') {
      end = nesting(tokens[end]!) === 1 ? closing(tokens, end) + 1 : end + 1;
    }
    parts.push(expressionOf(text, start, end));
    start = end + 1;
  }
  return parts;
}

/** An expression in a key is in parentheses, or a call: it ends with the first pair of them. */
function expressionOf({ tokens }: StatementText, start: number, end: number): string {
  const open = tokens.findIndex((token, at) => at >= start && at < end && token.text === '(');
  return joinTokens(tokens.slice(start, open === -1 ? start + 1 : closing(tokens, open) + 1));
}

/** The predicate at the end of an index's definition. */
export function predicateText({ tokens }: StatementText): string {
  let depth = 0;
  const where = tokens.findIndex((token) => {
    depth += nesting(token);
    return depth === 0 && token.keyword === 'WHERE';
  });
  return joinTokens(tokens.slice(where + 1));
}

/** A partition's bound, as the catalogue begins it. */
export function boundText(text: StatementText, location: number | undefined): string {
  const { tokens } = text;
  const start = text.indexAt(location);
  if (tokens[start]?.keyword === 'DEFAULT') return 'DEFAULT';
  let end = start;
  while (end < tokens.length && BOUND.has(tokens[end]!.keyword)) end = closing(tokens, end + 1) + 1;
  const words = new Map(
    tokens.slice(start, end).flatMap(({ keyword }, at) => (keyword === '' ? [] : [[at, keyword]])),
  );
  return `FOR VALUES ${joinTokens(tokens.slice(start, end), words)}`;
}

const BOUND: ReadonlySet<string> = new Set(['FROM', 'TO', 'IN', 'WITH']);
