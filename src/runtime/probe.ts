import { ref } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import { hashPath } from '../random/hash.ts';
import type { ColumnType } from '../schema/column-type.ts';
import type { Shared } from './column-site.ts';
import type { MergedDefinition, RowFunction } from './definition.ts';
import type { TableModel } from './table-model.ts';

/**
 * Runs the shapes that are one function on a few stand-in rows, to see which columns they return: the
 * row's other columns are not known yet, so they hold anything of their type.
 *
 * @param models - every table, for the stand-ins of parents
 * @returns for each shape the columns it returned
 * @throws GenFactoriesError `COLUMN_UNKNOWN` for one the table does not have; `DEFINITION_INVALID` for a
 *   shape that fails on every row
 */
export function probeRowFunctions(
  model: TableModel,
  definition: MergedDefinition,
  shared: Shared,
  models: ReadonlyMap<string, TableModel>,
): ReadonlySet<string>[] {
  return definition.rowFunctions.map(({ shape }, layer) => {
    const call = shared.random.bind(
      hashPath(shared.seed, model.key, 'probe', String(layer)),
      ({ index }: { readonly index: number }) =>
        shape(standInContext(index, model, shared, models) as never),
    );
    const names = returnedNames(model, call);
    for (const name of names) {
      if (!model.columns.has(name)) {
        throw new GenFactoriesError('COLUMN_UNKNOWN', {
          what: `The shape of "${model.key}" returns "${name}", which is not a column`,
          where: `${model.key}.${name}`,
          fix: `It has: ${[...model.columns.keys()].join(', ')}.`,
        });
      }
    }
    return names;
  });
}

const PROBED_ROWS = 16;

function returnedNames(
  model: TableModel,
  call: (row: { readonly index: number }) => ReturnType<RowFunction>,
): Set<string> {
  const names = new Set<string>();
  let failure: unknown;
  let succeeded = false;
  for (let index = 0; index < PROBED_ROWS; index++) {
    try {
      for (const name of Object.keys(call({ index }))) names.add(name);
      succeeded = true;
    } catch (error) {
      // A stand-in is no real row: what fails on one may well work on those.
      failure ??= error;
    }
  }
  if (succeeded) return names;
  throw new GenFactoriesError('DEFINITION_INVALID', {
    what: `The shape of "${model.key}" fails: ${failure instanceof Error ? failure.message : String(failure)}`,
    where: model.key,
    fix: "Let the function return its columns whatever the row's other columns hold.",
    cause: failure,
  });
}

function standInContext(
  index: number,
  model: TableModel,
  shared: Shared,
  models: ReadonlyMap<string, TableModel>,
): object {
  return {
    faker: shared.random.faker,
    index,
    now: new Date(shared.now),
    seed: shared.seed,
    row: standInRow(model, shared.now),
    ref,
    parent(column: string) {
      const reference = model.references.find((each) => each.columns.includes(column));
      const target = reference === undefined ? undefined : models.get(reference.to);
      return target === undefined ? {} : standInRow(target, shared.now);
    },
  };
}

function standInRow(model: TableModel, now: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...model.columns.values()].map(({ name, type }) => [name, standIn(type, now)]),
  );
}

function standIn(type: ColumnType, now: number): unknown {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
    case 'money':
      return 1;
    case 'boolean':
      return true;
    case 'timestamp':
      return new Date(now);
    case 'date':
      return new Date(now).toISOString().slice(0, 10);
    case 'enum':
      return type.labels[0];
    case 'array':
      return [standIn(type.element, now)];
    case 'json':
      return {};
    case 'uuid':
      return '00000000-0000-4000-8000-000000000000';
    default:
      return 'a';
  }
}
