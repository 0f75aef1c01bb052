import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['src', 'generators', 'introspectors'];

interface Rule {
  /** Folders and files of the project; with `type `, for their types alone. */
  readonly may: readonly string[];
  /** npm packages; `node:` stands for all that Node.js brings. */
  readonly packages?: readonly string[];
}

/**
 * The table of ARCHITECTURE.md. The longest path that matches a file is its part; what is in a part
 * may import the rest of it. `*` is one folder, and never imports its siblings.
 */
const PARTS: Readonly<Record<string, Rule>> = {
  'src/errors.ts': { may: [] },
  'src/schema': { may: ['src/errors.ts'] },
  'src/random': { may: ['src/errors.ts'] },
  'src/patterns': { may: [] },
  'src/checks': {
    may: ['src/patterns', 'src/schema', 'src/errors.ts'],
    packages: ['libpg-query'],
  },
  'src/connections': {
    may: ['src/errors.ts'],
    packages: ['node:', 'pg', 'pg-copy-streams', '@electric-sql/pglite', 'mysql2', 'mongodb'],
  },
  'introspectors/introspector.ts': { may: ['type src/schema'] },
  'introspectors/open-introspector.ts': {
    may: ['introspectors', 'src/connections', 'src/errors.ts'],
  },
  'introspectors/source.ts': { may: ['type src/schema'] },
  'introspectors/of-schemas.ts': { may: ['src/schema', 'src/errors.ts'] },
  'introspectors/read-database.ts': {
    may: [
      'type introspectors/introspector.ts',
      'introspectors/open-introspector.ts',
      'type src/schema',
    ],
  },
  'introspectors/read-source.ts': { may: ['introspectors', 'src/connections'] },
  'introspectors/read-schema-files.ts': {
    may: ['introspectors', 'src/schema', 'src/checks', 'src/connections', 'src/errors.ts'],
    packages: ['node:'],
  },
  'introspectors/drizzle': {
    may: ['src/schema', 'src/errors.ts'],
    packages: ['node:', 'ts-morph', 'jiti'],
  },
  'introspectors/*': {
    may: ['introspectors/introspector.ts', 'src/schema', 'src/connections', 'src/errors.ts'],
  },
  'introspectors/prisma': {
    may: ['src/schema', 'src/errors.ts'],
    packages: ['node:', '@mrleebo/prisma-ast'],
  },
  // A folder of SQL beside a schema file: its checks are compared by what they mean.
  'introspectors/migrations': {
    may: ['src/schema', 'src/checks', 'src/errors.ts'],
    packages: ['node:', 'libpg-query'],
  },
  generators: {
    may: ['src/random', 'src/patterns', 'src/schema/column-type.ts', 'src/errors.ts'],
    packages: ['@faker-js/faker'],
  },
  'src/codegen': {
    may: ['src/schema', 'src/checks', 'src/patterns', 'src/random/graph.ts', 'src/errors.ts'],
    packages: ['node:', 'ts-morph', 'handlebars'],
  },
  'src/runtime': {
    may: [
      'generators',
      'src/random',
      'src/schema/column-type.ts',
      'src/schema/facts.ts',
      'src/schema/document-paths.ts',
      'src/schema/predicate.ts',
      'src/schema/print-value.ts',
      'src/schema/readable-sql.ts',
      'type src/schema/schema.ts',
      'type src/connections/connection.ts',
      'src/errors.ts',
    ],
    packages: ['node:', '@faker-js/faker'],
  },
  'src/engines/open-engine.ts': {
    may: ['src/engines', 'src/connections', 'type src/runtime/engine.ts', 'src/errors.ts'],
  },
  'src/engines/parents-first.ts': { may: ['type src/runtime/engine.ts'] },
  'src/engines/places.ts': { may: ['type src/runtime/engine.ts'] },
  'src/engines/refused-values.ts': {
    may: ['type src/runtime/engine.ts', 'src/schema/print-value.ts'],
  },
  'src/engines/serial-keys.ts': { may: ['type src/runtime/engine.ts'] },
  'src/engines/*': {
    may: [
      'type src/runtime/engine.ts',
      'src/engines/parents-first.ts',
      'src/engines/places.ts',
      'src/engines/refused-values.ts',
      'src/engines/serial-keys.ts',
      'src/connections',
      'src/schema',
      'src/errors.ts',
    ],
    packages: ['node:'],
  },
  'src/config': { may: ['src/errors.ts'], packages: ['node:'] },
  'src/index.ts': {
    may: [
      'src/runtime',
      'generators',
      'src/engines/open-engine.ts',
      'type src/schema/facts.ts',
      'src/errors.ts',
    ],
  },
  'src/cli': {
    may: SOURCES,
    packages: ['node:', 'commander', 'diff', 'jiti', 'yocto-spinner'],
  },
};

