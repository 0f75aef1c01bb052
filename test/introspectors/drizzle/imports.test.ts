import { describe, expect, it } from 'vitest';
import { read, type Files } from './support/memory.ts';

const table = (specifier: string): string =>
  `import { pgTable, text } from 'drizzle-orm/pg-core'; import { NAME } from '${specifier}';
   export const t = pgTable('t', { x: text(NAME) });`;

/** The column's name, which the import decides. */
function nameBy(specifier: string, files: Files, path = 'schema.ts'): string {
  const { tables } = read({ [path]: table(specifier), ...files }, { paths: [path] });
  const { name, unread } = tables[0]!.columns[0]!;
  return unread ?? name;
}

const here = `export const NAME = 'here';`;

describe('an import', () => {
  it.each([
    ['./names', { 'names.ts': here }],
    ['./names.js', { 'names.ts': here }],
    ['./names', { 'names/index.tsx': here }],
    ['./names', { 'names.d.ts': 'export declare const NAME: string;', 'names.js': here }],
    ['./names.mjs', { 'names.mts': here }],
    [
      '@/names',
      {
        'src/names.ts': here,
        'tsconfig.json': `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
      },
    ],
    [
      '~/names',
      {
        'src/names.ts': here,
        'base.json': `{ "compilerOptions": { "baseUrl": "./src", "paths": { "~/*": ["./*"] } } }`,
        'tsconfig.json': `{ /* so */ "extends": "./base.json", }`,
      },
    ],
    [
      'names',
      { 'src/names.ts': here, 'jsconfig.json': `{ "compilerOptions": { "baseUrl": "src" } }` },
    ],
    [
      'app/names',
      {
        'names.ts': here,
        'tsconfig.json': `{ "references": [{ "path": "./tsconfig.app.json" }] }`,
        'tsconfig.app.json': `{ "compilerOptions": { "paths": { "app/*": ["./*"] } } }`,
      },
    ],
    [
      '#names',
      { 'lib/names.ts': here, 'package.json': `{ "imports": { "#names": "./lib/names.ts" } }` },
    ],
    [
      '#lib/names',
      {
        'lib/names.ts': here,
        'package.json': `{ "imports": { "#lib/*": { "default": "./lib/*.js" } } }`,
      },
    ],
    [
      'own/names',
      {
        'names.ts': here,
        'package.json': `{ "name": "own", "exports": { "./names": "./names.ts" } }`,
      },
    ],
    [
      '@acme/names',
      {
        'packages/n/src/index.ts': here,
        'packages/n/package.json': `{ "name": "@acme/names", "main": "./dist/index.js" }`,
        'package.json': `{ "workspaces": ["packages/*"] }`,
      },
    ],
    [
      '@acme/names/deep',
      {
        'libs/n/src/deep.ts': here,
        'libs/n/package.json': `{ "name": "@acme/names", "exports": { "./*": "./dist/*.js" } }`,
        'pnpm-workspace.yaml': `packages:\n  - 'libs/**'\n`,
      },
    ],
  ])('of %s', (specifier, files) => {
    expect(nameBy(specifier, files)).toBe('here');
  });

  it('of a package from elsewhere is not read', () => {
    expect(nameBy('@acme/names', { 'node_modules/@acme/names/package.json': '{}' })).toBe(
      'schema.ts:1: "NAME" of "@acme/names" is of a package, which is not read',
    );
  });

  it('of a name that is not there says so', () => {
    expect(nameBy('./names', { 'names.ts': 'export const OTHER = 1;' })).toBe(
      'schema.ts:1: "NAME" is not exported by names.ts',
    );
  });

  it('may go in circles', () => {
    const files = {
      'a.ts': `export * from './b'; export const FIRST = 'he';`,
      'b.ts': `export * from './a'; import { FIRST } from './a'; export const NAME = FIRST + 're';`,
    };
    expect(nameBy('./a', files)).toBe('here');
    const endless = {
      'a.ts': `import { B } from './b'; export const NAME = B;`,
      'b.ts': `import { NAME } from './a'; export const B = NAME;`,
    };
    expect(nameBy('./a', endless)).toMatch(/is needed to make/);
  });
});
