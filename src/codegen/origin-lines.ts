import type { Origin } from '../schema/schema.ts';

/** What schema files have no words for. */
const UNSAID: Readonly<Record<Origin['tool'], string>> = {
  prisma: 'CHECKs, exclusion constraints, expression indexes, generated columns and triggers',
  drizzle: 'exclusion constraints, partitions, domains and triggers',
};

const NAMES: Readonly<Record<Origin['tool'], string>> = { prisma: 'Prisma', drizzle: 'Drizzle' };

/** What the definitions were written from, and what of it could not be seen. */
export function originLines({ tool, files, beside }: Origin): readonly string[] {
  const unsaid = `${NAMES[tool]} has no words for ${UNSAID[tool]}:`;
  const seen = beside === null ? 'none of these were seen.' : `these are from ${beside}.`;
  return [`Read from ${files}.`, unsaid, seen];
}
