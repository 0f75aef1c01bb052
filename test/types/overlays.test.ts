import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile, linkModules, SETTINGS } from '../support/compile.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gen-factories-'));
  linkModules(folder);
  cpSync(join(import.meta.dirname, 'overlays'), folder, { recursive: true });
  cpSync(join(import.meta.dirname, '../golden/generated/demo'), join(folder, 'generated'), {
    recursive: true,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Every line that has to be refused says so with @ts-expect-error, which is an error where it is not.
it.each(['strict', 'bundler'] as const)('overlays are checked under %s settings', (name) => {
  expect(compile(folder, SETTINGS[name])).toBe('');
});
