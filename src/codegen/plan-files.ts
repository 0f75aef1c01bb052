import { tableKey } from '../schema/build-schema.ts';
import { compareCodeUnits } from '../schema/canonical-json.ts';
import { formatTableName } from '../schema/facts.ts';
import type { SchemaModel, Table } from '../schema/schema.ts';
import type { TableSolution } from '../checks/solution.ts';
import { bookkeepingOf } from './bookkeeping.ts';
import { chooseCounts } from './choose-count.ts';
import {
  calledNames,
  literal,
  object,
  printExpression,
  printMember,
  propertyName,
  quote,
  WIDTH,
  type Expression,
} from './expression.ts';
import { nameTables, type TableNames } from './names.ts';
import { planTableReferences, type PlannedReference } from './plan-references.ts';
import { planTable, type ColumnLine, type TablePlan } from './plan-table.ts';
import { columnTypeText } from './row-type.ts';
import { factsOf } from './table-facts.ts';

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
  readonly todos: readonly { readonly table: string; readonly column: string; readonly reason: string }[];
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
  const included = model.tables.filter((table) => {
    const key = names.get(tableKey(table))!.key;
    return bookkeepingOf(table) === undefined && !(options.exclude ?? []).includes(key);
  });
  const byKey = new Map(included.map((table) => [tableKey(table), names.get(tableKey(table))!]));
  const keyOf = (table: { readonly schema: string; readonly name: string }): string | undefined =>
    byKey.get(tableKey(table))?.key;
  const solutions = new Map(included.map((table) => [tableKey(table), solve(table)]));
  const counts = chooseCounts({ ...model, tables: included }, (table, column) => {
    const { values, min, max } = solutions.get(tableKey(table))!.columns.get(column) ?? {};
    if (values !== undefined) return values.length;
    const span = Number(max?.value) - Number(min?.value) + 1;
    return Number.isFinite(span) && span < 100_000 ? span : null;
  });
  const countOf = (table: Table): number =>
    options.counts?.[keyOf(table) ?? ''] ?? counts.get(tableKey(table)) ?? 0;
  const references = new Map<string, readonly PlannedReference[]>();
  const referencesOf = (table: Table): readonly PlannedReference[] => {
    const key = tableKey(table);
    const planned = references.get(key) ?? planTableReferences(table, { model, keyOf, countOf });
    references.set(key, planned);
    return planned;
  };
  const tables = included.map((table) => ({
    table,
    names: byKey.get(tableKey(table))!,
    plan: planTable(table, {
      model: { ...model, tables: included },
      solution: solutions.get(tableKey(table))!,
      keyOf,
      references: referencesOf(table),
      referencesOf,
      personalByConfig: new Set(),
    }),
    count: countOf(table),
  }));
  return {
    files: [
      schemaFile(model, tables, keyOf, options),
      ...tables.map((each) => tableFile(each, options)),
      indexFile(tables, options),
    ],
    summary: summarise(model, tables, options, names),
  };
}

interface PlannedTable {
  readonly table: Table;
  readonly names: TableNames;
  readonly plan: TablePlan;
  readonly count: number;
}

function schemaFile(
  model: SchemaModel,
  tables: readonly PlannedTable[],
  keyOf: (table: { readonly schema: string; readonly name: string }) => string | undefined,
  options: CodegenOptions,
): FilePlan {
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
      settings: settings.map(([name, value]) => printMember(name, value, 2)),
      tables: tables.map(({ table, names }) => ({
        type: names.type,
        comment: docComment(table.comment),
        columns: rowColumns(table),
        member: schemaMember(table, names, keyOf),
        facts: printMember(names.key, dataExpression(factsOf(table, keyOf)), 4),
      })),
    },
  };
}

function rowColumns(table: Table): object[] {
  const inKey = new Set([
    ...(table.primaryKey?.columns ?? []),
    ...table.references.flatMap((reference) => reference.columns),
  ]);
  return table.columns
    .filter((column) => column.generated === null)
    .map((column) => ({
      name: propertyName(column.name),
      type: printUnion(columnTypeText(column, inKey.has(column.name)), propertyName(column.name).length + 4),
      comment: docComment(column.comment),
    }));
}

