import { readFileSync } from 'node:fs';

/** The version of this package, from its own package.json: beside the sources, or two folders up in dist. */
export function packageVersion(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      const { name, version } = JSON.parse(
        readFileSync(new URL(path, import.meta.url), 'utf8'),
      ) as {
        readonly name?: string;
        readonly version?: string;
      };
      if (name === 'gen-factories' && version !== undefined) return version;
    } catch {
      // Not there: look in the next place.
    }
  }
  return '0.0.0';
}
