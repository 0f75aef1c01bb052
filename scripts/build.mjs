import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleCommonJs } from './bundle-commonjs.mjs';
import { finishDeclarations } from './finish-declarations.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the package needs beside its code, by where it is looked for. */
const DATA = ['templates', 'fixtures/demo'];

/** Makes dist/ from scratch, and puts it in place only once it is whole. */
async function build() {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const made = mkdtempSync(join(root, '.cache', 'dist-'));
  try {
    if (!compile(made)) return false;
    for (const folder of DATA.filter((each) => existsSync(join(root, each)))) {
      cpSync(join(root, folder), join(made, folder), { recursive: true });
    }
    await bundleCommonJs(root, made);
    finishDeclarations(made);
    chmodSync(join(made, 'src/cli/main.js'), 0o755);
    chmodSync(made, 0o755);
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    renameSync(made, join(root, 'dist'));
    return true;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function compile(outDir) {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const tsc = join(typescript, 'bin', 'tsc');
  const flags = ['-p', join(root, 'tsconfig.build.json'), '--outDir', outDir];
  return spawnSync(process.execPath, [tsc, ...flags], { stdio: 'inherit' }).status === 0;
}

process.exitCode = (await build()) ? 0 : 1;