/** A type of many alternatives gets a line for each. */
function printUnion(type: string, used: number): string {
  const alternatives = type.split(' | ');
  if (used + type.length + 1 <= WIDTH || alternatives.length === 1) return ` ${type}`;
  return alternatives.map((each) => `\n    | ${each}`).join('');
}

function schemaMember(
  table: Table,
  names: TableNames,
  keyOf: (table: { readonly schema: string; readonly name: string }) => string | undefined,
): string {
  const parents = new Map<string, string>();
  for (const reference of table.references) {
    const target = keyOf(reference.target.table);
    if (target === undefined) continue;
    for (const column of reference.columns) {
      const known = parents.get(column);
      const type = quote(target);
      parents.set(column, known === undefined || known.split(' | ').includes(type) ? type : `${known} | ${type}`);
    }
  }
  const references = [...parents].map(([column, type]) => `${propertyName(column)}: ${type}`);
  return printTypeMember(names, references);
}

/** A table's member of the schema's interface, on as many lines as it needs. */
function printTypeMember(names: TableNames, references: readonly string[]): string {
  const name = propertyName(names.key);
  const flat = references.length === 0 ? '{}' : `{ ${references.join('; ')} }`;
  const line = `${name}: { row: ${names.type}; references: ${flat} }`;
  if (line.length + 3 <= WIDTH) return line;
  const inner =
    references.length > 0 && flat.length + 17 > WIDTH
      ? `{\n${references.map((each) => `      ${each};\n`).join('')}    }`
      : flat;
  return `${name}: {\n    row: ${names.type};\n    references: ${inner};\n  }`;
}

/** Comments of the schema stand on one line, and cannot end the comment they stand in. */
function docComment(text: string | null): string | undefined {
  const line = text?.replaceAll(/\s+/g, ' ').replaceAll('*/', '* /').trim();
  return line === undefined || line === '' ? undefined : line;
}

function tableFile(planned: PlannedTable, options: CodegenOptions): FilePlan {
  const { table, names, plan, count } = planned;
  const imports = [...new Set(plan.lines.flatMap((line) => calledNames(line.value)))].sort(compareCodeUnits);
  return {
    path: `${names.file}.ts`,
    template: 'table',
    from: formatTableName(table),
    data: {
      key: quote(names.key),
      count: printExpression(literal(count), 2, 10),
      extension: options.extension,
      imports: printImport(imports, 'gen-factories/generators'),
      remarks: plan.remarks.map((remark) => remark.replaceAll(/\s+/g, ' ')),
      lines: plan.lines.map(printLine),
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

/** A comment stands behind its line where it fits there, otherwise above it. */
function printLine(line: ColumnLine): object {
  const text = printMember(line.column, line.value, 4);
  const comment = line.comment?.replaceAll(/\s+/g, ' ');
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  const fits = comment === undefined || (!text.includes('\n') && lastLine.length + comment.length + 9 <= 100);
  return { text, behind: fits ? comment : undefined, above: fits ? undefined : comment };
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
    return object(Object.fromEntries(Object.entries(value).map(([name, each]) => [name, dataExpression(each)])));
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
    const reason = bookkeepingOf(table) ?? ((options.exclude ?? []).includes(key) ? 'excluded by the config' : undefined);
    return reason === undefined ? [] : [{ relation: formatTableName(table), reason }];
  });
  return {
    tables: tables.map((each) => each.names.key),
    skipped: [
      ...model.skipped.map((each) => ({ relation: formatTableName(each), reason: each.reason })),
      ...left,
    ],
    todos: tables.flatMap(({ names: own, plan }) =>
      plan.todos.map((todo) => ({ table: own.key, ...todo })),
    ),
    personal: tables.flatMap(({ names: own, plan }) =>
      plan.anonymize.map((column) => ({ table: own.key, column })),
    ),
    remarks: tables.flatMap(({ names: own, plan }) =>
      plan.remarks.map((remark) => ({ table: own.key, remark })),
    ),
  };
}
