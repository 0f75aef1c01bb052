import { ts } from 'ts-morph';
import { bindPattern } from './pattern.ts';
import type { Scope } from './scope.ts';
import { runBody } from './statement.ts';
import { Func, unreadable, type Call, type Value } from './value.ts';
import type { FunctionNode } from './world.ts';

export function isFunctionNode(node: ts.Node): node is FunctionNode {
  return (
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node)
  );
}

/**
 * A function of the file as a value: calling it evaluates its body.
 *
 * @param node - as it is written
 * @param scope - the names around it
 */
export function funcOf(node: FunctionNode, scope: Scope): Func {
  const name = node.name === undefined ? '' : node.name.getText();
  return new Func(name === '' ? 'a function' : `"${name}"`, (call) => run(node, scope, call));
}

function run(node: FunctionNode, outside: Scope, call: Call): Value {
  const { world } = outside;
  const waits = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  if (waits || node.asteriskToken !== undefined || node.body === undefined) {
    unreadable('an asynchronous function, or a generator, is not followed', call.place);
  }
  return world.inCall(call.place, () => runIn(outside.inner(), node, call));
}

function runIn(scope: Scope, node: FunctionNode, call: Call): Value {
  node.parameters.forEach((parameter, index) => {
    const rest = parameter.dotDotDotToken !== undefined;
    const given = rest ? call.args.slice(index) : call.args[index];
    bindPattern(parameter.name, withDefault(given, parameter.initializer, scope), scope);
  });
  const { body } = node;
  if (body === undefined) return undefined;
  return ts.isBlock(body) ? runBody(body, scope) : scope.world.evaluate(body, scope);
}

function withDefault(given: Value, initializer: ts.Expression | undefined, scope: Scope): Value {
  if (given !== undefined || initializer === undefined) return given;
  return scope.world.evaluate(initializer, scope);
}
