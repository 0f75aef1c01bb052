import type { Call, Expression } from './expression.ts';
import { and, or, TRUE, NULL } from './expression.ts';
import { kindOf } from './mysql-kinds.ts';
import { textLiteral } from './mysql-literals.ts';

/** Makes the tree's part of a call; undefined for arguments that have no part there. */
type Make = (operands: readonly Expression[]) => Expression | undefined;

/** Functions of JSON documents that the tree has words for. */
export const JSON_FUNCTIONS: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['json_valid', ([document]): Expression | undefined => document && validOf(document)],
  [
    'json_type',
    ([document]): Expression | undefined => document && ofDocument('JSON_TYPE', document),
  ],
  [
    'json_extract',
    ([document, path, more]): Expression | undefined =>
      more === undefined ? memberOf(document, path) : undefined,
  ],
  ['json_unquote', ([part]): Expression | undefined => part && unquoted(part)],
  [
    'json_length',
    ([document, path]): Expression | undefined => {
      const part = path === undefined ? document : memberOf(document, path);
      return part && ofDocument('JSON_LENGTH', part);
    },
  ],
  [
    'json_contains_path',
    ([document, mode, ...paths]): Expression | undefined => containsPaths(document, mode, paths),
  ],
]);

/** A document is valid; of a text it has to be tried. */
function validOf(document: Expression): Expression {
  return kindOf(document) === 'json'
    ? unlessNull(document, TRUE)
    : strict('JSON_VALID', [document]);
}

function ofDocument(name: string, document: Expression): Expression | undefined {
  return kindOf(document) === 'json' ? strict(name, [document]) : undefined;
}

/** `$.a."b c"`: what is under one key after another. Places in arrays are left to the database. */
function memberOf(
  document: Expression | undefined,
  path: Expression | undefined,
): Expression | undefined {
  const keys = path?.kind === 'literal' ? keysOf(String(path.value)) : undefined;
  if (document === undefined || keys === undefined || kindOf(document) !== 'json') return undefined;
  return keys.reduce<Expression>((inner, key) => strict('->', [inner, textLiteral(key)]), document);
}

const STEP = /\.(?:([\p{L}_$][\p{L}\p{N}_$]*)|"([^"\\]*)")/uy;

function keysOf(path: string): readonly string[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const keys: string[] = [];
  let at = 1;
  while (at < path.length) {
    STEP.lastIndex = at;
    const step = STEP.exec(path);
    if (step === null) return undefined;
    keys.push(step[1] ?? step[2] ?? '');
    at = STEP.lastIndex;
  }
  return keys;
}

/** A member as text. JSON's null is the text `null` then, where other databases have NULL. */
function unquoted(part: Expression): Expression | undefined {
  return part.kind === 'call' && part.name === '->' ? { ...part, name: 'JSON_UNQUOTE' } : undefined;
}

/** A key is there whatever is under it, JSON's null too. */
function containsPaths(
  document: Expression | undefined,
  mode: Expression | undefined,
  paths: readonly Expression[],
): Expression | undefined {
  const quantity = mode?.kind === 'literal' ? String(mode.value).toLowerCase() : '';
  if (document === undefined || (quantity !== 'one' && quantity !== 'all')) return undefined;
  const members = paths.map((path) => memberOf(document, path));
  if (!members.every((member) => member !== undefined)) return undefined;
  const tests = members.map((operand): Expression => ({ kind: 'is null', negated: true, operand }));
  return unlessNull(document, quantity === 'one' ? or(tests) : and(tests));
}

function unlessNull(operand: Expression, result: Expression): Expression {
  const when: Expression = { kind: 'is null', negated: true, operand };
  return { kind: 'case', branches: [{ when, result }], otherwise: NULL };
}

function strict(name: string, operands: readonly Expression[]): Call {
  return { kind: 'call', name, operands, strict: true };
}
