import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder, readText, removeAll, writeAtomically } from '../../codegen/files.ts';
import { openConnection } from '../../connections/open-connection.ts';
import { loadPglite } from '../../connections/pglite.ts';
import type { Config } from '../../config/config.ts';
import { GenFactoriesError } from '../../errors.ts';
import { patch, printReport } from '../check-report.ts';
import { compare } from '../compare.ts';
import { loadFactories, type AnyFactory } from '../load-factories.ts';
import { formatCount, indented, type Output } from '../output.ts';
import { ANEW, prepare } from '../prepare.ts';
import type { Folders } from '../settings.ts';
import { shown } from '../shown.ts';
import { printWritten, writeDefinitions } from '../write-definitions.ts';

/** What the demo works in. */
interface Stage {
  readonly folder: string;
  readonly folders: Folders;
  readonly url: string;
  readonly output: Output;
}

/**
 * `gen-factories demo`: a migration, a schema read, definitions written, a database seeded, another
 * migration, the drift caught, and everything taken down again, on an embedded Postgres.
 *
 * @returns the exit status
 */
export async function demoCommand(
  flags: { readonly out?: string },
  output: Output,
): Promise<number> {
  await requireDriver();
  const stage = prepareStage(resolve(flags.out ?? 'gen-factories-demo'), output);
  const start = performance.now();
  await step(
    stage,
    'migrate',
    'an embedded Postgres gets the schema of a project tracker: 17 tables',
    () => migrate(stage, 'schema.sql'),
  );
  await step(stage, 'generate', 'the schema is read, a definition is written for every table', () =>
    generateFirst(stage),
  );
  await step(stage, 'up', 'every table gets rows, in one transaction', () => up(stage));
  await step(stage, 'look', 'the same rows without a database, and where the edge cases are', () =>
    look(stage),
  );
  await step(stage, 'migrate', 'a pull request changes the schema', () =>
    migrate(stage, 'migration.sql'),
  );
  await step(stage, 'check', 'continuous integration compares definitions and schema', () =>
    check(stage),
  );
  await step(stage, 'generate', 'the definitions are brought up to date', () => regenerate(stage));
  await step(stage, 'down, up', 'the old rows go, the new ones come', async () => {
    await down(stage);
    await up(stage);
  });
  await step(stage, 'down', 'exactly those rows are removed', () => down(stage));
  removeAll(join(stage.folder, 'database'));
  output.print(output.style('bold', `Done in ${seconds(performance.now() - start)}.`));
  output.print(
    `Read what was generated: ${shown(join(stage.folders.generated, 'users.ts'))}, ${shown(join(stage.folders.generated, 'tasks.ts'))}`,
  );
  output.print(
    'Try it on your own schema: npx gen-factories --url postgres://user:password@localhost:5432/app',
  );
  return 0;
}

/** The demo is often the first thing that somebody runs, from npx and with nothing installed. */
async function requireDriver(): Promise<void> {
  try {
    await loadPglite();
  } catch (error) {
    if (!(error instanceof GenFactoriesError)) throw error;
    const { code, cause } = error;
    throw new GenFactoriesError(code, {
      what: 'The demo runs on PGlite, a Postgres that needs no server, and it is not installed',
      fix: 'Run `npx -p gen-factories -p @electric-sql/pglite gen-factories demo`; or in a project that has gen-factories, `npm i -D @electric-sql/pglite` and the demo again.',
      cause,
    });
  }
}

function prepareStage(folder: string, output: Output): Stage {
  if (existsSync(folder) && !existsSync(join(folder, 'schema.sql'))) {
    throw new GenFactoriesError('USAGE', {
      what: `${folder} is there already, and is not of an earlier demo`,
      fix: 'Name another folder with --out.',
    });
  }
  removeAll(folder);
  makeFolder(folder);
  const factories = join(folder, 'factories');
  return {
    folder,
    folders: { factories, generated: join(factories, 'generated') },
    url: `pglite://${join(folder, 'database').replaceAll('\\', '/')}`,
    output,
  };
}

async function step(
  stage: Stage,
  name: string,
  what: string,
  run: () => Promise<void>,
): Promise<void> {
  const { output } = stage;
  output.print(`${output.style('cyan', `── ${name} `)}${output.style('dim', what)}`);
  const start = performance.now();
  output.progress(name);
  await run();
  output.done();
  output.print(output.style('dim', `   ${seconds(performance.now() - start)}`));
  output.print();
}

