import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findDrift } from '../../codegen/find-drift.ts';
import { readGenerated, writeAtomically, writeGenerated } from '../../codegen/generated-folder.ts';
import { readFacts } from '../../codegen/read-facts.ts';
import { renderOverlay } from '../../codegen/render-file.ts';
import { openConnection } from '../../connections/open-connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import { diffSchemas } from '../../schema/semantic-diff.ts';
import { loadFactories, type AnyFactory } from '../load-factories.ts';
import { formatCount, type Output } from '../output.ts';
import { prepare, type Prepared } from '../prepare.ts';
import type { Folders } from '../settings.ts';
import { shown } from '../shown.ts';
import { patch } from './check.ts';

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
  const stage = prepareStage(resolve(flags.out ?? 'gen-factories-demo'), output);
  const start = performance.now();
  await step(
    stage,
    'migrate',
    'an embedded Postgres gets the schema of a project tracker: 17 tables',
    () => migrate(stage, 'schema.sql'),
  );
  await step(stage, 'generate', 'the schema is read, a definition is written for every table', () =>
    generateAll(stage),
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
  rmSync(join(stage.folder, 'database'), { recursive: true, force: true });
  output.print(output.style('bold', `Done in ${seconds(performance.now() - start)}.`));
  output.print(
    `Read what was generated: ${shown(join(stage.folders.generated, 'users.ts'))}, ${shown(join(stage.folders.generated, 'tasks.ts'))}`,
  );
  output.print(
    'Try it on your own schema: npx gen-factories --url postgres://user:password@localhost:5432/app',
  );
  return 0;
}

function prepareStage(folder: string, output: Output): Stage {
  if (existsSync(folder) && !existsSync(join(folder, 'schema.sql'))) {
    throw new GenFactoriesError('USAGE', {
      what: `${folder} is there already, and is not of an earlier demo`,
      fix: 'Name another folder with --out.',
    });
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
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

async function prepared(stage: Stage): Promise<Prepared> {
  return prepare(stage.url, undefined, { importExtension: '.js' }, stage.folders);
}

async function generateAll(stage: Stage): Promise<void> {
  const made = await prepared(stage);
  const { written } = writeGenerated(stage.folders.generated, made.files, false);
  writeAtomically(join(stage.folders.factories, 'index.ts'), renderOverlay({ extension: '.js' }));
  stage.output.print(
    `   ${written.length} files in ${shown(stage.folders.generated)}; this is users.ts:`,
  );
  stage.output.print();
  const text = readFileSync(join(stage.folders.generated, 'users.ts'), 'utf8');
  for (const line of text.slice(text.indexOf('factory.define')).trimEnd().split('\n')) {
    stage.output.print(`   ${stage.output.style('dim', '│')} ${line}`);
  }
  stage.output.print();
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

async function check(stage: Stage): Promise<void> {
  const made = await prepared(stage);
  const found = readGenerated(stage.folders.generated);
  const drifts = findDrift(found, made.files);
  const before = readFacts(found.find((file) => file.path === 'schema.ts')!.text, 'schema.ts');
  const after = readFacts(made.files.find((file) => file.path === 'schema.ts')!.text, 'schema.ts');
  for (const { at, what, breaking } of diffSchemas(before, after)) {
    stage.output.print(
      `   ${stage.output.style(breaking ? 'red' : 'yellow', breaking ? 'breaking' : 'changed ')} ${at}: ${what}`,
    );
  }
  stage.output.print(
    `   ${drifts.length} files are out of date: gen-factories check exits with status 1`,
  );
}

async function regenerate(stage: Stage): Promise<void> {
  const made = await prepared(stage);
  const drifts = findDrift(readGenerated(stage.folders.generated), made.files);
  writeGenerated(stage.folders.generated, made.files, false);
  stage.output.print('   what the pull request shows of users.ts and subscriptions.ts:');
  for (const drift of drifts.filter(
    ({ path }) => path === 'users.ts' || path === 'subscriptions.ts',
  )) {
    stage.output.print();
    for (const line of patch(drift).split('\n')) {
      const colour = line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : 'dim';
      stage.output.print(`   ${stage.output.style(colour, line)}`);
    }
  }
  stage.output.print();
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
