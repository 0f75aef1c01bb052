import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { DRIFT_WORDS, findDrift, type FileDrift } from '../../codegen/find-drift.ts';
import { readGenerated, type FoundFile } from '../../codegen/generated-folder.ts';
import { readFacts } from '../../codegen/read-facts.ts';
import { diffSchemas, type FactsByTable, type SchemaChange } from '../../schema/semantic-diff.ts';
import { annotate } from '../annotations.ts';
import { loadFactories } from '../load-factories.ts';
import type { Output } from '../output.ts';
import { prepare, type Prepared } from '../prepare.ts';
import { findFolders, findUrl, readConfig, type CommonFlags, type Folders } from '../settings.ts';
import { shown } from '../shown.ts';

export interface CheckFlags extends CommonFlags {
  readonly out?: string;
  readonly schema?: string;
  readonly diff?: boolean;
}

/** What a check found. */
export interface CheckReport {
  readonly ok: boolean;
  /** What changed in the schema since the definitions were generated. */
  readonly changes: readonly SchemaChange[];
  /** New columns that look personal, and that no definition anonymises: `users.ssn`. */
  readonly personal: readonly string[];
  readonly files: readonly { readonly path: string; readonly kind: FileDrift['kind'] }[];
}

/**
 * `gen-factories check`: compares the definitions on disk with the schema as it is.
 *
 * @returns 0 in step, 1 drift; what it cannot tell is thrown
 */
export async function checkCommand(flags: CheckFlags, output: Output): Promise<number> {
  const config = await readConfig(flags);
  const folders = findFolders(flags.out, config);
  output.progress('reading the schema');
  const schemas = flags.schema?.split(',').map((name) => name.trim()) ?? config.schemas;
  const found = readGenerated(folders.generated);
  const before = factsOnDisk(found, folders);
  const prepared = await prepare(findUrl(flags, config), schemas, config, folders, before);
  const drifts = findDrift(found, prepared.files);
  const after = factsNow(prepared);
  const changes = before === undefined ? [] : diffSchemas(before, after);
  const personal = before === undefined ? [] : await findPersonal(before, after, prepared, folders);
  output.done();
  for (const note of prepared.notes) output.note(note);
  const report: CheckReport = {
    ok: drifts.length === 0,
    changes,
    personal,
    files: drifts.map(({ path, kind }) => ({ path: shown(join(folders.generated, path)), kind })),
  };
  if (flags.json) output.print(JSON.stringify(report));
  else if (found.length === 0) printNothingThere(folders, output);
  else printReport(report, drifts, flags.diff ?? true, output);
  if (process.env['GITHUB_ACTIONS'] === 'true') annotate(report, output);
  return report.ok ? 0 : 1;
}

/** The schema as it was when the definitions were generated; undefined where they are not there. */
function factsOnDisk(found: readonly FoundFile[], folders: Folders): FactsByTable | undefined {
  const file = found.find((each) => each.path === 'schema.ts');
  return file && readFacts(file.text, shown(join(folders.generated, file.path)));
}

function factsNow(prepared: Prepared): FactsByTable {
  const file = prepared.files.find((each) => each.path === 'schema.ts')!;
  return readFacts(file.text, file.path);
}

/** New columns that look personal are named, unless the user's own definitions anonymise them. */
async function findPersonal(
  before: FactsByTable,
  after: FactsByTable,
  prepared: Prepared,
  folders: Folders,
): Promise<string[]> {
  const known = new Set(
    Object.entries(before).flatMap(([table, { columns }]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    ),
  );
  const fresh = prepared.summary.personal
    .map(({ table, column }) => `${table}.${column}`)
    .filter((column) => !known.has(column));
  if (fresh.length === 0) return [];
  const anonymised = await anonymisedOnDisk(folders, ofBoth(before, after));
  return fresh.filter((column) => !anonymised.has(column));
}

async function anonymisedOnDisk(
  folders: Folders,
  tables: FactsByTable,
): Promise<ReadonlySet<string>> {
  try {
    return (await loadFactories(folders.factories, tables)).anonymised;
  } catch {
    // Definitions that do not load anonymise nothing.
    return new Set();
  }
}

/** Every column there was or is, so that definitions may name both kinds. */
function ofBoth(before: FactsByTable, after: FactsByTable): FactsByTable {
  const tables = Object.entries(before).map(([name, old]) => {
    const now = Object.hasOwn(after, name) ? after[name]! : old;
    return [name, { ...now, columns: { ...old.columns, ...now.columns } }] as const;
  });
  return { ...after, ...Object.fromEntries(tables) };
}

function printNothingThere(folders: Folders, output: Output): void {
  output.print(
    `${output.style('red', 'drift')}: there are no definitions in ${shown(folders.generated)}`,
  );
  output.print('Write them with `npx gen-factories`, or name their folder with --out');
}

function printReport(
  report: CheckReport,
  drifts: readonly FileDrift[],
  withDiff: boolean,
  output: Output,
): void {
  if (report.ok) {
    output.print(`${output.style('green', 'in step')}: the definitions match the schema`);
    return;
  }
  const breaking = report.changes.filter((change) => change.breaking);
  const cosmetic = report.changes.filter((change) => !change.breaking);
  printChanges('The schema changed in ways that break the definitions:', breaking, output);
  printChanges('The schema changed:', cosmetic, output);
  if (report.personal.length > 0) {
    output.print('New columns that look personal, and that no definition anonymises:');
    for (const column of report.personal) output.print(`  ${output.style('yellow', column)}`);
    output.print();
  }
  for (const { path, kind } of report.files)
    output.print(`${output.style('bold', path)} ${DRIFT_WORDS[kind]}`);
  if (withDiff) for (const drift of drifts) output.print(`\n${patch(drift)}`);
  output.print(
    `\n${output.style('red', 'drift')}: bring the definitions up to date with \`npx gen-factories\``,
  );
}

function printChanges(title: string, changes: readonly SchemaChange[], output: Output): void {
  if (changes.length === 0) return;
  output.print(title);
  for (const { at, what } of changes) output.print(`  ${at}: ${what}`);
  output.print();
}

/** The difference of a file as `git diff` shows it. */
export function patch(drift: FileDrift): string {
  const before = drift.before === '' ? '/dev/null' : `a/generated/${drift.path}`;
  const after = drift.after === '' ? '/dev/null' : `b/generated/${drift.path}`;
  return createTwoFilesPatch(before, after, drift.before, drift.after, undefined, undefined, {
    context: 2,
  })
    .replace(/^={10,}\n/, '')
    .trimEnd();
}
