import { posix } from 'node:path';
import type { Host } from './evaluate/host.ts';

/** The lines of drizzle-kit, which make up names in ways of their own: 0.x and 1.x. */
export type KitLine = 0 | 1;

/**
 * Which line of drizzle-kit a project has: the one that is installed, else the one that its package.json asks
 * for; 0.x, the newest that is stable, where neither tells.
 *
 * @param files - of the schema, absolute; looked for from the first of them upwards
 */
export function kitLine([file = '/']: readonly string[], host: Host): KitLine {
  for (let at = posix.dirname(file); ; at = posix.dirname(at)) {
    const line = installedIn(at, host) ?? wantedBy(at, host);
    if (line !== null) return line;
    if (posix.dirname(at) === at) return 0;
  }
}

/** drizzle-orm tells where there is no drizzle-kit: both go by the same numbers from 1.0 on. */
const PACKAGES = ['drizzle-kit', 'drizzle-orm'] as const;

function installedIn(folder: string, host: Host): KitLine | null {
  const [found = null] = PACKAGES.flatMap((name) => {
    const { version } = readJson(posix.join(folder, 'node_modules', name, 'package.json'), host);
    return lineOf(version) ?? [];
  });
  return found;
}

function wantedBy(folder: string, host: Host): KitLine | null {
  const { dependencies, devDependencies } = readJson(posix.join(folder, 'package.json'), host);
  const [found = null] = PACKAGES.flatMap(
    (name) => lineOf(membersOf(devDependencies)[name] ?? membersOf(dependencies)[name]) ?? [],
  );
  return found;
}

/** `1.0.0-rc.4`, `^0.31.11`; a tag (`beta`) is none of the stable line. */
function lineOf(version: unknown): KitLine | null {
  if (typeof version !== 'string') return null;
  if (/^(?:beta|rc|next)$/.test(version)) return 1;
  const [, major] = /^[\^~>=v\s]*(\d+)(?:\.|$)/.exec(version) ?? [];
  if (major === undefined) return null;
  return Number(major) >= 1 ? 1 : 0;
}

function readJson(path: string, host: Host): Readonly<Record<string, unknown>> {
  try {
    return membersOf(JSON.parse(host.read(path) ?? '{}'));
  } catch {
    // A package.json that cannot be read is somebody else's to complain of.
    return {};
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
