import { generate } from '../../src/codegen/generate.ts';
import { parseColumn } from '../../src/schema/facts.ts';
import type { Column, Reference, SchemaModel, Table } from '../../src/schema/schema.ts';

/** A table in few words. */
export interface TableSketch {
  /** By name, as generated files describe them: `'text not null'`. The first is the primary key. */
  readonly columns: Readonly<Record<string, string>>;
  readonly primaryKey?: readonly string[];
  /** By column, the table it leads to: its first column. */
  readonly references?: Readonly<Record<string, string>>;
  readonly uniques?: readonly (readonly string[])[];
  readonly checks?: readonly string[];
}

/** A schema of some tables. */
export function sketchSchema(tables: Readonly<Record<string, TableSketch>>): SchemaModel {
  return {
    dialect: 'postgres',
    tables: Object.entries(tables)
      .map(([name, sketch]) => tableOf(name, sketch, tables))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    skipped: [],
  };
}

/** What is generated for one of its tables, without what is around the definition. */
async function definitionOf(model: SchemaModel, table: string): Promise<string> {
  const { files } = await generate(model, {
    seed: 'test',
    now: '2026-01-01T00:00:00.000Z',
    extension: '',
    version: '1.2.3',
  });
  const { text } = files.find(({ path }) => path === `${table}.ts`)!;
  return text.slice(text.indexOf('factory.define'));
}

/** The line of a column, and the comment above it, on one line. */
export async function lineOf(model: SchemaModel, table: string, column: string): Promise<string> {
  const text = await definitionOf(model, table);
  const start = new RegExp(`^(?: {4}//[^\\n]*\\n)? {4}${column}: `, 'm').exec(text);
  if (start === null) throw new Error(`${table} has no line for ${column}:\n${text}`);
  const rest = text.slice(start.index + start[0].length);
  const [value = ''] = /^.*?(?=\n {4}(?!\s|[)}\]])|\n {2}\})/s.exec(rest) ?? [];
  return `${start[0]}${value}`.replaceAll(/\n\s*/g, ' ').trim();
}

function tableOf(
  name: string,
  sketch: TableSketch,
  tables: Readonly<Record<string, TableSketch>>,
): Table {
  const columns = Object.entries(sketch.columns).map(([column, line]) => columnOf(column, line));
  return {
    schema: 'public',
    name,
    kind: 'table',
    comment: null,
    columns,
    primaryKey: {
      name: `${name}_pkey`,
      columns: sketch.primaryKey ?? [columns[0]!.name],
      deferrable: 'no',
    },
    uniques: (sketch.uniques ?? []).map((key) => ({
      name: `${name}_${key.join('_')}_key`,
      parts: key.map((column) => ({ kind: 'column', column })),
      where: null,
      nullsEqual: false,
      deferrable: 'no',
    })),
    references: Object.entries(sketch.references ?? {}).map(([column, target]) =>
      referenceOf(name, column, target, tables),
    ),
    checks: (sketch.checks ?? []).map((expression, place) => ({
      name: `${name}_check${place || ''}`,
      expression,
      columns: columns.flatMap((each) =>
        new RegExp(`\\b${each.name}\\b`).test(expression) ? [each.name] : [],
      ),
      enforced: true,
    })),
    exclusions: [],
    partitioning: null,
    inherits: [],
    triggers: [],
    rules: [],
    rowSecurity: 'off',
  };
}

function columnOf(name: string, line: string): Column {
  const { type, nullable, identity } = parseColumn(name, line);
  return {
    name,
    type,
    nullable,
    default: /\bdefault (.*)$/.exec(line)?.[1] ?? null,
    identity: identity === 'serial' ? null : identity,
    generated: null,
    sequence: identity === 'serial' ? { schema: 'public', name: `${name}_seq` } : null,
    comment: null,
  };
}

function referenceOf(
  table: string,
  column: string,
  target: string,
  tables: Readonly<Record<string, TableSketch>>,
): Reference {
  return {
    name: `${table}_${column}_fkey`,
    columns: [column],
    target: {
      table: { schema: 'public', name: target },
      columns: [Object.keys(tables[target]!.columns)[0]!],
    },
    onDelete: 'no action',
    onUpdate: 'no action',
    match: 'simple',
    deferrable: 'no',
    validated: true,
  };
}
