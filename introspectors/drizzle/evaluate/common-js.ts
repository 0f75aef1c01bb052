import { ts } from 'ts-morph';

type Exported = readonly [name: string, node: ts.Expression];

/**
 * What a statement exports in the way of CommonJS: `module.exports = …`, `exports.name = …`.
 *
 * @param node - a statement's expression
 */
export function commonJsExports(node: ts.Expression): readonly Exported[] {
  if (!ts.isBinaryExpression(node) || !ts.isPropertyAccessExpression(node.left)) return [];
  const target = node.left.getText();
  if (target === 'module.exports') return [['default', node.right], ...membersOf(node.right)];
  const [, name] = /^(?:module\.)?exports\.(\w+)$/.exec(target) ?? [];
  return name === undefined ? [] : [[name, node.right]];
}

function membersOf(node: ts.Expression): readonly Exported[] {
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((property): readonly Exported[] => {
    if (ts.isShorthandPropertyAssignment(property)) return [[property.name.text, property.name]];
    return ts.isPropertyAssignment(property) && ts.isIdentifier(property.name)
      ? [[property.name.text, property.initializer]]
      : [];
  });
}
