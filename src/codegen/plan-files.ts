import { tableKey } from '../schema/build-schema.ts';
import { compareCodeUnits } from '../schema/canonical-json.ts';
import { formatTableName } from '../schema/facts.ts';
import { storageType } from '../schema/column-type.ts';
import { readableSql } from '../schema/readable-sql.ts';
import type { Column, SchemaModel, Table, TableName } from '../schema/schema.ts';
import type { ColumnDomain, TableSolution } from '../checks/solution.ts';
import { columnDomain } from './column-domain.ts';
import { containerOf } from './document-tree.ts';
import {
  calledNames,
  formatNumber,
  literal,
  object,
  printExpression,
  printLine,
  printMember,
  quote,
  type Expression,
} from './expression.ts';
import { filledByTrigger, type Filler } from './filled-by-trigger.ts';
import { isLastOfIts, partitionsWithConstraints, reasonLeftOut } from './left-out.ts';
import { nameTables, type TableNames } from './names.ts';
import { withoutPartialKeys } from './partial-keys.ts';
import { originLines } from './origin-lines.ts';
import { partitionDemands } from './partition-facets.ts';
import { cutToPrefixes, withoutListKeys } from './key-prefixes.ts';
import { withUsedValues } from './used-values.ts';
import { planTableReferences, type PlannedReference } from './plan-references.ts';
import type { TableContext } from './planned-column.ts';
import { planTable, type TablePlan } from './plan-table.ts';
import { absentAsNull } from './presence.ts';
import { familiesWithoutGaps } from './families-without-gaps.ts';
import { relateTables } from './relate-references.ts';
import { requiredCircles, uncheckedReferences, type CircleOf } from './required-circles.ts';
import { docComment, rowMembers, schemaMember } from './row-interface.ts';
import { softReferences, type SoftReferences } from './soft-references.ts';
import { factsOf } from './table-facts.ts';
import { usualCounts } from './usual-counts.ts';

/** What the config decides about generated files. */
export interface CodegenOptions {
  readonly seed: string;
  readonly now: string;
  /** Rows by table, as definitions name it, in place of the usual ones. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
  /** Tables without a factory, as definitions name them. */
  readonly exclude?: readonly string[] | undefined;
  /** Ending of import specifiers: `.js`, `.ts` or none. */
  readonly extension: '.js' | '.ts' | '';
  /** Version of the generator, for the header. */
  readonly version: string;
  /** Hosts and databases that may be written to besides local ones. */
  readonly allow?: readonly string[] | undefined;
}

/** A file to render: the template's name and what it is filled with. */
export interface FilePlan {
  /** Relative to the folder of generated files. */
  readonly path: string;
  readonly template: 'schema' | 'table' | 'index';
  readonly data: Readonly<Record<string, unknown>>;
  /** What the header says the file was written from. */
  readonly from: string;
}

export interface GenerationPlan {
  readonly files: readonly FilePlan[];
  readonly summary: GenerationSummary;
}

