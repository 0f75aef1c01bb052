import type { ColumnDomain, TableSolution } from '../checks/solution.ts';
import { tableKey } from '../schema/build-schema.ts';
import { storageType } from '../schema/column-type.ts';
import type { Column, SchemaModel, Table } from '../schema/schema.ts';
import type { CodegenOptions } from './codegen-options.ts';
import { columnDomain } from './column-domain.ts';
import { EXISTING_TABLE } from './existing-table.ts';
import { familiesWithoutGaps } from './families-without-gaps.ts';
import {
  type FilePlan,
  type PlannedTable,
  indexFile,
  schemaFile,
  tableFile,
} from './file-plans.ts';
import { filledByTrigger } from './filled-by-trigger.ts';
import { type GenerationSummary, summarise } from './generation-summary.ts';
import { cutToPrefixes, withoutListKeys } from './key-prefixes.ts';
import { partitionsWithConstraints, reasonLeftOut } from './left-out.ts';
import { type TableNames, nameTables } from './names.ts';
import { withoutPartialKeys } from './partial-keys.ts';
import { partitionDemands } from './partition-facets.ts';
import { type PlannedReference, planTableReferences } from './plan-references.ts';
import { planTable } from './plan-table.ts';
import type { TableContext } from './planned-column.ts';
import { absentAsNull } from './presence.ts';
import { type Related, relateTables } from './relate-references.ts';
import { type CircleOf, requiredCircles } from './required-circles.ts';
import { type SoftReferences, softReferences } from './soft-references.ts';
import { withUsedValues } from './used-values.ts';
import { usualCounts } from './usual-counts.ts';

export interface GenerationPlan {
  readonly files: readonly FilePlan[];
  readonly summary: GenerationSummary;
}

/**
 * Plans all generated files of a schema: plain data with finished expressions, nothing decided later.
 *
 * @param model - the schema
 * @param solve - what a table's CHECKs leave of its columns
 * @param options - from the config
 */
export function planFiles(
  model: SchemaModel,
  solve: (table: Table) => TableSolution,
  options: CodegenOptions,
): GenerationPlan {
  const names = nameTables(model);
  const declared = tablesOf(model, names, options);
  const solutionOf = solveAll(declared, solve);
  const included = declared
    .map((table) => withoutPartialKeys(table, solutionOf(table)))
    .map(absentAsNull);
  const asDeclared = new Map(model.tables.map((table) => [tableKey(table), table]));
  const byKey = new Map(included.map((table) => [tableKey(table), names.get(tableKey(table))!]));
  const keyOf = (table: { readonly schema: string; readonly name: string }): string | undefined =>
    byKey.get(tableKey(table))?.key;
  const schema: SchemaModel = { ...model, tables: included };
  const fillers = filledByTrigger(included);
  const related = relateTables(included, { model: schema, keyOf });
  const softOf = relateSoftly(model, schema, solutionOf);
  const usual = usualCounts(model, schema, { solutionOf, related, softOf });
  const countOf = (table: Table): number =>
    statedCount(keyOf(table) ?? '', options) ??
    (fillers.has(tableKey(table)) ? 0 : (usual.get(tableKey(table)) ?? 0));
  const isExisting = (table: Table): boolean => options.existing?.has(keyOf(table)!) ?? false;
  const circles = requiredCircles(included.filter((table) => !isExisting(table)));
  const referencesOf = planReferences(schema, { related, countOf, circles });
  const tables = included.map((table): PlannedTable => {
    const soft = softOf(table);
    const existing = isExisting(table);
    const context = {
      model: schema,
      ...asItIs(asDeclared.get(tableKey(table))!),
      solution: solutionOf(table),
      keyOf,
      isExisting,
      references: referencesOf(table),
      referencesOf,
      soft,
    };
    const plan = existing ? EXISTING_TABLE : planTable(table, context);
    const own = byKey.get(tableKey(table))!;
    const filler = fillers.get(tableKey(table));
    return { table, names: own, plan, soft, count: countOf(table), filler, existing };
  });
  return {
    files: [
      schemaFile(model, tables, { keyOf, circles, asDeclared }, options),
      ...tables.map((each) => tableFile(each, options)),
      indexFile(tables, options),
    ],
    summary: summarise(model, tables, options, names),
  };
}

/** The tables that get a factory. */
function tablesOf(
  model: SchemaModel,
  names: ReadonlyMap<string, TableNames>,
  { exclude = [] }: CodegenOptions,
): readonly Table[] {
  return model.tables
    .filter((table) => {
      const { key } = names.get(tableKey(table))!;
      return reasonLeftOut(table, model) === undefined && !exclude.includes(key);
    })
    .map((table) => withoutListKeys(cutToPrefixes(table)));
}

/** The references of every table. */
function planReferences(
  { dialect, tables }: SchemaModel,
  known: {
    readonly related: ReadonlyMap<Table, Related>;
    readonly countOf: (table: Table) => number;
    readonly circles: CircleOf;
  },
): (table: Table) => readonly PlannedReference[] {
  // Where checks can be set aside, a circle is no obstacle.
  const circleOf = dialect === 'postgres' ? known.circles : (): undefined => undefined;
  const everyParents = familiesWithoutGaps(known.related);
  const references = new Map(
    tables.map((table) => [
      tableKey(table),
      planTableReferences(table, { ...known, everyParents, circleOf }),
    ]),
  );
  return (table) => references.get(tableKey(table)) ?? [];
}

/** How many rows a table has by what is known or wanted, whatever is usual. */
function statedCount(
  table: string,
  { existing, counts = {} }: CodegenOptions,
): number | null | undefined {
  // A table may be called `constructor`.
  return existing?.get(table) ?? (Object.hasOwn(counts, table) ? counts[table] : undefined);
}

/** What CHECKs, and the program, leave of every table's columns. */
function solveAll(
  tables: readonly Table[],
  solve: (table: Table) => TableSolution,
): (table: Table) => TableSolution {
  const solutions = new Map(
    tables.map((table) => [tableKey(table), withUsedValues(table, solve(table))]),
  );
  return (table) => solutions.get(tableKey(table))!;
}

/** What planning leaves out of a table that it sees. */
function asItIs({ columns, uniques }: Table): Pick<TableContext, 'declared' | 'listKeys'> {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return {
    declared: (column) => byName.get(column)!,
    listKeys: uniques.filter(({ multikey }) => multikey),
  };
}

/** References that only names tell, of tables as they are planned. */
function relateSoftly(
  model: SchemaModel,
  schema: SchemaModel,
  solutionOf: (table: Table) => TableSolution,
): (table: Table) => SoftReferences {
  const refused = partitionsWithConstraints(model);
  const found = new Map(
    schema.tables.map((table) => {
      const [solution, demands] = [solutionOf(table), partitionDemands(table, refused)];
      const valuesOf = (column: Column): readonly string[] | null =>
        limitedTo(columnDomain(column, solution, demands), column);
      return [table, softReferences(table, schema, valuesOf)];
    }),
  );
  return (table) => found.get(table)!;
}

/** The texts a column is limited to, by its type, a CHECK, or the partitions there are. */
function limitedTo({ values }: ColumnDomain, column: Column): readonly string[] | null {
  const type = storageType(column.type);
  if (values === undefined && type.kind === 'enum') return type.labels;
  return values?.every((value) => typeof value === 'string') ? values : null;
}
