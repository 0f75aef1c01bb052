import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ENTRIES } from './bundle-commonjs.mjs';

const RELATIVE = /(\bfrom |\bimport\()(['"])(\.\.?\/[^'"]+)\.ts\2/g;
const FAKER = /from (['"])@faker-js\/faker\1/g;

/**
 * Makes what tsc left as it was fit for others: declarations refer to `./x.js`, not to `./x.ts`; and
 * all that the public entries reach gets a CommonJS twin in dist/cjs, as a declaration's own format
 * says what `require` gives.
 *
 * @param outDir - dist
 */
export function finishDeclarations(outDir) {
  const entries = Object.entries(ENTRIES).map(([name, path]) => [name, declarationOf(path)]);
  for (const path of reachedFrom(
    outDir,
    entries.map(([, path]) => path),
  )) {
    const text = readFileSync(join(outDir, path), 'utf8');
    const twin = join(outDir, 'cjs', path.replace(/\.d\.ts$/, '.d.cts'));
    mkdirSync(dirname(twin), { recursive: true });
    writeFileSync(twin, toCommonJs(text));
  }
  for (const [name, path] of entries) {
    const target = `./${path.replace(/\.d\.ts$/, '.cjs')}`;
    writeFileSync(join(outDir, `cjs/${name}.d.cts`), `export * from '${target}';\n`);
  }
  for (const path of allDeclarations(outDir)) {
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replaceAll(RELATIVE, '$1$2$3.js$2'));
  }
}

function declarationOf(path) {
  return path.replace(/\.ts$/, '.d.ts');
}

function reachedFrom(outDir, entries) {
  const reached = new Set(entries);
  for (const path of reached) {
    const text = readFileSync(join(outDir, path), 'utf8');
    for (const [, , , specifier] of text.matchAll(RELATIVE)) {
      reached.add(declarationOf(join(dirname(path), `${specifier}.ts`)));
    }
  }
  return reached;
}

function toCommonJs(text) {
  return text
    .replaceAll(RELATIVE, '$1$2$3.cjs$2')
    .replaceAll(FAKER, `from '@faker-js/faker' with { 'resolution-mode': 'import' }`);
}

function allDeclarations(outDir) {
  return readdirSync(outDir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.d.ts'))
    .map((path) => join(outDir, path));
}