/** What the public runtime may load; everything else of the dependencies is for the command line. */
const RUNTIME_PACKAGES = [
  '@faker-js/faker',
  'pg',
  'pg-copy-streams',
  '@electric-sql/pglite',
  'mysql2',
  'mongodb',
];

interface Import {
  readonly from: string;
  /** A file of the project, or a package's name. */
  readonly to: string;
  readonly inside: boolean;
  readonly typeOnly: boolean;
}

const files = SOURCES.flatMap((folder) => filesOf(folder)).filter((path) => path.endsWith('.ts'));
const texts = new Map(files.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
const imports = [...texts].flatMap(([path, text]) => importsOf(path, text));

describe('the parts', () => {
  it('are all there, and every file belongs to one', () => {
    expect(files.filter((path) => partOf(path) === null)).toEqual([]);
    const used = new Set(files.map((path) => partOf(path)?.rule));
    expect(Object.keys(PARTS).filter((name) => !used.has(PARTS[name]))).toEqual([]);
  });

  it('import only what the table allows', () => {
    expect(imports.filter((each) => !isAllowed(each)).map(describeImport)).toEqual([]);
  });

  it('do not import in circles', () => {
    expect(findCycles()).toEqual([]);
  });

  it('let the runtime load nothing of the command line', () => {
    const reached = new Set(['src/index.ts', 'src/config/config.ts', 'generators/catalog.ts']);
    const packages = new Set<string>();
    for (const path of reached) {
      for (const each of imports.filter(({ from, typeOnly }) => from === path && !typeOnly)) {
        (each.inside ? reached : packages).add(each.to);
      }
    }
    expect([...packages].filter((name) => !['node:', ...RUNTIME_PACKAGES].includes(name))).toEqual(
      [],
    );
    expect([...reached].filter((path) => /^src\/(codegen|checks|cli)\//.test(path))).toEqual([]);
  });
});

describe('a source file', () => {
  it.each([
    ['has no default export', /^export default\b|\bas default\b/m],
    ['has no star export', /^export \* from/m],
    ['has no any', /(?:[:|<]|\bas)\s*any\b(?!['"(])/],
  ])('%s', (_, pattern) => {
    const found = [...texts].filter(([, text]) => pattern.test(withoutComments(text)));
    expect(found.map(([path]) => path)).toEqual([]);
  });

  it('ends the process in one place only', () => {
    const found = [...texts].filter(([, text]) => /\bprocess\.exit\(/.test(withoutComments(text)));
    expect(found.map(([path]) => path)).toEqual(['src/cli/main.ts']);
  });

  it('draws no randomness, and reads no clock, where values are made', () => {
    const pure = files.filter((path) =>
      /^(generators|src\/(random|patterns|schema|checks))\//.test(path),
    );
    const impure =
      /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\)|\bperformance\.|\btoLocale|\bIntl\./;
    expect(pure.filter((path) => impure.test(withoutComments(texts.get(path) ?? '')))).toEqual([]);
  });

  it('has at most 400 lines', () => {
    const written = filesOf('test').filter((path) => !path.startsWith('test/golden/generated/'));
    const tests = written.filter((path) => path.endsWith('.ts'));
    expect([...files, ...tests].filter((path) => lineCount(path) > 400)).toEqual([]);
  });

  it('is in no folder that holds just anything', () => {
    const vague = new Set(['utils', 'util', 'helpers', 'common', 'shared', 'lib', 'misc']);
    const isVague = (name: string): boolean => vague.has(name.replace(/\.ts$/, ''));
    expect(files.filter((path) => path.split('/').some(isVague))).toEqual([]);
  });
});

describe('the tree of ARCHITECTURE.md', () => {
  const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const tree = /## The tree\s+```\n(.*?)```/s.exec(text)?.[1] ?? '';
  const named = foldersNamed(tree);

  it('names every folder there is', () => {
    const there = ['.', 'src', 'introspectors'].flatMap((folder) => foldersOf(folder));
    expect(there.filter((folder) => !named.includes(folder))).toEqual([]);
  });

  it('names no folder that is not there', () => {
    expect(named.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
  });
});

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

function foldersOf(folder: string): string[] {
  const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n');
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .filter((entry) => !ignored.includes(`${entry.name}/`))
    .map((entry) => (folder === '.' ? entry.name : `${folder}/${entry.name}`))
    .filter((path) => filesOf(path).length > 0);
}

/** Reads `name/` at the start of a line, and below it, indented by two, the names of what is in it. */
function foldersNamed(tree: string): string[] {
  let parent = '';
  return tree.split('\n').flatMap((line) => {
    const [, indent, name] = /^( *)([\w-]+)\/(?: |$)/.exec(line) ?? [];
    if (name === undefined) return [];
    if (indent !== '') return [`${parent}/${name}`];
    parent = name;
    return [name];
  });
}

/** Statements start their line, so that examples in comments are none. */
function importsOf(from: string, text: string): Import[] {
  const statements = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
  const calls = /\b(?:(typeof)\s+)?import\('([^']+)'\)/g;
  return [statements, calls].flatMap((pattern) =>
    [...withoutComments(text).matchAll(pattern)].map(([, type, specifier = '']) => {
      const inside = specifier.startsWith('.');
      const to = inside ? join(dirname(from), specifier) : packageOf(specifier);
      return { from, to, inside, typeOnly: type !== undefined };
    }),
  );
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function partOf(path: string): { readonly home: string; readonly rule: Rule } | null {
  for (let home = path; home !== '.'; home = dirname(home)) {
    const rule = PARTS[home] ?? (home === path ? undefined : PARTS[`${dirname(home)}/*`]);
    if (rule !== undefined) return { home, rule };
  }
  return null;
}

function isAllowed({ from, to, inside, typeOnly }: Import): boolean {
  const part = partOf(from);
  if (part === null) return false;
  const { home, rule } = part;
  if (!inside) return (rule.packages ?? []).includes(to);
  const allowed = rule.may.flatMap((each) => {
    const [, type, path = ''] = /^(type )?(.*)$/.exec(each) ?? [];
    return type === undefined || typeOnly ? [path] : [];
  });
  return [home, ...allowed].some((path) => to === path || to.startsWith(`${path}/`));
}

function describeImport({ from, to, typeOnly }: Import): string {
  return `${from} imports ${typeOnly ? 'types of ' : ''}${to}`;
}

/** A circle of imports a line; types may go both ways between files that belong together. */
function findCycles(): string[] {
  const done = new Set<string>();
  const values = imports.filter(({ inside, typeOnly }) => inside && !typeOnly);
  const visit = (path: string, above: readonly string[]): string[] => {
    if (above.includes(path)) return [[...above.slice(above.indexOf(path)), path].join(' → ')];
    if (done.has(path)) return [];
    done.add(path);
    const next = values.filter(({ from }) => from === path);
    return next.flatMap(({ to }) => visit(to, [...above, path]));
  };
  return files.flatMap((path) => visit(path, []));
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:\/\*[^]*?\*\/|\/\/.*)/gm, '');
}

function lineCount(path: string): number {
  return readFileSync(join(ROOT, path), 'utf8').split('\n').length - 1;
}
