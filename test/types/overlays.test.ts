import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile, COMPILERS, linkModules, SETTINGS } from '../support/compile.ts';

const GOLDENS = join(import.meta.dirname, '../golden/generated');

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'gen-factories-'));
  for (const project of ['strict', 'lax']) {
    const folder = join(root, project);
    linkModules(folder);
    cpSync(join(import.meta.dirname, 'overlays'), folder, { recursive: true });
    cpSync(join(GOLDENS, 'demo'), join(folder, 'generated'), { recursive: true });
    cpSync(GOLDENS, join(folder, 'goldens'), { recursive: true });
  }
  rmSync(join(root, 'lax', 'nulls.ts'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Case = readonly [(typeof COMPILERS)[number], keyof typeof SETTINGS];

const CASES: readonly Case[] = [
  ...COMPILERS.map((compiler): Case => [compiler, 'strict']),
  ['typescript-5.4', 'lax'],
  ['typescript-5.4', 'commonjs'],
  ['typescript-5.9', 'commonjs'],
  ['typescript', 'lax'],
  ['typescript', 'bundler'],
];

// Every line that has to be refused says so with @ts-expect-error, which is an error where it is not.
it.each(CASES)(
  '%s checks generated files and overlays under %s settings',
  (compiler, name) => {
    const folder = join(root, name === 'lax' ? 'lax' : 'strict');
    expect(compile(folder, SETTINGS[name], compiler)).toBe('');
  },
  60_000,
);
