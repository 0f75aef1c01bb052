import { GenFactoriesError } from '../../../src/errors.ts';

/** A schema file as it was read. */
export interface SourceFile {
  /** Relative to the project, with `/`: as messages and models name it. */
  readonly path: string;
  readonly text: string;
}

/** A place in a schema file; lines and columns count from 1. */
export interface Place {
  readonly source: SourceFile;
  readonly line: number;
  readonly column?: number;
}

/**
 * An error about a line of a schema file: it names file, line and column, and shows the line.
 *
 * @param place - what it is about
 * @param problem - a clause without the line: `Unexpected "%"`
 * @param fix - what to do, as an imperative sentence
 * @example
 * ```ts
 * throw sourceError({ source, line: 3, column: 9 }, 'Unexpected "%"', 'Remove it.');
 * // Unexpected "%" in `id Int % @id` (prisma/schema.prisma:3:9). Remove it.
 * ```
 */
export function sourceError(place: Place, problem: string, fix: string): GenFactoriesError {
  const line = lineOf(place.source, place.line).trim();
  return new GenFactoriesError('SCHEMA_FILE_INVALID', {
    what: line === '' ? problem : `${problem} in \`${line}\``,
    where: describePlace(place),
    fix,
  });
}

/** `prisma/schema.prisma:3:9`, as editors and terminals open it. */
export function describePlace({ source, line, column }: Place): string {
  return [source.path, line, column].filter((part) => part !== undefined).join(':');
}

/** Prisma ends lines as Unix, Windows and old Macs do. */
const LINE_END = /\r\n|\n|\r/;

function lineOf({ text }: SourceFile, line: number): string {
  return text.split(LINE_END)[line - 1] ?? '';
}
