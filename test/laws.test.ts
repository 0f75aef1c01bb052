import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedFactory, goldenRows } from './golden/fixed-schema.ts';

const GOLDEN = join(import.meta.dirname, 'golden/rows.json');
const CLOCK = pathToFileURL(join(import.meta.dirname, 'end-to-end/support/shifted-clock.mjs')).href;
const run = promisify(execFile);

describe('the rows of a fixed schema', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-factories-golden-'));
  const program = join(folder, 'print-rows.mjs');

  beforeAll(() =>
    build({
      entryPoints: [join(import.meta.dirname, 'golden/print-rows.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    }),
  );
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // A change here changes every user's rows: it belongs into the release notes.
  it('are what they were', async () => {
    await expect(`${JSON.stringify(goldenRows(), null, 2)}\n`).toMatchFileSnapshot(GOLDEN);
  });

  it.each<[where: string, env: Record<string, string>, flags?: string[]]>([
    ['in Auckland', { TZ: 'Pacific/Auckland' }],
    ['in St John’s', { TZ: 'America/St_Johns' }],
    ['in Danish', { LC_ALL: 'da_DK.UTF-8', LANG: 'da_DK.UTF-8' }],
    ['in Estonian', { LC_ALL: 'et_EE.UTF-8', LANG: 'et_EE.UTF-8' }],
    ['in no language', { LC_ALL: 'C' }],
    ['in seven years', {}, ['--import', CLOCK]],
  ])('are the same %s', async (_, env, flags = []) => {
    const { stdout } = await run(process.execPath, [...flags, program], {
      env: { PATH: process.env['PATH'], ...env },
      maxBuffer: 1e8,
    });
    expect(`${stdout}\n`).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('do not change when they are read one by one, backwards', () => {
    const [factory, other] = [fixedFactory(), fixedFactory()];
    for (const name of ['members', 'projects', 'users', 'orgs']) {
      const rows = factory.rows(name);
      for (let index = rows.length - 1; index >= 0; index -= 7) {
        expect(other.row(name, index)).toEqual(rows[index]);
      }
    }
  });
});
