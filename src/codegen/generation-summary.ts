import { tableKey } from '../schema/build-schema.ts';
import { formatTableName } from '../schema/facts.ts';
import { readableSql } from '../schema/readable-sql.ts';
import type { SchemaModel, Table } from '../schema/schema.ts';
import type { CodegenOptions } from './codegen-options.ts';
import type { PlannedTable } from './file-plans.ts';
import { isLastOfIts, reasonLeftOut } from './left-out.ts';
import type { TableNames } from './names.ts';

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

/** What a person should know of what was generated. */
export function summarise(
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
