import { posix } from 'node:path';
import type { Place } from '../../../src/schema/schema.ts';
import { exportsOfValues } from './namespace.ts';
import { madeAtRunTime, nameOfPackage } from './origin.ts';
import { Entity, Func, Struct, textOf, unreadable, type Call, type Value } from './value.ts';
import type { Exports } from './world.ts';

/** What a configuration finds its files by: paths are computed, no file is looked at. */
type PathFunction = (paths: readonly string[], root: string) => string;

const PATH_FUNCTIONS: Readonly<Record<string, PathFunction>> = {
  join: (paths) => posix.join(...paths),
  resolve: (paths, root) => posix.resolve(root, ...paths),
  dirname: ([path = '']) => posix.dirname(path),
  basename: ([path = '', ending]) => posix.basename(path, ending),
  relative: ([from = '', to = ''], root) =>
    posix.relative(posix.resolve(root, from), posix.resolve(root, to)),
  normalize: ([path = '']) => posix.normalize(path),
};

function texts({ args, place }: Call): readonly string[] {
  return args.map((arg) => textOf(arg, place));
}

function pathMembers(root: string): Readonly<Record<string, Value>> {
  const members = Object.fromEntries(
    Object.entries(PATH_FUNCTIONS).map(([name, compute]): [string, Value] => [
      name,
      new Func(`"${name}"`, (call) => compute(texts(call), root)),
    ]),
  );
  const all = { ...members, sep: '/' };
  return { ...all, posix: new Struct(Object.entries(all)) };
}

function pathOf({ args: [url], place }: Call): string {
  const href = url instanceof Struct ? url.get('href') : url;
  return decodeURIComponent(textOf(href, place).replace(/^file:\/\//, ''));
}

const urlMembers: Readonly<Record<string, Value>> = {
  fileURLToPath: new Func('"fileURLToPath"', pathOf),
  pathToFileURL: new Func('"pathToFileURL"', ({ args: [path], place }) =>
    urlOf(`file://${textOf(path, place)}`),
  ),
};

function urlOf(href: string): Struct {
  const { pathname } = new URL(href);
  return new Struct([
    ['href', href],
    ['pathname', pathname],
  ]);
}

/** `new URL('./schema.ts', import.meta.url)`. */
export function constructUrl({ args: [path, base], place }: Call): Value {
  try {
    const from = base instanceof Struct ? base.get('href') : base;
    const { href } = new URL(
      textOf(path, place),
      from === undefined ? undefined : textOf(from, place),
    );
    return urlOf(href);
  } catch (error) {
    if (error instanceof TypeError) return unreadable('this is no URL', place);
    throw error;
  }
}

/**
 * The modules of Node.js that only compute: of paths and of URLs.
 *
 * @param root - the folder that programs run in
 * @returns null for others
 */
export function nodeModule(specifier: string, root: string): Exports | null {
  const name = specifier.replace(/^node:/, '');
  const members = name === 'path' ? pathMembers(root) : name === 'url' ? urlMembers : null;
  if (members === null) return null;
  const withDefault = { ...members, default: new Struct(Object.entries(members)) };
  return exportsOfValues(specifier, withDefault, (member, place) =>
    nameOfPackage(specifier, member, place),
  );
}

/** `process`: of it only the folder it runs in is known, which is the project's. */
export class ProcessEntity extends Entity {
  readonly called = '`process`';
  readonly #root: string;

  constructor(root: string) {
    super();
    this.#root = root;
  }

  member(name: string, place: Place): Value {
    if (name === 'cwd') return new Func('"process.cwd"', () => this.#root);
    return madeAtRunTime(`process.${name}`, place);
  }
}
