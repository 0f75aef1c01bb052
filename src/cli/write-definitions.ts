import { join } from 'node:path';
import { quote } from '../codegen/expression.ts';
import { makeFolder, writeAtomically } from '../codegen/files.ts';
import { writeGenerated, type WriteSummary } from '../codegen/generated-folder.ts';
import { importExtension } from '../codegen/import-extension.ts';
import { renderOverlay } from '../codegen/render-file.ts';
import type { Config } from '../config/config.ts';
import { findOverlay } from './load-factories.ts';
import { formatPlural, type Output } from './output.ts';
import type { Prepared } from './prepare.ts';
import type { Folders } from './settings.ts';
import { shown } from './shown.ts';

export interface Written extends WriteSummary {
  /** The user's own file, where it was not there yet. */
  readonly created: string | undefined;
}

/**
 * Writes the generated files, and the first version of the user's own.
 *
 * @param force - also over generated files that somebody edited
 * @throws GenFactoriesError `FILE_EDITED` or `FILE_FAILED`
 */
export function writeDefinitions(
  prepared: Prepared,
  folders: Folders,
  config: Config,
  force: boolean,
): Written {
  const changes = writeGenerated(folders.generated, prepared.files, force);
  if (findOverlay(folders.factories) !== undefined) return { ...changes, created: undefined };
  const created = join(folders.factories, 'index.ts');
  makeFolder(folders.factories);
  const extension = config.importExtension ?? importExtension(folders.generated);
  writeAtomically(created, renderOverlay({ extension, ...exampleOf(prepared) }));
  return { ...changes, created };
}

function exampleOf(prepared: Prepared): { readonly example?: string } {
  const [table] = prepared.summary.tables.filter((name) => /user|account|customer/i.test(name));
  const name = table ?? prepared.summary.tables[0];
  return name === undefined
    ? {}
    : { example: `factory.define(${quote(name)}, { count: 20_000 });` };
}

/** Prints what was written, and what it does not cover, so that nobody learns it from a failed load. */
export function printWritten(
  prepared: Prepared,
  written: Written,
  folders: Folders,
  output: Output,
): void {
  const { summary } = prepared;
  const { length } = written.written;
  const changes =
    length + written.removed.length === 0
      ? 'nothing changed'
      : `${formatPlural(length, 'file')} written, ${written.removed.length} removed, ${written.unchanged.length} unchanged`;
  const tables = formatPlural(summary.tables.length, 'table');
  output.print(`${tables} → ${shown(folders.generated)}: ${changes}`);
  if (written.created !== undefined) {
    output.print(
      `${shown(written.created)} is yours: what you change about the definitions lives there`,
    );
  }
  const overlay = shown(findOverlay(folders.factories) ?? join(folders.factories, 'index.ts'));
  for (const [reason, [first, ...more]] of byReason(summary.todos)) {
    const columns = [first.column, ...more.map(({ column }) => column)].join(', ');
    output.print(
      `${output.style('yellow', 'todo')}  ${first.table}.${columns}: ${reason}; the table is skipped until ${overlay} fills ${more.length > 0 ? 'them' : 'it'}`,
    );
  }
  for (const { table, remark } of summary.remarks)
    output.print(`${output.style('yellow', 'note')}  ${table}: ${remark}`);
  for (const { relation, reason } of summary.skipped)
    output.print(`${output.style('dim', 'left out')}  ${relation}: ${reason}`);
}

type Todos = Prepared['summary']['todos'];

/** One line for the columns of a table that wait for the same. */
function byReason(todos: Todos): readonly (readonly [string, [Todos[number], ...Todos]])[] {
  const groups = new Map<string, [Todos[number], ...Todos[number][]]>();
  for (const todo of todos) {
    const key = `${todo.table}\0${todo.reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [todo]);
    else group.push(todo);
  }
  return [...groups.values()].map((group) => [group[0].reason, group]);
}
