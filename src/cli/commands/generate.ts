import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '../../codegen/expression.ts';
import { writeAtomically, writeGenerated } from '../../codegen/generated-folder.ts';
import { importExtension } from '../../codegen/import-extension.ts';
import { renderOverlay } from '../../codegen/render-file.ts';
import { findOverlay } from '../load-factories.ts';
import { formatPlural, type Output } from '../output.ts';
import { prepare, type Prepared } from '../prepare.ts';
import { findFolders, findUrl, readConfig, type CommonFlags } from '../settings.ts';
import { shown } from '../shown.ts';

export interface GenerateFlags extends CommonFlags {
  readonly out?: string;
  readonly schema?: string;
  readonly force?: boolean;
}

/**
 * `gen-factories generate`: reads the schema and writes the definitions.
 *
 * @returns the exit status
 */
export async function generateCommand(flags: GenerateFlags, output: Output): Promise<number> {
  const config = await readConfig(flags);
  const folders = findFolders(flags.out, config);
  output.progress('reading the schema');
  const schemas = flags.schema?.split(',').map((name) => name.trim()) ?? config.schemas;
  const prepared = await prepare(findUrl(flags, config), schemas, config, folders);
  const changes = writeGenerated(folders.generated, prepared.files, flags.force ?? false);
  const overlay = join(folders.factories, 'index.ts');
  const created = findOverlay(folders.factories) === undefined;
  if (created) {
    mkdirSync(folders.factories, { recursive: true });
    const extension = config.importExtension ?? importExtension(folders.generated);
    writeAtomically(overlay, renderOverlay({ extension, ...exampleOf(prepared) }));
  }
  output.done();
  for (const note of prepared.notes) output.note(note);
  if (flags.json) {
    output.print(JSON.stringify({ ok: true, ...changes, ...prepared.summary }));
    return 0;
  }
  const { summary } = prepared;
  const { length } = changes.written;
  output.print(
    `${formatPlural(summary.tables.length, 'table')} → ${shown(folders.generated)}: ` +
      (length + changes.removed.length === 0
        ? 'nothing changed'
        : `${formatPlural(length, 'file')} written, ${changes.removed.length} removed, ${changes.unchanged.length} unchanged`),
  );
  if (created)
    output.print(`${shown(overlay)} is yours: what you change about the definitions lives there`);
  printSummary(prepared, output);
  return 0;
}

function exampleOf(prepared: Prepared): { readonly example?: string } {
  const [table] = prepared.summary.tables.filter((name) => /user|account|customer/i.test(name));
  const name = table ?? prepared.summary.tables[0];
  return name === undefined
    ? {}
    : { example: `factory.define(${quote(name)}, { count: 20_000 });` };
}

/** What the definitions do not cover, so that nobody has to find out by a failed load. */
function printSummary(prepared: Prepared, output: Output): void {
  const { todos, remarks, skipped } = prepared.summary;
  for (const { table, column, reason } of todos) {
    output.print(
      `${output.style('yellow', 'todo')}  ${table}.${column}: ${reason}; the table is skipped until ../index.ts fills it`,
    );
  }
  for (const { table, remark } of remarks)
    output.print(`${output.style('yellow', 'note')}  ${table}: ${remark}`);
  for (const { relation, reason } of skipped)
    output.print(`${output.style('dim', 'left out')}  ${relation}: ${reason}`);
}
