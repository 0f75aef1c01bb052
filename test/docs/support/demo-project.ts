import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import * as generators from '../../../generators/catalog.ts';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { generate } from '../../../src/codegen/generate.ts';
import type { RenderedFile } from '../../../src/codegen/render-file.ts';
import { createDatabase, runSql, type TestDatabase } from '../../support/servers.ts';
import { ROOT } from './pages.ts';

/** A project of somebody's who has the demo's schema: definitions on disk, a database, its schema before and after the demo's migration. */
export interface DemoProject {
  readonly folder: string;
  readonly database: TestDatabase;
  readonly before: readonly RenderedFile[];
  readonly after: readonly RenderedFile[];
  write(path: string, text: string): string;
  remove(): Promise<void>;
}

/** Undefined where there is no server to read a schema from. */
export async function demoProject(): Promise<DemoProject | undefined> {
  const [server] = inject('servers').filter(({ kind }) => kind === 'postgres');
  if (server === undefined) return undefined;
  const database = await createDatabase(server, 'docs');
  await runSql(database.url, demoSql('schema.sql'));
  const before = await filesOf(database.url);
  await runSql(database.url, demoSql('migration.sql'));
  const after = await filesOf(database.url);
  await runSql(
    database.url,
    `DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${demoSql('schema.sql')}`,
  );
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  // Below the repository, so that its packages are found.
  const folder = mkdtempSync(join(ROOT, '.cache', 'docs-'));
  const write = (path: string, text: string): string => {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  for (const { path, text } of before) write(`factories/generated/${path}`, text);
  write('package.json', '{ "type": "module" }\n');
  return {
    folder,
    database,
    before,
    after,
    write,
    async remove() {
      rmSync(folder, { recursive: true, force: true });
      await database.drop();
    },
  };
}

/** A file of the demo. */
export function demoSql(name: string): string {
  return readFileSync(join(ROOT, 'fixtures/demo', name), 'utf8');
}

async function filesOf(url: string): Promise<readonly RenderedFile[]> {
  const introspector = await openIntrospector(url);
  try {
    const options = {
      seed: 'gen-factories',
      now: '2026-01-01T00:00:00.000Z',
      extension: '.js' as const,
      version: '0.0.0',
    };
    return (await generate(await introspector.introspect(), options)).files;
  } finally {
    await introspector.close();
  }
}

/**
 * A block as a module: what it uses and does not import is imported, as its page's first block does.
 *
 * @param home - where the block's file is, relative to the project
 */
export function asModule(text: string, home: string): string {
  const names = generators.CATALOG.filter(
    (name) =>
      new RegExp(`\\b${name}\\(`).test(text) &&
      !new RegExp(`[^.]\\b${name}\\b[^(]*\\} from`).test(text),
  );
  const declared = new Set(['after', 'before'].filter(() => text.includes("'node:test'")));
  const missing = names.filter((name) => !declared.has(name));
  const up = home.startsWith('factories') ? './' : '../factories/';
  return [
    missing.length > 0 ? `import { ${missing.join(', ')} } from 'gen-factories/generators';` : '',
    /\bfactory\b/.test(text) && !/import \{[^}]*\bfactory\b/.test(text)
      ? `import { factory } from '${up}generated/index.js';`
      : '',
    text,
    // Makes a module of it.
    'export {};',
    '',
  ].join('\n');
}
