import { createRequire } from 'node:module';
import { join } from 'node:path';
import { GenFactoriesError } from '../errors.ts';

/**
 * Loads a driver, an optional peer: from where gen-factories is installed, or else from the project
 * in the working directory, which is where it is when gen-factories itself runs from npx's cache.
 *
 * @param name - the npm package
 * @param load - imports it; the specifier has to be written out for bundlers and types to see it
 * @param entry - what of the package is loaded, where that is not its main module
 * @throws GenFactoriesError `DRIVER_MISSING` that says what to install
 */
export async function loadDriver<Driver>(
  name: string,
  load: () => Promise<Driver>,
  entry = name,
): Promise<Driver> {
  try {
    return await load();
  } catch (cause) {
    try {
      return createRequire(join(process.cwd(), 'package.json'))(entry) as Driver;
    } catch {
      throw new GenFactoriesError('DRIVER_MISSING', {
        what: `The driver "${name}" cannot be loaded`,
        fix: `Run \`npm i -D ${name}\`.`,
        cause,
      });
    }
  }
}
