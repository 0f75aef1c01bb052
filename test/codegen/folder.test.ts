import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readGenerated, writeGenerated } from '../../src/codegen/generated-folder.ts';
import { importExtension } from '../../src/codegen/import-extension.ts';
import { renderFile, type RenderedFile } from '../../src/codegen/render-file.ts';
import { GenFactoriesError } from '../../src/errors.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gen-factories-folder-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A generated file of few words. */
function file(name: string, ...imports: readonly string[]): RenderedFile {
  const data = { files: imports, extension: '' };
  return renderFile({ path: `${name}.ts`, template: 'index', from: 'a test', data }, '1.0.0');
}

function put(path: string, text: string): void {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), text);
}

function refusal(run: () => unknown): GenFactoriesError {
  try {
    run();
  } catch (error) {
    if (error instanceof GenFactoriesError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('writing', () => {
  const files = [file('index', 'users'), file('users')];
  const folder = (): string => join(home, 'generated');
  const stat = (): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder()).map((name) => [name, readFileSync(join(folder(), name), 'utf8')]),
    );

  it('makes the folder, and leaves nothing but the files in it', () => {
    expect(writeGenerated(folder(), files, false)).toEqual({
      written: ['index.ts', 'users.ts'],
      removed: [],
      unchanged: [],
    });
    expect(stat()).toEqual({ 'index.ts': files[0]!.text, 'users.ts': files[1]!.text });
  });

  it('writes only what differs, and removes what is no longer made', () => {
    writeGenerated(folder(), [...files, file('gone')], false);
    expect(
      writeGenerated(folder(), [file('index', 'users', 'orgs'), file('users')], false),
    ).toEqual({
      written: ['index.ts'],
      removed: ['gone.ts'],
      unchanged: ['users.ts'],
    });
    expect(readdirSync(folder())).toEqual(['index.ts', 'users.ts']);
  });

  it('keeps to the layout that somebody gave a file', () => {
    writeGenerated(folder(), files, false);
    const formatted = files[0]!.text.replaceAll("'", '"');
    put('generated/index.ts', formatted);
    expect(writeGenerated(folder(), files, false).written).toEqual([]);
    expect(stat()['index.ts']).toBe(formatted);
  });

  it.each([
    ['edits', (text: string) => `${text}// mine\n`],
    ['a file that is not ours', () => 'export const mine = 1;\n'],
  ])('refuses to lose %s, and writes nothing at all', (_, change) => {
    writeGenerated(folder(), files, false);
    put('generated/users.ts', change(files[1]!.text));
    const before = stat();
    const error = refusal(() =>
      writeGenerated(folder(), [file('index', 'orgs'), file('users'), file('orgs')], false),
    );
    expect(error.code).toBe('FILE_EDITED');
    expect(error.what).toContain('users.ts');
    expect(error.fix).toContain('--force');
    expect(stat()).toEqual(before);
    writeGenerated(folder(), files, true);
    expect(stat()['users.ts']).toBe(files[1]!.text);
  });

  it('refuses to remove a file that somebody edited', () => {
    writeGenerated(folder(), [...files, file('gone')], false);
    put('generated/gone.ts', `${file('gone').text}// mine\n`);
    expect(refusal(() => writeGenerated(folder(), files, false)).what).toContain('gone.ts');
    expect(writeGenerated(folder(), files, true).removed).toEqual(['gone.ts']);
  });

  it('loses nothing where an edit says what would be written', () => {
    writeGenerated(folder(), files, false);
    const [header] = file('index', 'orgs').text.split('\n');
    put(
      'generated/index.ts',
      files[0]!.text.replace(/^.*/, () => header!),
    );
    expect(writeGenerated(folder(), files, false).written).toEqual(['index.ts']);
  });

  it('leaves what is not ours alone', () => {
    put('generated/mine.ts', 'export {};\n');
    put('generated/notes.md', 'mine\n');
    mkdirSync(join(folder(), 'more.ts'));
    writeGenerated(folder(), files, false);
    expect(existsSync(join(folder(), 'mine.ts'))).toBe(true);
    expect(existsSync(join(folder(), 'notes.md'))).toBe(true);
    expect(existsSync(join(folder(), 'more.ts'))).toBe(true);
  });

  it('a folder that is not there has no files', () => {
    expect(readGenerated(join(home, 'nowhere'))).toEqual([]);
  });
});

describe('what the system refuses', () => {
  const files = [file('index', 'users'), file('users')];
  const folder = (): string => join(home, 'generated');
  afterEach(() => vi.restoreAllMocks());

  it('a file where the folder belongs, to read and to write', () => {
    put('generated', '');
    for (const run of [
      () => readGenerated(folder()),
      () => writeGenerated(folder(), files, false),
    ]) {
      expect(refusal(run)).toMatchObject({
        code: 'FILE_FAILED',
        what: expect.stringContaining('a file is where a folder belongs') as string,
        where: folder(),
      });
    }
    put('a', '');
    expect(refusal(() => writeGenerated(join(home, 'a/generated'), files, false)).code).toBe(
      'FILE_FAILED',
    );
  });

  it('a folder where a file belongs, before anything is written or removed', () => {
    writeGenerated(folder(), [file('gone')], false);
    mkdirSync(join(folder(), 'users.ts/mine'), { recursive: true });
    const error = refusal(() => writeGenerated(folder(), files, false));
    expect(error).toMatchObject({ code: 'FILE_FAILED', where: join(folder(), 'users.ts') });
    expect(error.what).toContain('a folder is where a file belongs');
    expect(readdirSync(folder()).sort()).toEqual(['gone.ts', 'users.ts']);
  });

  it.each([
    ['EACCES', 'permission is denied', /--out/],
    ['EPERM', 'permission is denied', /--out/],
    ['EROFS', 'read-only', /--out/],
    ['ENOSPC', 'no room', /Make room/],
    ['EDQUOT', 'no room', /Make room/],
    ['EMFILE', 'EMFILE', /again/],
  ])('%s, and leaves the folder as it was', (code, words, fix) => {
    writeGenerated(folder(), [file('gone'), file('users')], false);
    const before = readdirSync(folder());
    vi.spyOn(fs, 'writeFileSync').mockImplementation((path) => {
      throw Object.assign(new Error(`${code}: no, '${String(path)}'`), { code });
    });
    const error = refusal(() => writeGenerated(folder(), [...files, file('more')], false));
    expect(error).toMatchObject({ code: 'FILE_FAILED', where: join(folder(), 'index.ts') });
    expect(error.what).toContain('cannot be written');
    expect(error.what).toContain(words);
    expect(error.fix).toMatch(fix);
    expect(error.cause).toMatchObject({ code });
    vi.restoreAllMocks();
    expect(readdirSync(folder())).toEqual(before);
  });

  it('a disk that is full in the middle: nothing of it is left', () => {
    writeGenerated(folder(), [file('gone')], false);
    const { writeFileSync: write } = fs;
    let left = 1;
    vi.spyOn(fs, 'writeFileSync').mockImplementation((path, text) => {
      if (left-- > 0) return write(path, text);
      write(path, '');
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    });
    expect(refusal(() => writeGenerated(folder(), files, false)).code).toBe('FILE_FAILED');
    vi.restoreAllMocks();
    expect(readdirSync(folder())).toEqual(['gone.ts']);
  });

  it('a file that may not be read', () => {
    writeGenerated(folder(), files, false);
    vi.spyOn(fs, 'readFileSync').mockImplementation(() => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    });
    expect(refusal(() => readGenerated(folder()))).toMatchObject({
      code: 'FILE_FAILED',
      what: expect.stringContaining('cannot be read') as string,
      where: join(folder(), 'index.ts'),
    });
  });
});