export interface GenerationSummary {
  /** Tables with a factory, as definitions name them. */
  readonly tables: readonly string[];
  /** Relations without one, and why. */
  readonly skipped: readonly { readonly relation: string; readonly reason: string }[];
  /** Columns that need a person; their tables are left out of a load until then. */
  readonly todos: readonly {
    readonly table: string;
    readonly column: string;
    readonly reason: string;
  }[];
  /** Columns that look personal. */
  readonly personal: readonly { readonly table: string; readonly column: string }[];
  /** What holds only in part. */
  readonly remarks: readonly { readonly table: string; readonly remark: string }[];
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
    options.counts?.[keyOf(table) ?? ''] ??
    (fillers.has(tableKey(table)) ? 0 : (usual.get(tableKey(table)) ?? 0));
  const circles = requiredCircles(included);
  // Where checks can be set aside, a circle is no obstacle.
  const circleOf = model.dialect === 'postgres' ? circles : (): undefined => undefined;
  const everyParents = familiesWithoutGaps(related);
  const references = new Map(
    included.map((table) => [
      tableKey(table),
      planTableReferences(table, { related, everyParents, countOf, circleOf }),
    ]),
  );
  const referencesOf = (table: Table): readonly PlannedReference[] =>
    references.get(tableKey(table)) ?? [];
  const tables = included.map((table) => {
    const solution = solutionOf(table);
    const soft = softOf(table);
    const plan = planTable(table, {
      model: schema,
      ...asItIs(asDeclared.get(tableKey(table))!),
      solution,
      keyOf,
      references: referencesOf(table),
      referencesOf,
      soft,
    });
    const own = byKey.get(tableKey(table))!;
    const filler = fillers.get(tableKey(table));
    return { table, names: own, plan, soft, count: countOf(table), filler };
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

interface PlannedTable {
  readonly table: Table;
  readonly names: TableNames;
  readonly plan: TablePlan;
  readonly soft: SoftReferences;
  readonly count: number;
  readonly filler: Filler | undefined;
}

interface SchemaContext {
  readonly keyOf: (table: TableName) => string | undefined;
  readonly circles: CircleOf;
  readonly asDeclared: ReadonlyMap<string, Table>;
}

function schemaFile(
  model: SchemaModel,
  tables: readonly PlannedTable[],
  { keyOf, circles, asDeclared }: SchemaContext,
  options: CodegenOptions,
): FilePlan {
  const uncheckedOf = uncheckedReferences(model, circles);
  const settings: [string, Expression][] = [
    ['dialect', literal(model.dialect)],
    ['seed', literal(options.seed)],
    ['now', literal(options.now)],
  ];
  if (options.allow !== undefined && options.allow.length > 0) {
    settings.push(['allow', { kind: 'array', items: options.allow.map((name) => literal(name)) }]);
  }
  return {
    path: 'schema.ts',
    template: 'schema',
    from: [...new Set(tables.map(({ table }) => table.schema))].join(', ') || model.dialect,
    data: {
      origin: model.origin && originLines(model.origin),
      settings: settings.map(([name, value]) => printMember(name, value, 2)),
      tables: tables.map(({ table, names, plan, soft }) => ({
        type: names.type,
        comment: docComment(table.comment),
        members: rowMembers(asDeclared.get(tableKey(table))!, plan.leftOut),
        member: schemaMember(table, names, soft, keyOf),
        facts: printMember(
          names.key,
          dataExpression(
            factsOf(asDeclared.get(tableKey(table))!, keyOf, model.dialect, uncheckedOf(table)),
          ),
          4,
        ),
      })),
    },
  };
}

function tableFile(planned: PlannedTable, options: CodegenOptions): FilePlan {
  const { table, names, plan, count, filler } = planned;
  const imports = [...new Set(plan.lines.flatMap((line) => calledNames(line.value)))].sort(
    compareCodeUnits,
  );
  return {
    path: `${names.file}.ts`,
    template: 'table',
    from: formatTableName(table),
    data: {
      key: quote(names.key),
      count: printExpression(literal(count), 2, 10),
      extension: options.extension,
      imports: printImport(imports, 'gen-factories/generators'),
      remarks: [
        ...(filler === undefined
          ? []
          : [`Filled by trigger ${filler.trigger} of ${formatTableName(filler.table)}.`]),
        ...(table.inferred === undefined ? [] : [inferredRemark(table, table.inferred)]),
        ...plan.unsolved.map((each) =>
          `CHECK ${each.check}: ${each.reason}`.replaceAll(/\s+/g, ' '),
        ),
        ...plan.remarks,
      ],
      lines: plan.lines.map(({ column, value }) => printLine(column, value, 4).trimEnd()),
      anonymize:
        plan.anonymize.length === 0
          ? undefined
          : printExpression(
              { kind: 'array', items: plan.anonymize.map((column) => literal(column)) },
              2,
              14,
            ),
    },
  };
}

/** What the file says that nothing but documents tells. */
function inferredRemark({ columns }: Table, { documents }: { readonly documents: number }): string {
  const inferred = columns.filter((column) => column.inferred !== undefined);
  const stated = columns.filter(({ name, inferred: none }) => name !== '_id' && !none);
  const from = `${formatNumber(documents).replaceAll('_', ',')} documents or more`;
  if (stated.length === 0) return `Inferred from ${from}: there is no validator.`;
  const own = inferred.filter((column) => containerOf({ columns }, column)?.inferred === undefined);
  return `Inferred from ${from}, where the validator is silent: ${own.map(({ name }) => name).join(', ')}.`;
}

function printImport(names: readonly string[], from: string): string | undefined {
  if (names.length === 0) return undefined;
  const line = `import { ${names.join(', ')} } from '${from}';`;
  if (line.length <= 100) return line;
  return `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';`;
}

function indexFile(tables: readonly PlannedTable[], options: CodegenOptions): FilePlan {
  return {
    path: 'index.ts',
    template: 'index',
    from: `${tables.length} tables`,
    data: {
      files: tables.map(({ names }) => names.file).sort(compareCodeUnits),
      extension: options.extension,
    },
  };
}

/** Plain data as an expression to print. */
function dataExpression(value: unknown): Expression {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(dataExpression) };
  if (typeof value === 'object' && value !== null) {
    return object(
      Object.fromEntries(Object.entries(value).map(([name, each]) => [name, dataExpression(each)])),
    );
  }
  return literal(value as string | number | boolean | null);
}

function summarise(
  model: SchemaModel,
  tables: readonly PlannedTable[],
  options: CodegenOptions,
  names: ReadonlyMap<string, TableNames>,
): GenerationSummary {
  const left = model.tables.flatMap((table) => {
    const key = names.get(tableKey(table))!.key;
    const reason =
      reasonLeftOut(table, model) ??
      ((options.exclude ?? []).includes(key) ? 'excluded by the config' : undefined);
    return reason === undefined ? [] : [{ relation: formatTableName(table), reason }];
  });
  return {
    tables: tables.map((each) => each.names.key),
    skipped: [
      ...model.skipped.map((each) => ({ relation: formatTableName(each), reason: each.reason })),
      ...left,
    ].filter(isLastOfIts),
    todos: tables.flatMap(({ names: own, plan }) =>
      plan.todos.map((todo) => ({ table: own.key, ...todo })),
    ),
    personal: tables.flatMap(({ names: own, plan }) =>
      plan.anonymize.map((column) => ({ table: own.key, column })),
    ),
    remarks: tables.flatMap(({ names: own, plan, table }) => [
      ...(isUnknown(model, table) ? [{ table: own.key, remark: NOTHING_KNOWN }] : []),
      ...plan.remarks.map((remark) => ({ table: own.key, remark })),
      // What a todo tells need not be told again.
      ...plan.unsolved
        .filter(
          ({ check }) => !plan.todos.some(({ reason }) => reason.startsWith(`CHECK ${check}:`)),
        )
        .map(({ check, sql, reason }) => ({
          table: own.key,
          remark: `CHECK ${check}: ${readableSql(sql)}: ${reason}`,
        })),
    ]),
  };
}

const NOTHING_KNOWN =
  'nothing is known of its documents, so they get an _id and no more: there is no validator, and there was no document to look at';

/** A collection of which neither a validator, an index nor a document told anything. */
function isUnknown({ dialect }: SchemaModel, { columns }: Table): boolean {
  return dialect === 'mongodb' && columns.every(({ name }) => name === '_id');
}
