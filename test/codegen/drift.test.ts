import { format, type Options } from 'prettier';
import { describe, expect, it } from 'vitest';
import { findDrift, type FileDrift } from '../../src/codegen/find-drift.ts';
import type { FoundFile } from '../../src/codegen/generated-folder.ts';
import { withoutLayout } from '../../src/codegen/layout.ts';
import { isEdited, statedChecksum, type RenderedFile } from '../../src/codegen/render-file.ts';
import { MODELS, readModel, render } from './models.ts';

/** Files as they would be found on disk, all of them changed in one way. */
function onDisk(
  files: readonly RenderedFile[],
  change: (text: string, path: string) => string = (text) => text,
): FoundFile[] {
  return files.map(({ path, text }) => {
    const found = change(text, path);
    const ours = statedChecksum(found) !== null;
    return { path, text: found, ours, edited: ours && isEdited(found) };
  });
}

function kindsOf(drifts: readonly FileDrift[]): string[] {
  return drifts.map(({ path, kind }) => `${path} ${kind}`);
}

const files = await render(readModel('keys'));

describe('what counts', () => {
  it('files as they are written are in step', () => {
    expect(findDrift(onDisk(files), files)).toEqual([]);
  });

  it('a missing file', () => {
    const found = onDisk(files).filter(({ path }) => path !== 'schema.ts');
    expect(kindsOf(findDrift(found, files))).toEqual(['schema.ts missing']);
  });

  it('a file of ours whose table is gone, but none of somebody else', () => {
    const [schema] = files;
    const found = [
      ...onDisk(files),
      { path: 'gone.ts', text: schema!.text, ours: true, edited: false },
      { path: 'mine.ts', text: 'export {};\n', ours: false, edited: false },
    ];
    expect(kindsOf(findDrift(found, files))).toEqual(['gone.ts orphaned']);
  });

  it('a file that is as it was written, but not as it would be written', () => {
    const after = files.map((file) =>
      file.path === 'index.ts' ? { ...file, text: `${file.text}import './more';\n` } : file,
    );
    expect(kindsOf(findDrift(onDisk(files), after))).toEqual(['index.ts outdated']);
  });

  it.each([
    ['a count', /count: [\d_]+/, 'count: 7'],
    ['a text', /seed: 'test'/, "seed: 'te st'"],
    ['the case of a text', /seed: 'test'/, "seed: 'Test'"],
    ['a name', /export const factory/, 'export const factories'],
    ['a comment', /\/\*\* Every table/, '/** Not every table'],
  ])('%s that somebody changed', (_, from, to) => {
    const found = onDisk(files, (text) => text.replace(from, to));
    const drifts = findDrift(found, files);
    expect(drifts.length).toBeGreaterThan(0);
    expect(new Set(drifts.map(({ kind }) => kind))).toEqual(new Set(['edited']));
  });

  it('a file in the place of ours that is not ours', () => {
    const found = onDisk(files, (text, path) => (path === 'index.ts' ? 'export {};\n' : text));
    expect(kindsOf(findDrift(found, files))).toEqual(['index.ts edited']);
  });
});

describe('what does not count', () => {
  it('the version that wrote a file', () => {
    const found = onDisk(files, (text) =>
      text.replace('gen-factories 1.2.3', 'gen-factories 0.9.0'),
    );
    expect(findDrift(found, files)).toEqual([]);
  });

  it('line ends', () => {
    const found = onDisk(files, (text) => text.replaceAll('\n', '\r\n'));
    expect(findDrift(found, files)).toEqual([]);
    expect(found.some(({ edited }) => edited)).toBe(false);
  });

  const STYLES: readonly Options[] = [
    {},
    { printWidth: 40, semi: false, trailingComma: 'none', useTabs: true, quoteProps: 'consistent' },
    { printWidth: 60, singleQuote: true, arrowParens: 'avoid', bracketSpacing: false, tabWidth: 8 },
    { printWidth: 300, objectWrap: 'collapse', quoteProps: 'preserve', endOfLine: 'crlf' },
  ];

  it.each(MODELS)('the layout that a formatter gave the files of %s', async (name) => {
    const rendered = await render(readModel(name));
    for (const style of STYLES) {
      const formatted = new Map(
        await Promise.all(
          rendered.map(async ({ path, text }) => {
            return [path, await format(text, { ...style, parser: 'typescript' })] as const;
          }),
        ),
      );
      const found = onDisk(rendered, (_, path) => formatted.get(path)!);
      expect(kindsOf(findDrift(found, rendered))).toEqual([]);
      expect(found.filter(({ edited }) => edited)).toEqual([]);
    }
  });
});

describe('layout', () => {
  it.each([
    ["a: 'x'", 'a: "x"'],
    ["a: 'it\\'s'", 'a: "it\'s"'],
    ["{ 'a': 1 }", '{ a: 1, }'],
    ['f(1, [2, 3])', 'f(\n  1,\n  [2, 3,],\n)'],
    ['{ a, // why\n}', '{ a // why\n}'],
    ["a: 'b' | 'c'", "a:\n  | 'b'\n  | 'c'"],
    ["(b | 'c')[]", "(\n  | b\n  | 'c'\n)[]"],
    ['/** one\n * two */', '/** one\n     * two */'],
  ])('%j says the same as %j', (first, second) => {
    expect(withoutLayout(first)).toBe(withoutLayout(second));
  });

  it.each([
    ["a: 'x y'", "a: 'xy'"],
    ["a: 'x'", "a: 'x;'"],
    ["a: 'x'", 'a: x'],
    ["a: 'x\\\\n'", "a: 'x\\n'"],
    ['new Date', 'newDate'],
    ['[1, 2]', '[12]'],
    ["a: 'b' | 'c'", "a: 'b' & 'c'"],
    ['// a', '// b'],
  ])('%j does not say the same as %j', (first, second) => {
    expect(withoutLayout(first)).not.toBe(withoutLayout(second));
  });
});
