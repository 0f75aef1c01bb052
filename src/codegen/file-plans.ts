import { tableKey } from '../schema/build-schema.ts';
import { compareCodeUnits } from '../schema/canonical-json.ts';
import { formatTableName } from '../schema/facts.ts';
import type { SchemaModel, Table, TableName } from '../schema/schema.ts';
import type { CodegenOptions } from './codegen-options.ts';
import { containerOf } from './document-tree.ts';
import {
  type Expression,
  calledNames,
  formatNumber,
  literal,
  object,
  printExpression,
  printLine,
  printMember,
  quote,
} from './expression.ts';
import type { Filler } from './filled-by-trigger.ts';
import type { TableNames } from './names.ts';
import { originLines } from './origin-lines.ts';
import type { TablePlan } from './plan-table.ts';
import { type CircleOf, uncheckedReferences } from './required-circles.ts';
import { docComment, rowMembers, schemaMember } from './row-interface.ts';
import { factsOf } from './table-facts.ts';
import type { SoftReferences } from './soft-references.ts';

/** A file to render: the template's name and what it is filled with. */
export interface FilePlan {
  /** Relative to the folder of generated files. */
  readonly path: string;
  readonly template: 'schema' | 'table' | 'index';
  readonly data: Readonly<Record<string, unknown>>;
  /** What the header says the file was written from. */
  readonly from: string;
}

export interface PlannedTable {
  readonly table: Table;
  readonly names: TableNames;
  readonly plan: TablePlan;
  readonly soft: SoftReferences;
  readonly count: number;
  readonly filler: Filler | undefined;
  /** Its rows are there, and are not made. */
  readonly existing: boolean;
}

interface SchemaContext {
  readonly keyOf: (table: TableName) => string | undefined;
  readonly circles: CircleOf;
  readonly asDeclared: ReadonlyMap<string, Table>;
}

/** The file of facts and types. */
export function schemaFile(
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
      tables: tables.map(({ table, names, plan, soft, count, existing }) => ({
        type: names.type,
        comment: docComment(table.comment),
        members: rowMembers(asDeclared.get(tableKey(table))!, plan.leftOut),
        member: schemaMember(table, names, soft, keyOf),
        facts: printMember(
          names.key,
          dataExpression({
            ...factsOf(asDeclared.get(tableKey(table))!, keyOf, model.dialect, uncheckedOf(table)),
            ...(existing && { existing: count }),
          }),
          4,
        ),
      })),
    },
  };
}

/** The file of one table's definition. */
export function tableFile(planned: PlannedTable, options: CodegenOptions): FilePlan {
  const { table, names, plan, count, filler, existing } = planned;
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
        ...(existing ? ['Rows that migrations wrote: they are read, and none is made.'] : []),
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

/** The file that imports all others. */
export function indexFile(tables: readonly PlannedTable[], options: CodegenOptions): FilePlan {
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
