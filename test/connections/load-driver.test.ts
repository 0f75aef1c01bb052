import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { loadDriver } from '../../src/connections/load-driver.ts';
import { rejection } from '../support/errors.ts';

const cwd = process.cwd();
afterEach(() => process.chdir(cwd));

it('takes a driver from where gen-factories is', async () => {
  expect(await loadDriver('pg', async () => (await import('pg')).default)).toHaveProperty('Client');
});

it('takes a driver from the project in the working directory', async () => {
  const project = mkdtempSync(join(tmpdir(), 'gen-factories-driver-'));
  const folder = join(project, 'node_modules', 'some-driver');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), 'exports.name = "some driver";');
  process.chdir(project);
  expect(await loadDriver('some-driver', missing)).toEqual({ name: 'some driver' });
  process.chdir(cwd);
  rmSync(project, { recursive: true });
});

it('says which driver to install', async () => {
  const error = await rejection(loadDriver('some-driver', missing));
  expect(error.code).toBe('DRIVER_MISSING');
  expect(error.fix).toBe('Run `npm i -D some-driver`.');
  expect(error.cause).toBeInstanceOf(Error);
});

function missing(): Promise<unknown> {
  return Promise.reject(new Error('Cannot find package'));
}
