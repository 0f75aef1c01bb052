import type { GenerationSummary } from '../codegen/plan-files.ts';
import { GenFactoriesError } from '../errors.ts';
import { isTodo } from '../../generators/todo.ts';
import type { RenderedFile } from '../codegen/render-file.ts';
import { planAround } from '../runtime/plan-around.ts';
import { evaluateGenerated } from './evaluate-generated.ts';
import { loadFactories, type AnyFactory } from './load-factories.ts';
import { formatPlural } from './output.ts';
import type { Folders } from './settings.ts';

/** What a load would leave out of the definitions as they are, the user's own among them. */
export interface LeftOut {
  /** How many tables there are definitions of. */
  readonly tables: number;
  /** Those without rows, each with the place that is to blame: its own, or that of a table it needs. */
  readonly blockedBy: ReadonlyMap<string, string>;
  /** Whether a column still is as it was generated. */
  readonly isOpen: (table: string, column: string) => boolean;
}

/**
 * Plans a load with the definitions on disk; writes nothing.
 *
 * @param generated - the files that were just written, where nothing is laid over them yet
 * @returns undefined where they do not load, or cannot be carried out: `check` says why
 */
export async function findLeftOut(
  folders: Folders,
  generated: readonly RenderedFile[] | undefined,
): Promise<LeftOut | undefined> {
  try {
    return leftOutOf(
      generated === undefined
        ? await loadFactories(folders.factories)
        : evaluateGenerated(generated),
    );
  } catch (error) {
    if (error instanceof GenFactoriesError) return undefined;
    throw error;
  }
}

function leftOutOf(factory: AnyFactory): LeftOut {
  const source = factory.source();
  const { skipped } = planAround(source, {}).plan.planned;
  return {
    tables: factory.tables.length,
    blockedBy: new Map(
      [...skipped].map(([table, reason]) => [table, rootOf(reason).where ?? table]),
    ),
    isOpen: (table, column) => {
      const { columns } = source.definitionOf(table);
      return !columns.has(column) || isTodo(columns.get(column));
    },
  };
}

/** What a table lacks may be for the sake of another, and that for the sake of a third. */
function rootOf(reason: GenFactoriesError): GenFactoriesError {
  return reason.cause instanceof GenFactoriesError ? rootOf(reason.cause) : reason;
}

/** A summary without the columns that the user's own definitions fill. */
export function withoutFilled(
  summary: GenerationSummary,
  leftOut: LeftOut | undefined,
): GenerationSummary {
  if (leftOut === undefined) return summary;
  const todos = summary.todos.filter(({ table, column }) => leftOut.isOpen(table, column));
  return { ...summary, todos };
}

/** How many of them a place is to blame for are worth a word. */
const NAMED = 5;

/**
 * Says how much of a schema gets no rows, and because of what.
 *
 * @example
 * ```ts
 * describeLeftOut(leftOut); // '24 of 25 tables would be left out: tenants.slug blocks 15, tasks.due_on 8, …'
 * ```
 */
export function describeLeftOut({ tables, blockedBy }: LeftOut): string | undefined {
  if (blockedBy.size === 0) return undefined;
  const counts = new Map<string, number>();
  for (const place of blockedBy.values()) counts.set(place, (counts.get(place) ?? 0) + 1);
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const places = ranked
    .slice(0, NAMED)
    .map(([place, count], index) => `${place} ${index === 0 ? 'blocks ' : ''}${count}`);
  if (ranked.length > NAMED) places.push('…');
  return `${blockedBy.size} of ${formatPlural(tables, 'table')} would be left out: ${places.join(', ')}`;
}
