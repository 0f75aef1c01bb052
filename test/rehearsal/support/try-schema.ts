import { loadFactories } from '../../../src/cli/load-factories.ts';
import { openEngine } from '../../../src/engines/open-engine.ts';
import type { Rehearsal } from '../../../src/runtime/rehearsal.ts';
import { rehearse } from '../../../src/runtime/rehearse.ts';
import { summaryOf } from '../../../src/runtime/subject.ts';
import { generateFrom, writeFactories } from '../../end-to-end/support/round-trip.ts';

/** Generates definitions from a database, and tries them on it. */
export async function trySchema(folder: string, url: string): Promise<Rehearsal> {
  const { generation } = await generateFrom(url);
  writeFactories(folder, generation);
  return tryFolder(folder, url);
}

/** Tries the definitions of a folder on a database. */
export async function tryFolder(folder: string, url: string): Promise<Rehearsal> {
  const factory = await loadFactories(folder);
  return rehearse(factory.source(), openEngine, { url });
}

/** What failed, in words. */
export function failuresOf({ failures }: Rehearsal): string[] {
  return failures.map(({ subject, what }) => `${summaryOf(subject)}: ${what}`);
}
