import { Script } from 'node:vm';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { ALL_PAGES, blocksOf, readBlocks } from './support/pages.ts';

it.each(blocksOf('json'))('$where is JSON', ({ text }) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow();
});

it.each(blocksOf('yaml'))('$where is YAML', async ({ text }) => {
  await expect(format(text, { parser: 'yaml' })).resolves.toBeDefined();
});

it.each(blocksOf('js'))('$where is JavaScript', ({ text }) => {
  expect(new Script(text)).toBeDefined();
});

it('blocks are in languages that the tests know', () => {
  const known = new Set(['ts', 'js', 'sh', 'yaml', 'json', 'text', 'diff']);
  const others = ALL_PAGES.flatMap(readBlocks).filter(({ language }) => !known.has(language));
  // The tree of ARCHITECTURE.md is read by its own test.
  expect(others.map(({ where }) => where.replace(/:\d+$/, ''))).toEqual(['ARCHITECTURE.md']);
});

it('output is stored with where it is from', () => {
  const diffs = ALL_PAGES.flatMap(readBlocks).filter(({ language }) => language === 'diff');
  expect(diffs.filter(({ from }) => from === undefined)).toEqual([]);
});
