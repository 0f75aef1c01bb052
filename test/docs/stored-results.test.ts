import { afterAll, beforeAll, expect, it } from 'vitest';
import { findDrift } from '../../src/codegen/find-drift.ts';
import type { RenderedFile } from '../../src/codegen/render-file.ts';
import { patch } from '../../src/cli/check-report.ts';
import { startCli } from '../support/cli.ts';
import { runSql } from '../support/servers.ts';
import { demoProject, demoSql, type DemoProject } from './support/demo-project.ts';
import { PAGES, readBlocks, readPage, rewrite, updating } from './support/pages.ts';

const STORED = PAGES.flatMap(readBlocks).filter((block) => block.from !== undefined);

let project: DemoProject | undefined;
beforeAll(async () => {
  project = await demoProject();
}, 60_000);
afterAll(() => project?.remove());

/** What blocks below `<!-- from: … -->` show. */
const RESULTS: Readonly<Record<string, (of: DemoProject) => string | Promise<string>>> = {
  'demo users.ts': ({ before }) => definitionIn(fileOf(before, 'users.ts')),
  'demo users.ts diff': ({ before, after }) => {
    const found = before.map((file) => ({ ...file, ours: true, edited: false }));
    return patch(findDrift(found, after).find(({ path }) => path === 'users.ts')!);
  },
  'demo check': async ({ folder, database }) => {
    await runSql(database.url, demoSql('migration.sql'));
    const args = ['check', '--no-diff', '--url', database.url];
    const { stdout, status } = await startCli(args, { cwd: folder }).finished;
    expect(status).toBe(1);
    return stdout;
  },
};

const once = new Map<string, Promise<string>>();

it.each(STORED)('$where shows the $from', async (block) => {
  if (project === undefined) return;
  const made = once.get(block.from!) ?? Promise.resolve(RESULTS[block.from!]!(project));
  once.set(block.from!, made);
  const text = `${(await made).trim()}\n`;
  if (updating) rewrite(block, text);
  else expect(block.text).toBe(text);
});

it('every result that is stored has its block', () => {
  const marks = PAGES.flatMap((page) => readPage(page).match(/<!-- from: /g) ?? []);
  expect(marks).toHaveLength(STORED.length);
});

it('the rows that the README speaks of are those of the demo', async () => {
  if (project === undefined) return;
  project.write('factories/index.ts', "export { factory } from './generated/index.js';\n");
  const { stdout } = await startCli(['plan', '--json'], { cwd: project.folder }).finished;
  const { rows, total } = JSON.parse(stdout) as { readonly rows: object; readonly total: number };
  const spelled = String(total).replace(/\B(?=(\d{3})+$)/g, ',');
  expect(readPage('README.md')).toContain(`${spelled} rows in ${Object.keys(rows).length} tables`);
});

function fileOf(files: readonly RenderedFile[], path: string): string {
  return files.find((file) => file.path === path)!.text;
}

function definitionIn(text: string): string {
  return text.slice(text.indexOf('factory.define'));
}
