import { GenFactoriesError } from '../errors.ts';
import type { TableLoad } from './engine.ts';

/**
 * The error for a row that a database refused, with the scenario that added it; where nobody knows which row it
 * was, with the scenarios that set one of the columns at fault.
 *
 * @param error - whatever was thrown
 * @param load - what was being written
 */
export function blameScenario(error: unknown, { rows }: TableLoad): unknown {
  if (!(error instanceof GenFactoriesError) || error.refusal === undefined) return error;
  const { what, where = '', fix = '', refusal, cause } = error;
  const [, place] = /, row (\d+)$/.exec(where) ?? [];
  if (place !== undefined && Number(place) >= rows.count) return error;
  const known = place === undefined ? undefined : rows.segmentOf(Number(place)).scenario;
  if (known === null) return error;
  if (known === undefined) {
    const hint = settersOf(rows, refusal.columns);
    return hint === ''
      ? error
      : new GenFactoriesError(error.code, {
          ...{ what, where, refusal, cause },
          fix: `${fix} ${hint}`,
        });
  }
  const of = `scenario "${known}"`;
  return new GenFactoriesError(error.code, {
    ...{ what, refusal, cause },
    where: `${where}, ${of}`,
    fix: `Change what ${of} gives the row. ${fix}`.trim(),
  });
}

/** Which scenarios set some columns. */
function settersOf(
  { segments, references }: TableLoad['rows'],
  columns: readonly string[],
): string {
  const told = segments.flatMap(({ scenario, written, fixed }) => {
    if (scenario === null) return [];
    const led = [...fixed.keys()].flatMap((place) => references[place]!.columns);
    return columns
      .filter((name) => written.has(name) || led.includes(name))
      .map((name) => `scenario "${scenario}" sets "${name}"`);
  });
  const distinct = [...new Set(told)];
  return distinct.length === 0 ? '' : `The row may be of a scenario: ${distinct.join(', ')}.`;
}