async function migrate(stage: Stage, file: string): Promise<void> {
  const sql = readFileSync(new URL(`../../../fixtures/demo/${file}`, import.meta.url), 'utf8');
  writeAtomically(join(stage.folder, file), sql);
  const connection = await openConnection(stage.url);
  try {
    for (const statement of statementsOf(sql)) await connection.query(statement);
  } finally {
    await connection.close();
  }
  stage.output.print(
    `   ${shown(join(stage.folder, file))}: ${statementsOf(sql).length} statements, on ${connection.server}`,
  );
}

/** The demo's own files end every statement with a semicolon at the end of a line. */
function statementsOf(sql: string): string[] {
  return sql
    .replaceAll(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** The demo's own: a config of the project that it happens to run in is not about it. */
const CONFIG: Config = { importExtension: '.js' };

async function generate({ url, folders, output }: Stage): Promise<void> {
  const prepared = await prepare({ kind: 'database', url }, undefined, CONFIG, folders, ANEW);
  const written = writeDefinitions(prepared, folders, CONFIG, false);
  printWritten(prepared, written, folders, indented(output, 3));
}

async function generateFirst(stage: Stage): Promise<void> {
  await generate(stage);
  const { output } = stage;
  output.print('   This is users.ts:');
  output.print();
  const text = readText(join(stage.folders.generated, 'users.ts'));
  for (const line of text.slice(text.indexOf('factory.define')).trimEnd().split('\n')) {
    output.print(`   ${output.style('dim', '│')} ${line}`);
  }
  output.print();
}

async function up(stage: Stage): Promise<void> {
  const factory = await loadFactories(stage.folders.factories);
  const result = await factory.up({
    url: stage.url,
    onProgress: ({ table, rows, of }) =>
      stage.output.progress(`${table}: ${formatCount(rows)} of ${formatCount(of)}`),
  });
  stage.output.done();
  const total = Object.values(result.rows).reduce((sum, count) => sum + count, 0);
  stage.output.print(
    `   ${formatCount(total)} rows in ${Object.keys(result.rows).length} tables in ${seconds(result.ms)}`,
  );
}

async function down(stage: Stage): Promise<void> {
  const factory = await loadFactories(stage.folders.factories);
  const result = await factory.down({ url: stage.url });
  const total = Object.values(result.deleted).reduce((sum, count) => sum + count, 0);
  stage.output.print(`   ${formatCount(total)} rows removed, ${result.orphans} orphans`);
}

async function look(stage: Stage): Promise<void> {
  const factory = await loadFactories(stage.folders.factories);
  printRow(stage, factory, 'users', 42);
  for (const { index, column, edge } of factory.edges('users').slice(0, 6)) {
    stage.output.print(
      `   users[${index}].${column}: ${edge.padEnd(10)} ${preview(factory.row('users', index)[column])}`,
    );
  }
  const largest = factory
    .edges('orgs')
    .find(({ edge, column }) => edge === 'most children' && column === 'users.org_id');
  if (largest !== undefined) {
    const org = factory.row('orgs', largest.index);
    stage.output.print(
      `   orgs[${largest.index}] has the most users: member_count ${formatCount(Number(org['member_count']))}`,
    );
  }
}

function printRow(stage: Stage, factory: AnyFactory, table: string, index: number): void {
  const row = factory.row(table, index);
  stage.output.print(
    `   ${table}[${index}]: ${row['full_name'] as string} <${row['email'] as string}>, ${row['role'] as string}`,
  );
}

async function check({ url, folders, output }: Stage): Promise<void> {
  const { report } = await compare({ kind: 'database', url }, undefined, CONFIG, folders);
  printReport(report, undefined, indented(output, 3));
  output.print(`   gen-factories check exits with status ${report.ok ? 0 : 1}`);
}

async function regenerate(stage: Stage): Promise<void> {
  const { url, folders, output } = stage;
  const { drifts } = await compare({ kind: 'database', url }, undefined, CONFIG, folders);
  await generate(stage);
  output.print('   What the pull request shows of users.ts and subscriptions.ts:');
  for (const drift of drifts.filter(
    ({ path }) => path === 'users.ts' || path === 'subscriptions.ts',
  )) {
    output.print();
    for (const line of patch(drift).split('\n')) {
      const colour = line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : 'dim';
      output.print(`   ${output.style(colour, line)}`);
    }
  }
  output.print();
}

function preview(value: unknown): string {
  const characters = [...String(value).replaceAll('\n', '⏎')];
  return characters.length > 60
    ? `${characters.slice(0, 57).join('')}… (${characters.length} characters)`
    : characters.join('');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
