import { Node, Project, SyntaxKind, type ObjectLiteralExpression } from 'ts-morph';
import { GenFactoriesError } from '../errors.ts';
import type { FactsByTable } from '../schema/semantic-diff.ts';

/**
 * Reads the facts back from a generated `schema.ts`, without running it.
 *
 * @param text - of the file
 * @param path - for messages
 * @throws GenFactoriesError `FACTORIES_FAILED` where the file does not hold facts as they are generated
 */
export function readFacts(text: string, path: string): FactsByTable {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile('schema.ts', text);
  if (project.getProgram().getSyntacticDiagnostics(file).length > 0) throw unreadable(path);
  const settings = file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .find((call) => call.getExpression().getText() === 'createFactory')
    ?.getArguments()[0];
  if (!Node.isObjectLiteralExpression(settings)) throw unreadable(path);
  const { tables } = readObject(settings, path);
  if (!isRecord(tables) || !Object.values(tables).every(isTable)) throw unreadable(path);
  return tables as FactsByTable;
}

function isTable(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['table'] === 'string' &&
    isRecord(value['columns']) &&
    Object.values(value['columns']).every((line) => typeof line === 'string')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readObject(node: ObjectLiteralExpression, path: string): Record<string, unknown> {
  return Object.fromEntries(
    node.getProperties().map((property) => {
      if (!Node.isPropertyAssignment(property)) throw unreadable(path);
      const name = property.getNameNode();
      const key = Node.isComputedPropertyName(name)
        ? readValue(name.getExpression(), path)
        : Node.isStringLiteral(name)
          ? name.getLiteralText()
          : name.getText();
      return [String(key), readValue(property.getInitializerOrThrow(), path)];
    }),
  );
}

function readValue(node: Node, path: string): unknown {
  if (Node.isObjectLiteralExpression(node)) return readObject(node, path);
  if (Node.isArrayLiteralExpression(node))
    return node.getElements().map((each) => readValue(each, path));
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node))
    return node.getLiteralText();
  if (Node.isNumericLiteral(node)) return node.getLiteralValue();
  if (Node.isTrueLiteral(node)) return true;
  if (Node.isFalseLiteral(node)) return false;
  throw unreadable(path);
}

function unreadable(path: string): GenFactoriesError {
  return new GenFactoriesError('FACTORIES_FAILED', {
    what: 'The generated schema cannot be read: it is not as gen-factories writes it',
    where: path,
    fix: 'Write it anew with `npx gen-factories --force`.',
  });
}
