import { getSchema, PrismaParser, VisitorClassFactory } from '@mrleebo/prisma-ast';
import type * as Ast from '@mrleebo/prisma-ast';
import type { Block } from './blocks.ts';
import { prepareSource, type PreparedSource } from './prepare.ts';
import { readBlock } from './read-block.ts';
import { sourceError, type SourceFile } from './source-file.ts';

/** With locations, whatever a project's own configuration of prisma-ast says. */
const PARSER = new PrismaParser({ nodeLocationTracking: 'full' });
const VISITOR = new (VisitorClassFactory(PARSER))();

/**
 * Parses one schema file.
 *
 * @param source - the file
 * @returns its blocks, in their order
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID` with file, line and column, and the line itself
 * @example
 * ```ts
 * const [user] = parseSource({ path: 'schema.prisma', text: 'model User {\n  id Int @id\n}' });
 * user; // { kind: 'model', name: 'User', line: 1, fields: [{ name: 'id', line: 2, … }], … }
 * ```
 */
export function parseSource(source: SourceFile): readonly Block[] {
  const prepared = prepareSource(source);
  return parse(source, prepared).list.flatMap((block) => readBlock(block, source, prepared));
}

function parse(source: SourceFile, prepared: PreparedSource): Ast.Schema {
  try {
    return getSchema(prepared.text, { parser: PARSER, visitor: VISITOR });
  } catch (error) {
    const { line, column, image } = placeOf(error);
    const token = image.trim() === '' ? undefined : prepared.tokenAt(line, column);
    throw token === undefined
      ? sourceError({ source, line }, 'The line ends too early', FIX)
      : sourceError({ source, ...token }, `Unexpected "${token.text}"`, FIX);
  }
}

const FIX =
  'See https://www.prisma.io/docs/orm/reference/prisma-schema-reference for what may be there.';

interface FailedAt {
  readonly line: number;
  readonly column: number;
  readonly image: string;
}

/** Where prisma-ast gave up: its parser's errors name a token; the last one, at the end of a file. */
function placeOf(error: unknown): FailedAt {
  const { token, previousToken } = error as Partial<Record<string, Partial<Location>>>;
  const at = Number.isInteger(token?.startLine) ? token : previousToken;
  if (at?.startLine === undefined) throw error;
  return { line: at.startLine, column: at.startColumn ?? 1, image: at.image ?? '' };
}

interface Location {
  readonly startLine: number;
  readonly startColumn: number;
  readonly image: string;
}
