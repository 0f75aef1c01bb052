import { ts } from 'ts-morph';
import { itemsOf, entriesOf } from './literal.ts';
import { isTrue } from './operators.ts';
import { bindPattern } from './pattern.ts';
import type { Scope } from './scope.ts';
import { attempt, known, unreadable, type Value } from './value.ts';

/** How a statement ends: by itself (null), or by leaving what it is in. */
type End = null | 'break' | 'continue' | { readonly value: Value };

/**
 * The value that a function's body returns.
 *
 * @throws Unreadable where it takes a turn that is not known
 */
export function runBody(body: ts.Block, scope: Scope): Value {
  const end = runAll(body.statements, scope);
  return typeof end === 'object' && end !== null ? end.value : undefined;
}

function runAll(statements: readonly ts.Statement[], scope: Scope): End {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
      scope.declare(statement.name.text, scope.world.funcOf(statement, scope));
    }
  }
  for (const statement of statements) {
    const end = runOne(statement, scope);
    if (end !== null) return end;
  }
  return null;
}

function runOne(node: ts.Statement, scope: Scope): End {
  const { world } = scope;
  world.step(node);
  if (ts.isVariableStatement(node)) {
    declareAll(node.declarationList, scope);
    return null;
  }
  if (ts.isExpressionStatement(node)) {
    // What is not known may change whatever it is given.
    known(world.evaluate(node.expression, scope));
    return null;
  }
  if (ts.isReturnStatement(node)) {
    return {
      value: node.expression === undefined ? undefined : world.evaluate(node.expression, scope),
    };
  }
  if (ts.isIfStatement(node)) {
    if (isTrue(world.evaluate(node.expression, scope))) return runOne(node.thenStatement, scope);
    return node.elseStatement === undefined ? null : runOne(node.elseStatement, scope);
  }
  if (ts.isBlock(node)) return runAll(node.statements, scope.inner());
  if (ts.isBreakStatement(node)) return 'break';
  if (ts.isContinueStatement(node)) return 'continue';
  if (ts.isSwitchStatement(node)) return runSwitch(node, scope);
  if (isOfTypesOnly(node)) return null;
  return runLoop(node, scope);
}

function declareAll(list: ts.VariableDeclarationList, scope: Scope): void {
  for (const { name, initializer } of list.declarations) {
    const value = attempt(() =>
      initializer === undefined ? undefined : scope.world.evaluate(initializer, scope),
    );
    bindPattern(name, value, scope);
  }
}

function isOfTypesOnly(node: ts.Statement): boolean {
  return (
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isEmptyStatement(node)
  );
}

function runLoop(node: ts.Statement, scope: Scope): End {
  const { world } = scope;
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const over = world.evaluate(node.expression, scope);
    const place = world.placeOf(node);
    const items = ts.isForOfStatement(node)
      ? itemsOf(over, place)
      : entriesOf(over, place).map(([name]) => name);
    return runForEach(node, [...items], scope);
  }
  if (ts.isForStatement(node)) return runFor(node, scope);
  if (ts.isWhileStatement(node)) {
    return repeat(() => isTrue(world.evaluate(node.expression, scope)), node.statement, scope);
  }
  const [word = 'this'] = node.getText().split(/\W/, 1);
  return unreadable(`\`${word}\` is not followed`, world.placeOf(node));
}

function runForEach(
  node: ts.ForOfStatement | ts.ForInStatement,
  items: readonly Value[],
  outside: Scope,
): End {
  const [declaration] = ts.isVariableDeclarationList(node.initializer)
    ? node.initializer.declarations
    : [];
  if (declaration === undefined) {
    return unreadable('a loop over a name of outside is not followed', outside.world.placeOf(node));
  }
  for (const item of items) {
    const scope = outside.inner();
    bindPattern(declaration.name, item, scope);
    const end = runOne(node.statement, scope);
    if (end === 'break') return null;
    if (end !== null && end !== 'continue') return end;
  }
  return null;
}

function runFor(node: ts.ForStatement, outside: Scope): End {
  const { world } = outside;
  const scope = outside.inner();
  const { initializer, condition, incrementor, statement } = node;
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) declareAll(initializer, scope);
    else world.evaluate(initializer, scope);
  }
  let first = true;
  const goesOn = (): boolean => {
    if (!first && incrementor !== undefined) world.evaluate(incrementor, scope);
    first = false;
    return condition === undefined || isTrue(world.evaluate(condition, scope));
  };
  return repeat(goesOn, statement, scope);
}

/** Turns of one loop: more than a schema takes. */
const TURNS = 10_000;

function repeat(goesOn: () => boolean, body: ts.Statement, scope: Scope): End {
  for (let turn = 0; goesOn(); turn++) {
    if (turn === TURNS) unreadable('this does not come to an end', scope.world.placeOf(body));
    const end = runOne(body, scope.inner());
    if (end === 'break') return null;
    if (end !== null && end !== 'continue') return end;
  }
  return null;
}

function runSwitch(node: ts.SwitchStatement, outside: Scope): End {
  const { world } = outside;
  const value = known(world.evaluate(node.expression, outside));
  const scope = outside.inner();
  const { clauses } = node.caseBlock;
  const isCase = (clause: ts.CaseOrDefaultClause): boolean =>
    ts.isCaseClause(clause) && known(world.evaluate(clause.expression, scope)) === value;
  let at = clauses.findIndex(isCase);
  if (at < 0) at = clauses.findIndex(ts.isDefaultClause);
  if (at < 0) return null;
  for (const clause of clauses.slice(at)) {
    const end = runAll(clause.statements, scope);
    if (end === 'break') return null;
    if (end !== null) return end;
  }
  return null;
}