describe('the ending of imports', () => {
  const options = (text: string): string => `{ "compilerOptions": { ${text} } }`;

  it.each([
    ['nodenext', '"module": "nodenext"', '.js'],
    ['node16', '"module": "node16"', '.js'],
    ['node18', '"module": "node18"', '.js'],
    ['node20', '"module": "node20"', '.js'],
    ['resolution of nodenext', '"module": "esnext", "moduleResolution": "nodenext"', '.js'],
    ['a bundler', '"module": "esnext", "moduleResolution": "bundler"', ''],
    ['preserve', '"module": "preserve"', ''],
    ['CommonJS', '"module": "commonjs"', ''],
    ['CommonJS as Node 10 had it', '"module": "commonjs", "moduleResolution": "node10"', ''],
  ])('%s', (_, text, expected) => {
    put('tsconfig.json', options(text));
    expect(importExtension(join(home, 'factories/generated'))).toBe(expected);
  });

  it('is that of the nearest tsconfig, and of what it extends', () => {
    put('tsconfig.base.json', options('"module": "nodenext"'));
    put('tsconfig.json', options('"module": "commonjs"'));
    put('app/tsconfig.json', '{ "extends": "../tsconfig.base.json" }');
    expect(importExtension(join(home, 'app/factories/generated'))).toBe('.js');
    expect(importExtension(join(home, 'factories/generated'))).toBe('');
  });

  it('comments and trailing commas are no trouble, nor is what cannot be extended', () => {
    put(
      'tsconfig.json',
      `// ours\n{ "extends": "@tsconfig/nowhere", /* all */ "compilerOptions": { "module": "nodenext", }, }`,
    );
    expect(importExtension(join(home, 'generated'))).toBe('.js');
  });

  it.each([
    ['an ESM package', '{ "type": "module" }', '.js'],
    ['a CommonJS package', '{}', ''],
    ['a broken package.json', '{ "type": ', ''],
  ])('without a tsconfig: %s', (_, text, expected) => {
    put('package.json', text);
    expect(importExtension(join(home, 'factories/generated'))).toBe(expected);
  });

  it('with a tsconfig that does not say: that of the package', () => {
    put('package.json', '{ "type": "module" }');
    put('tsconfig.json', '{}');
    expect(importExtension(join(home, 'factories/generated'))).toBe('.js');
  });
});
