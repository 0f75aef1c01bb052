import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { demoCommand } from '../../src/cli/commands/demo.ts';
import type { Output } from '../../src/cli/output.ts';
import { loadPglite } from '../../src/connections/pglite.ts';
import { GenFactoriesError } from '../../src/errors.ts';
import { rejection } from '../support/errors.ts';

vi.mock('../../src/connections/pglite.ts', { spy: true });

let home: string;
let text: string;
const output: Output = {
  print: (line = '') => void (text += `${line}\n`),
  note: (line) => void (text += `${line}\n`),
  progress: () => undefined,
  done: () => undefined,
  style: (_, words) => words,
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gen-factories-demo-'));
  text = '';
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('says what the commands say, and ends with nothing but files', async () => {
  const out = join(home, 'demo');
  expect(await demoCommand({ out }, output)).toBe(0);
  expect(text).toMatch(/^ {3}17 tables → .*generated: 19 files written, 0 removed, 0 unchanged$/m);
  expect(text).toContain('   │   count: 10_000,\n');
  expect(text).toMatch(
    /^ {3}The schema changed in ways that break the definitions:\n {5}users\.timezone: new/m,
  );
  expect(text).toMatch(
    /New columns that look personal, and that no definition anonymises:\n {5}users\.birth_date\n {5}webhooks\.secret\n/,
  );
  expect(text).toContain('   gen-factories check exits with status 1\n');
  expect(text).toMatch(/^ {3}18 tables → .*generated: 5 files written, 0 removed, 15 unchanged$/m);
  expect(text).toMatch(/^ {3}\+ {4}birth_date: /m);
  expect(text.match(/rows removed, 0 orphans/g)).toHaveLength(2);
  expect(text).not.toMatch(/undefined|\[object|NaN| \n/);
  expect(readdirSync(out).sort()).toEqual(['factories', 'migration.sql', 'schema.sql']);
}, 120_000);

it('says how to get the database that it needs, before it writes anything', async () => {
  const missing = new GenFactoriesError('DRIVER_MISSING', { what: 'cannot be loaded' });
  vi.mocked(loadPglite).mockRejectedValueOnce(missing);
  const error = await rejection(demoCommand({ out: join(home, 'demo') }, output));
  expect(error.code).toBe('DRIVER_MISSING');
  expect(error.fix).toContain('`npx -p gen-factories -p @electric-sql/pglite gen-factories demo`');
  expect(error.fix).toContain('`npm i -D @electric-sql/pglite`');
  expect(readdirSync(home)).toEqual([]);
});

it('does not write over a folder of somebody else’s', async () => {
  mkdirSync(join(home, 'demo'));
  writeFileSync(join(home, 'demo/mine.txt'), 'mine');
  const error = await rejection(demoCommand({ out: join(home, 'demo') }, output));
  expect(error.code).toBe('USAGE');
  expect(readdirSync(join(home, 'demo'))).toEqual(['mine.txt']);
});
