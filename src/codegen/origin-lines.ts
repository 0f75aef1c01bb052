import { LIVE_DATABASE } from '../schema/live-database.ts';
import type { Origin } from '../schema/schema.ts';

/** What schema files have no words for. */
const UNSAID: Readonly<Record<Origin['tool'], string>> = {
  prisma: 'CHECKs, exclusion constraints, expression indexes, generated columns and triggers',
  drizzle: 'exclusion constraints, partitions, domains and triggers',
};

const NAMES: Readonly<Record<Origin['tool'], string>> = { prisma: 'Prisma', drizzle: 'Drizzle' };

/** What files say that they were written from. */
export interface StatedOrigin {
  readonly tool: Origin['tool'];
  readonly files: string;
  /** A live database told what the files have no words for. */
  readonly live: boolean;
}

/**
 * What definitions were written from, as their `schema.ts` says.
 *
 * @param text - of that file
 * @returns undefined where they are from a database
 * @example
 * ```ts
 * readOrigin('// Read from prisma/schema.prisma.\n// Prisma has no words for …:\n// none of these were seen.');
 * // { tool: 'prisma', files: 'prisma/schema.prisma', live: false }
 * ```
 */
export function readOrigin(text: string): StatedOrigin | undefined {
  const found = ORIGIN.exec(text)?.groups;
  const tool = Object.entries(NAMES).find(([, name]) => name === found?.['name'])?.[0];
  if (found === undefined || tool === undefined) return undefined;
  return {
    tool: tool as Origin['tool'],
    files: found['files']!,
    live: found['seen'] === `these are from ${LIVE_DATABASE}.`,
  };
}

const ORIGIN =
  /^\/\/ Read from (?<files>[^\n]+)\.\r?\n\/\/ (?<name>\w+) has no words for [^\n]*\r?\n\/\/ (?<seen>[^\r\n]+)/m;

/**
 * A file without the line that says where the rest was seen: that another source was at hand, and said
 * nothing new, is no change of the definitions.
 */
export function withoutSeen(text: string): string {
  const seen = ORIGIN.exec(text)?.groups?.['seen'];
  return seen === undefined ? text : text.replace(`// ${seen}`, () => '//');
}

/** What the definitions were written from, and what of it could not be seen. */
export function originLines({ tool, files, beside }: Origin): readonly string[] {
  const unsaid = `${NAMES[tool]} has no words for ${UNSAID[tool]}:`;
  const seen = beside === null ? 'none of these were seen.' : `these are from ${beside}.`;
  return [`Read from ${files}.`, unsaid, seen];
}
