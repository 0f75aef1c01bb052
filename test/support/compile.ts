import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { builtPackage } from './cli.ts';

const ROOT = join(import.meta.dirname, '../..');

/** How projects that use the package compile their own code. */
export const SETTINGS = {
  strict: {
    module: 'nodenext',
    moduleResolution: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
  },
  bundler: { module: 'preserve', moduleResolution: 'bundler', strict: true },
  lax: { module: 'esnext', moduleResolution: 'bundler', strict: false },
} as const;

/**
 * Compiles all TypeScript of a folder, `gen-factories` resolved to the package as it is built.
 *
 * @param folder - of a project; a `package.json` and a tsconfig are written into it
 * @param settings - compiler options
 * @returns what the compiler says: nothing, where all is well
 */
export function compile(folder: string, settings: object): string {
  const built = builtPackage();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const tsconfig = {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023'],
      types: [],
      noEmit: true,
      skipLibCheck: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      forceConsistentCasingInFileNames: true,
      paths: {
        'gen-factories': [join(built, 'src/index.d.ts')],
        'gen-factories/generators': [join(built, 'generators/catalog.d.ts')],
      },
      ...settings,
    },
    include: ['**/*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const args = [join(typescript, 'bin/tsc'), '-p', folder];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT });
  return stdout + stderr;
}

/** Makes what the repository has installed available to a project elsewhere. */
export function linkModules(folder: string): void {
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
}
