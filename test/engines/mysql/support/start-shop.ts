import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const JITI = join(
  dirname(createRequire(import.meta.url).resolve('jiti/package.json')),
  'lib/jiti-cli.mjs',
);
const SHOP_PROCESS = join(import.meta.dirname, 'shop-process.ts');

/** Starts a process that seeds or clears the shop; see shop-process.ts. */
export function startShop(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [JITI, SHOP_PROCESS, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Waits for a line on a process's output. */
export async function untilPrinted(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = '';
  for await (const chunk of child.stdout!) {
    text += String(chunk);
    if (pattern.test(text)) return;
  }
  throw new Error(`It ended without printing ${String(pattern)}:\n${text}`);
}
