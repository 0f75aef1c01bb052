import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const FIXTURES = join(import.meta.dirname, '../../../../fixtures/drizzle');

/** Schemas of other projects: never copied into this one, but read where they are at hand. */
export const CASES =
  process.env['GEN_FACTORIES_CASES'] ?? join(import.meta.dirname, '../../../../../shared/cases');

const MODULES = join(import.meta.dirname, '../../../../node_modules');

/** What a schema needs of other packages to be run: of those that make ids, one id. */
const STUBS: Readonly<Record<string, string>> = {
  ulid: `export const ulid = () => '01ARZ3NDEKTSV4RRFFQ69G5FAV';`,
  nanoid: `export const nanoid = () => 'V1StGXR8_Z5jdHi6B-myT';`,
  uuid: `export const v7 = () => '01890a5d-ac96-774b-bcce-b302099a8057';`,
  '@paralleldrive/cuid2': `export const createId = () => 'tz4a98xxat96iws9zmbrgj3a';`,
  zod: `export const z = { object: () => ({}), string: () => ({}) };`,
};

export interface Project {
  readonly root: string;
  remove(): void;
}

/**
 * A folder as a project that can be run: a copy elsewhere, with drizzle-orm and its own packages installed.
 *
 * @param folder - of schema files
 */
export function projectOf(folder: string): Project {
  const root = mkdtempSync(join(tmpdir(), 'gen-factories-drizzle-'));
  cpSync(folder, root, { recursive: true });
  const modules = join(root, 'node_modules');
  mkdirSync(modules);
  symlinkSync(join(MODULES, 'drizzle-orm'), join(modules, 'drizzle-orm'));
  for (const [name, code] of Object.entries(STUBS)) {
    const home = join(modules, name);
    mkdirSync(home, { recursive: true });
    const json = { name, type: 'module', exports: './index.js' };
    writeFileSync(join(home, 'package.json'), JSON.stringify(json));
    writeFileSync(join(home, 'index.js'), code);
  }
  linkPackages(root, modules);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The packages of a workspace, as npm links them. */
function linkPackages(root: string, modules: string): void {
  const packages = join(root, 'packages');
  if (!existsSync(packages)) return;
  for (const name of readdirSync(packages)) {
    const link = join(modules, '@platform', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(packages, name), link);
  }
}
