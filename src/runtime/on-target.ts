import { GenFactoriesError } from '../errors.ts';
import type { Dialect } from '../schema/schema.ts';
import { requireDialect } from './check-live.ts';
import type { Engine } from './engine.ts';
import type { OpenEngine } from './factory.ts';
import { guardTarget, guardUrl, type GuardOptions } from './guard.ts';

export interface TargetOptions extends GuardOptions {
  /** The database; the environment's `DATABASE_URL` by default. */
  readonly url?: string | undefined;
}

/**
 * Does work on a database that may be written to, and that no other process writes to meanwhile.
 *
 * @param dialect - whose definitions the work carries out; undefined where it needs none
 * @throws GenFactoriesError for a target that is not named, not reached, refused, or busy
 */
export async function onTarget<T>(
  openEngine: OpenEngine,
  options: TargetOptions,
  dialect: Dialect | undefined,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const url = databaseUrl(options.url);
  const allowed = withEnvironment(options);
  guardUrl(url, process.env, allowed);
  const engine = await openEngine(url);
  try {
    if (dialect !== undefined) requireDialect(dialect, engine);
    guardTarget(engine.target, process.env, allowed);
    await engine.lock();
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** The URL to use: the one given, or the environment's. */
function databaseUrl(url: string | undefined): string {
  const found = url ?? process.env['DATABASE_URL'];
  if (found !== undefined && found !== '') return found;
  throw new GenFactoriesError('URL_INVALID', {
    what: 'No database is named',
    fix: 'Set DATABASE_URL, or give a URL: up({ url }) in code, --url on the command line.',
  });
}

/** Adds what `GEN_FACTORIES_ALLOW` allows. */
function withEnvironment(options: GuardOptions): GuardOptions {
  const more = (process.env['GEN_FACTORIES_ALLOW'] ?? '').split(',').filter((name) => name !== '');
  return { confirmed: options.confirmed, allow: [...(options.allow ?? []), ...more] };
}
