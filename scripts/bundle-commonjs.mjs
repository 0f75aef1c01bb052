import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The public entries: each one's name in dist/cjs, and its source. */
export const ENTRIES = {
  index: 'src/index.ts',
  generators: 'generators/catalog.ts',
  config: 'src/config/config.ts',
};

/** Drivers stay the user's; Faker is bundled, because only ES modules can import it. */
const EXTERNAL = ['pg', 'pg-copy-streams', '@electric-sql/pglite'];

/**
 * Writes the CommonJS build, for test runners that cannot load ES modules. Every entry is a view on
 * one bundle, so that a class or a registry is the same one whichever entry it came through.
 *
 * @param root - of the repository
 * @param outDir - dist
 */
export async function bundleCommonJs(root, outDir) {
  const entries = Object.entries(ENTRIES);
  await build({
    stdin: {
      contents: entries.map(([name, path]) => `export * as ${name} from './${path}';`).join('\n'),
      resolveDir: root,
      sourcefile: 'entries.js',
    },
    absWorkingDir: root,
    outfile: join(outDir, 'cjs/bundle.cjs'),
    bundle: true,
    external: EXTERNAL,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // Jest cannot run import() either; as require() it needs no flag.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'error' },
  });
  copyFileSync(
    join(root, 'node_modules/@faker-js/faker/LICENSE'),
    join(outDir, 'cjs/faker.LICENSE'),
  );
  for (const [name, path] of entries) {
    const exported = await namesExportedBy(join(root, path));
    writeFileSync(join(outDir, `cjs/${name}.cjs`), view(name, exported));
  }
}

async function namesExportedBy(path) {
  const { metafile } = await build({
    entryPoints: [path],
    outdir: '.',
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
  });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}

/** Plain assignments, as a static reader of CommonJS exports understands them. */
function view(name, exported) {
  return [
    `'use strict';`,
    `Object.defineProperty(exports, '__esModule', { value: true });`,
    `const { ${name} } = require('./bundle.cjs');`,
    ...exported.map((each) => `exports.${each} = ${name}.${each};`),
    '',
  ].join('\n');
}
