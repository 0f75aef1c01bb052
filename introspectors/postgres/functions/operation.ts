import type { Token } from './tokens.ts';

/** Whether a condition holds for an operation, as far as its text tells. */
export type Verdict = 'yes' | 'no' | 'maybe';

/**
 * Judges a condition of PL/pgSQL by what it says about `TG_OP`; anything else in it may be so or not.
 *
 * @param condition - what is between IF and THEN
 * @param operation - `INSERT`, as TG_OP has it
 */
export function judge(condition: readonly Token[], operation: string): Verdict {
  const tokens = withoutParentheses(condition);
  const either = splitBy(tokens, 'or');
  if (either.length > 1) return any(either.map((part) => judge(part, operation)));
  const both = splitBy(tokens, 'and');
  if (both.length > 1) return not(any(both.map((part) => not(judge(part, operation)))));
  if (isWord(tokens[0], 'not')) return not(judge(tokens.slice(1), operation));
  return compare(tokens, operation);
}

function compare(tokens: readonly Token[], operation: string): Verdict {
  const [subject, operator, ...rest] = tokens;
  if (!isWord(subject, 'tg_op') || operator === undefined) return 'maybe';
  const texts = rest.filter(({ kind }) => kind === 'text').map(({ text }) => text);
  const verdict = texts.includes(operation) ? 'yes' : 'no';
  if (rest.length === 1 && texts.length === 1) {
    if (operator.text === '=') return verdict;
    if (operator.text === '<>' || operator.text === '!=') return not(verdict);
  }
  const isList = rest[0]?.text === '(' && rest.at(-1)?.text === ')';
  return isWord(operator, 'in') && isList && texts.length > 0 ? verdict : 'maybe';
}

function any(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('yes')) return 'yes';
  return verdicts.includes('maybe') ? 'maybe' : 'no';
}

function not(verdict: Verdict): Verdict {
  if (verdict === 'maybe') return verdict;
  return verdict === 'yes' ? 'no' : 'yes';
}

export function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === 'word' && token.text === text;
}

function splitBy(tokens: readonly Token[], word: string): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += depthOf(token);
    if (depth === 0 && isWord(token, word)) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}

/** `((a) = b)` → `(a) = b`, but `(a) or (b)` as it is. */
function withoutParentheses(tokens: readonly Token[]): readonly Token[] {
  if (tokens[0]?.kind !== 'sign' || tokens[0].text !== '(') return tokens;
  let depth = 0;
  const end = tokens.findIndex((token) => (depth += depthOf(token)) === 0);
  return end === tokens.length - 1 ? withoutParentheses(tokens.slice(1, -1)) : tokens;
}

function depthOf({ kind, text }: Token): number {
  if (kind !== 'sign') return 0;
  return text === '(' ? 1 : text === ')' ? -1 : 0;
}
