import type { Target } from '../connections/connection.ts';
import { GenFactoriesError } from '../errors.ts';

export interface GuardOptions {
  /**
   * Hosts and databases, other than local ones, that rows may be written to: `*.preview.example.com`,
   * `pr_*`. `*` stands for any characters.
   */
  readonly allow?: readonly string[] | undefined;
  /** A person, or `--yes`, has confirmed this very target. */
  readonly confirmed?: boolean | undefined;
}

/**
 * Refuses to write where a mistake would hurt: always where the environment or the name says production;
 * elsewhere than on this machine, unless the target is allowed by name.
 *
 * @param target - the database
 * @param env - the process's environment
 * @param options - what the config and the person allow
 * @throws GenFactoriesError `TARGET_REFUSED` that says why and how to allow it
 */
export function guardTarget(
  target: Target,
  env: Readonly<Record<string, string | undefined>>,
  options: GuardOptions,
): void {
  refuseProduction(target, env, options);
  if (target.local || options.confirmed || allowed([target.host, target.database], options.allow))
    return;
  throw refused(target, 'it is not on this machine', allowHint(target.host));
}

/**
 * The same by what a URL says alone, before anything is connected to: a name is enough to refuse it. What it
 * does not say, or says in a way of some driver's, is for {@link guardTarget}.
 */
export function guardUrl(
  url: string,
  env: Readonly<Record<string, string | undefined>>,
  options: GuardOptions,
): void {
  const [, scheme = '', address = '', path = ''] =
    /^\s*([a-z][a-z0-9+.-]*):\/\/(?:[^@/?#]*@)?([^@/?#]*)(?:\/([^/@?#\s]*))?(?=[?#\s]|$)/i.exec(
      url,
    ) ?? [];
  if (scheme === '' || scheme.toLowerCase() === 'pglite') return;
  for (const each of address.split(',')) {
    const host = each.replace(/:\d*$/, '');
    refuseProduction(
      { host: host === '' ? 'localhost' : host, database: decoded(path) },
      env,
      options,
    );
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Named = Pick<Target, 'host' | 'database'>;

function refuseProduction(
  target: Named,
  env: Readonly<Record<string, string | undefined>>,
  options: GuardOptions,
): void {
  const variable = ['NODE_ENV', 'VERCEL_ENV', 'APP_ENV', 'RAILS_ENV'].find(
    (name) => env[name] === 'production',
  );
  if (variable !== undefined) {
    throw refused(
      target,
      `${variable} is "production"`,
      `Unset ${variable} where previews are seeded.`,
    );
  }
  const where = [target.host, target.database].find((name) => PRODUCTION.test(name));
  if (where !== undefined && !allowed([where], options.allow)) {
    throw refused(target, `"${where}" looks like production`, allowHint(where));
  }
}

/** `prod`, `production` or `live` as a word of its own: `prod-db`, `shop_production`, not `product`. */
const PRODUCTION = /(?:^|[^a-z])(?:prod|production|live)(?:$|[^a-z])/i;

function allowed(names: readonly string[], patterns: readonly string[] | undefined): boolean {
  return (patterns ?? []).some((pattern) => {
    const expression = pattern.split('*').map(escape).join('.*');
    return names.some((name) => new RegExp(`^${expression}$`, 'i').test(name));
  });
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function allowHint(name: string): string {
  return `Allow it by name, if it is meant to be written to: allow: ['${name}'] in gen-factories.config.ts, or GEN_FACTORIES_ALLOW=${name}.`;
}

function refused(target: Named, why: string, fix: string): GenFactoriesError {
  return new GenFactoriesError('TARGET_REFUSED', {
    what: `Will not write to "${target.database}" on ${target.host}: ${why}`,
    fix,
  });
}
