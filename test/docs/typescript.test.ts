import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModule, type AnyFactory } from '../../src/cli/load-factories.ts';
import { asModule, demoProject, type DemoProject } from './support/demo-project.ts';
import { blocksOf, pathOf, rewrite, ROOT, updating, type Block } from './support/pages.ts';

const run = promisify(execFile);
const typescript = createRequire(import.meta.url).resolve('typescript/package.json');

const BLOCKS = blocksOf('ts').filter((block) => block.from === undefined);

/** Runs under a test runner, or writes to a database. */
const RUNNER = /from '(?:vitest|node:test|@playwright\/test)'/;
const LOADS = /\bfactory\.(?:up|down)\(/;

let project: DemoProject | undefined;
beforeAll(async () => {
  project = await demoProject();
  for (const block of BLOCKS) project?.write(homeOf(block), asModule(block.text, homeOf(block)));
  const overlay = BLOCKS.find((each) => each.page === 'README.md' && pathOf(each) === OVERLAY)!;
  project?.write(OVERLAY, overlay.text);
}, 60_000);
afterAll(() => project?.remove());

const OVERLAY = 'factories/index.ts';

/** Where a block's file is in the project: beside the one that it says it is. */
function homeOf(block: Block): string {
  const folder = dirname(pathOf(block) ?? OVERLAY);
  const ending =
    /from 'vitest'/.test(block.text) && /\btest\(/.test(block.text) ? '.test.ts' : '.ts';
  return join(folder, block.where.replaceAll(/\W/g, '_') + ending);
}

describe('blocks of TypeScript', () => {
  it('compile, under the strictest settings', async ({ skip }) => {
    if (project === undefined) return skip();
    project.write('playwright.d.ts', PLAYWRIGHT);
    project.write('tsconfig.json', JSON.stringify(TSCONFIG));
    const args = [join(dirname(typescript), 'bin/tsc'), '-p', project.folder];
    const output = await run(process.execPath, args, { cwd: project.folder }).then(
      ({ stdout }) => stdout,
      (error: { readonly stdout: string }) => error.stdout,
    );
    expect(errorsIn(output, new Set(BLOCKS.map(homeOf)))).toEqual([]);
  }, 60_000);

  it.each(BLOCKS.filter(({ text }) => !RUNNER.test(text) && !LOADS.test(text)))(
    '$where says what is so',
    async (block) => {
      if (project === undefined) return;
      const { factory, results } = await execute(block, project);
      let updated = block.text;
      for (const { line, value, said } of results) {
        const shown = inspect(value, { breakLength: Infinity });
        if (!updating) expect(shown, line).toBe(said);
        updated = updated.replace(line, () => line.slice(0, -said.length) + shown);
      }
      if (updated !== block.text) rewrite(block, updated);
      if (factory === undefined) return;
      for (const scenario of [undefined, ...factory.scenarios]) factory.plan({ scenario });
      for (const table of factory.tables) {
        expect(factory.rows(table, { to: Math.min(3, factory.count(table)) })).toBeDefined();
      }
    },
  );
});

/** The compiler's errors in some files, each with the lines that explain it. */
function errorsIn(output: string, files: ReadonlySet<string>): string[] {
  return output
    .split(/\n(?=\S)/)
    .filter((error) => files.has(/^(\S+?)\(\d+,\d+\): error/.exec(error)?.[1] ?? ''));
}

interface Result {
  readonly line: string;
  readonly value: unknown;
  /** What the page says it is. */
  readonly said: string;
}

const ASSERTION = /^(?!const |await |import |export )(\S.*); \/\/ (['"\d[{-].*|true|false|null)$/gm;

/** Loads a block, and evaluates its lines of the form `expression; // value`. */
async function execute(
  block: Block,
  to: DemoProject,
): Promise<{ readonly factory: AnyFactory | undefined; readonly results: readonly Result[] }> {
  const path = homeOf(block).replace(/\.ts$/, '_run.ts');
  const text = block.text.replaceAll(ASSERTION, (line, expression: string, said: string) => {
    const facts = `line: ${JSON.stringify(line)}, said: ${JSON.stringify(said)}`;
    return `results.push({ ${facts}, value: (${expression}) });`;
  });
  const factory = /\bfactory\b/.test(text) ? 'export { factory as blockFactory };' : '';
  const full = `export const results: unknown[] = [];\n${asModule(text, path)}\n${factory}`;
  const module = await loadModule(to.write(path, full));
  return {
    factory: module['blockFactory'] as AnyFactory | undefined,
    results: module['results'] as readonly Result[],
  };
}

describe('tests that the pages show', () => {
  it('pass in Vitest', async ({ skip }) => {
    if (project === undefined) return skip();
    project.write('vitest.config.ts', VITEST_CONFIG);
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const args = [vitest, 'run', '--root', project.folder, '--no-file-parallelism'];
    const { stdout } = await run(process.execPath, args, {
      cwd: project.folder,
      env: environment(project),
    });
    expect(stdout).toContain(`${count(/from 'vitest'/)} passed`);
  }, 60_000);

  it('pass in node:test', async ({ skip }) => {
    if (project === undefined) return skip();
    const files = BLOCKS.filter(({ text }) => /from 'node:test'/.test(text)).map(homeOf);
    for (const [name, path] of Object.entries(PACKAGE)) {
      project.write(
        `node_modules/gen-factories/${name}.ts`,
        `export * from '${join(ROOT, path)}';\n`,
      );
    }
    project.write('node_modules/gen-factories/package.json', MANIFEST);
    // In place of tsx, which the page names.
    const args = ['--import', 'jiti/register', '--test', ...files];
    const { stdout } = await run(process.execPath, args, {
      cwd: project.folder,
      env: environment(project),
    });
    expect(stdout).toContain(`# pass ${files.length}`);
  }, 60_000);
});

function count(pattern: RegExp): number {
  return BLOCKS.filter(({ text }) => pattern.test(text)).length;
}

function environment({ database }: DemoProject): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, DATABASE_URL: database.url };
}

const PACKAGE = {
  index: 'src/index.ts',
  generators: 'generators/catalog.ts',
  config: 'src/config/config.ts',
};
const MANIFEST = JSON.stringify({
  type: 'module',
  exports: { '.': './index.ts', './generators': './generators.ts', './config': './config.ts' },
});

const SOURCES = {
  'gen-factories': [join(ROOT, PACKAGE.index)],
  'gen-factories/generators': [join(ROOT, PACKAGE.generators)],
  'gen-factories/config': [join(ROOT, PACKAGE.config)],
};

const TSCONFIG = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023', 'es2024.string', 'dom'],
    types: ['node'],
    module: 'nodenext',
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitReturns: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    paths: SOURCES,
  },
  include: ['factories', 'test', 'e2e', 'scripts', '*.ts'],
};

const VITEST_CONFIG = `
import { defineConfig } from 'vitest/config';
const alias = ${JSON.stringify(Object.entries(SOURCES).map(([name, [path]]) => [name, path]))};
export default defineConfig({
  resolve: { alias: alias.map(([name, replacement]) => ({ find: new RegExp('^' + name + '$'), replacement })) },
});
`;

/** The part of Playwright that the page shows: it is no dependency of this repository. */
const PLAYWRIGHT = `declare module '@playwright/test' {
  interface Locator { readonly locator: unique symbol }
  interface Page { goto(url: string): Promise<unknown>; getByText(text: string): Locator }
  export function test(title: string, body: (fixtures: { readonly page: Page }) => Promise<void>): void;
  export function expect(actual: Locator): { toBeVisible(): Promise<void> };
}
`;
