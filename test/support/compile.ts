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
  // As ts-jest does without a word about modules. TypeScript 7 has it no more.
  commonjs: { module: 'commonjs', moduleResolution: 'node10', esModuleInterop: true, strict: true },
} as const;

/** The oldest that is promised, the last of its line, and what followed; by their folders in `node_modules`. */
export const COMPILERS = [
  'typescript-5.4',
  'typescript-5.9',
  'typescript-6',
  'typescript',
] as const;

/**
 * Compiles all TypeScript of a folder, `gen-factories` resolved to the package as it is built.
 *
 * @param folder - of a project; a `package.json` and a tsconfig are written into it
 * @param settings - compiler options
 * @param compiler - which one; the one that the package itself is built with by default
 * @returns what the compiler says: nothing, where all is well
 */
export function compile(
  folder: string,
  settings: { readonly module: string },
  compiler: (typeof COMPILERS)[number] = settings.module === 'commonjs'
    ? 'typescript-5.9'
    : 'typescript',
): string {
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
      paths:
        settings.module === 'commonjs'
          ? {
              'gen-factories': [join(built, 'cjs/index.d.cts')],
              'gen-factories/generators': [join(built, 'cjs/generators.d.cts')],
            }
          : {
              'gen-factories': [join(built, 'src/index.d.ts')],
              'gen-factories/generators': [join(built, 'generators/catalog.d.ts')],
            },
      ...(compiler === 'typescript-6' && { ignoreDeprecations: '6.0' }),
      ...settings,
    },
    include: ['**/*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  const typescript = dirname(createRequire(import.meta.url).resolve(`${compiler}/package.json`));
  const args = [join(typescript, 'bin/tsc'), '-p', folder];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT });
  return stdout + stderr;
}

/** Makes what the repository has installed available to a project elsewhere. */
export function linkModules(folder: string): void {
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
}
