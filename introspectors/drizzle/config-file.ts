import { posix, resolve } from 'node:path';
import { diskHost, slashed, type Host } from './evaluate/host.ts';

/** In the order in which drizzle-kit looks for them; the rest are those that `--config` may name. */
const NAMES = ['ts', 'js', 'json', 'mts', 'cts', 'mjs', 'cjs'].map(
  (ending) => `drizzle.config.${ending}`,
);

/**
 * The name of a project's `drizzle.config.ts`, whatever its ending.
 *
 * @param root - the folder of the project
 * @param host - the files; by default those of the machine
 * @returns undefined where there is none
 */
export function findDrizzleConfigFile(root: string, host: Host = diskHost): string | undefined {
  const folder = host.realPath(slashed(resolve(root)));
  return NAMES.find((name) => host.isFile(posix.join(folder, name)));
}

/**
 * Whether a file configures drizzle-kit, rather than being a schema: it is called so, or takes something
 * from `drizzle-kit`, which no schema does.
 *
 * @param file - relative to the root
 * @param root - the folder of the project
 * @param host - the files; by default those of the machine
 */
export function isDrizzleConfig(file: string, root: string, host: Host = diskHost): boolean {
  const path = posix.resolve(host.realPath(slashed(resolve(root))), slashed(file));
  if (!host.isFile(path)) return false;
  return CONFIG_NAME.test(posix.basename(path)) || MENTION.test(host.read(path) ?? '');
}

/** `drizzle.prod.config.ts`, `drizzle-config.js`, `kit.json`. */
const CONFIG_NAME = /(?:^drizzle.*config.*\.[cm]?[jt]s|\.config\.[cm]?[jt]s|\.json)$/;

const MENTION = /(['"])drizzle-kit\1/;
