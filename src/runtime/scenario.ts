import { GenFactoriesError } from '../errors.ts';
import type { TableModel } from './table-model.ts';
import { requireWritable, type MergedDefinition } from './definition.ts';
import { DOCUMENT, layEntry, shapeEntries } from './document-shape.ts';

/** One `add` of a scenario: rows of a table, and what is different about them. */
export interface Addition {
  readonly scenario: string;
  readonly table: string;
  /** The scenario's own number for this `add`, from 0. */
  readonly group: number;
  readonly count: number;
  readonly columns: ReadonlyMap<string, unknown>;
  /** Reference columns, and the earlier additions whose rows they lead to. */
  readonly parents: ReadonlyMap<string, Addition>;
}

/** What `add` gives back: stands for its rows in later calls. */
export interface AddedRows {
  readonly table: string;
  readonly group: number;
  readonly count: number;
}

export type BuildScenario = (builder: {
  add(table: string, ...rest: readonly unknown[]): AddedRows;
}) => unknown;

/** Checks that a scenario's name says in the ledger what it is, alone and among others. */
export function requireScenarioName(name: string): void {
  if (name !== '' && name !== 'base' && !name.includes('+')) return;
  throw new GenFactoriesError('DEFINITION_INVALID', {
    what: `A scenario cannot be called "${name}"`,
    fix: 'Give it a name without "+", and other than "base".',
  });
}

/**
 * Runs a scenario's function and collects what it adds. Nothing is made yet.
 *
 * @param name - of the scenario
 * @param build - its function
 * @param models - every table
 * @param definitionOf - the definition of a table, for its traits
 * @throws GenFactoriesError for a table, column or trait that is not there
 */
export function collectAdditions(
  name: string,
  build: BuildScenario,
  models: ReadonlyMap<string, TableModel>,
  definitionOf: (table: string) => MergedDefinition,
): Addition[] {
  const additions: Addition[] = [];
  build({
    add(table, ...rest) {
      const [count, overrides] = readArguments(rest);
      const model = models.get(table);
      if (model === undefined) throw unknownTable(table, models);
      if (!Number.isSafeInteger(count) || count < 1) {
        throw new GenFactoriesError('DEFINITION_INVALID', {
          what: `Scenario "${name}" adds ${String(count)} rows to "${table}"`,
          fix: 'Give a whole number of 1 or more.',
        });
      }
      const addition = {
        scenario: name,
        table,
        group: additions.length,
        count,
        ...readOverrides(overrides, model, definitionOf(table), additions, name),
      };
      additions.push(addition);
      return { table, group: addition.group, count };
    },
  });
  return additions;
}

/** The error for a table that no definition knows, with the nearest name that one does. */
export function unknownTable(
  table: string,
  models: ReadonlyMap<string, TableModel>,
): GenFactoriesError {
  const near = [...models.keys()].filter(
    (name) => name.toLowerCase().replaceAll('_', '') === table.toLowerCase().replaceAll('_', ''),
  );
  return new GenFactoriesError('TABLE_UNKNOWN', {
    what: `There is no table "${table}"`,
    where: 'factories/generated/schema.ts',
    fix:
      near.length > 0
        ? `Did you mean "${near[0]}"?`
        : 'If a migration made it, regenerate with `npx gen-factories`.',
  });
}

function readArguments(rest: readonly unknown[]): [number, Readonly<Record<string, unknown>>] {
  const [first, second] = rest;
  if (typeof first === 'number') return [first, (second ?? {}) as Record<string, unknown>];
  return [1, (first ?? {}) as Record<string, unknown>];
}

function readOverrides(
  overrides: Readonly<Record<string, unknown>>,
  model: TableModel,
  definition: MergedDefinition,
  additions: readonly Addition[],
  scenario: string,
): Pick<Addition, 'columns' | 'parents'> {
  const { traits = [], ...own } = overrides as { readonly traits?: readonly string[] };
  const columns = new Map<string, unknown>();
  for (const trait of traits) {
    const shape = definition.traits.get(trait);
    if (shape === undefined) {
      throw new GenFactoriesError('DEFINITION_INVALID', {
        what: `Table "${model.key}" has no trait "${trait}"`,
        where: `scenario "${scenario}"`,
        fix: `It has: ${[...definition.traits.keys()].join(', ') || 'none'}.`,
      });
    }
    for (const [column, source] of Object.entries(shape)) columns.set(column, source);
  }
  const parents = new Map<string, Addition>();
  for (const [column, source] of shapeEntries(model, own)) {
    requireWritable(model, column);
    const parent = asAdded(source, additions);
    if (parent !== undefined) parents.set(column, parent);
    else if (source === DOCUMENT) columns.set(column, source);
    else if (source !== undefined) layEntry(columns, column, source);
  }
  return { columns, parents };
}

function asAdded(source: unknown, additions: readonly Addition[]): Addition | undefined {
  if (typeof source !== 'object' || source === null) return undefined;
  const { group, table, count } = source as Partial<AddedRows>;
  if (group === undefined || table === undefined || count === undefined) return undefined;
  const addition = additions[group];
  return addition?.table === table ? addition : undefined;
}
