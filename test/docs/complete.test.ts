import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as generators from '../../generators/catalog.ts';
import { typeEdgeNames } from '../../generators/edges.ts';
import { parseType } from '../../src/schema/type-notation.ts';
import { ALL_PAGES, readPage, ROOT } from './support/pages.ts';

/** Cells of a page's tables that are code, in their first column. */
function firstCells(page: string): string[] {
  return [...readPage(page).matchAll(/^\| ([^|]+?) +\|/gm)].flatMap(
    ([, cell = '']) => /^`([^`]+)`$/.exec(cell)?.slice(1) ?? [],
  );
}

function source(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

describe('the pages have', () => {
  it('every error code, and no other', () => {
    const [, union = ''] = /export type ErrorCode =([^;]*);/.exec(source('src/errors.ts')) ?? [];
    const codes = [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code);
    const named = firstCells('docs/errors.md').filter((cell) => /^[A-Z_]+$/.test(cell));
    expect(named.toSorted()).toEqual(codes.toSorted());
  });

  it('every key of the config, and no other', () => {
    const keys = [...source('src/config/config.ts').matchAll(/^ {2}readonly (\w+)\?:/gm)].map(
      ([, key]) => key,
    );
    const named = firstCells('docs/configuration.md').filter((cell) => !/^[A-Z_]+$/.test(cell));
    expect(named).toEqual(keys);
  });

  it('every environment variable', () => {
    const read = [
      'src/runtime/up.ts',
      'src/cli/main.ts',
      'src/cli/output.ts',
      'src/cli/settings.ts',
    ]
      .flatMap((path) => [...source(path).matchAll(/env\[?'?\.?([A-Z_]+)/g)])
      .map(([, name = '']) => name);
    const page = readPage('docs/configuration.md');
    expect(read.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('every generator, and no other', () => {
    const calls = firstCells('docs/overriding-values.md').map((cell) => /^(\w+)\(/.exec(cell)?.[1]);
    const named = calls.filter((name) => name !== undefined && name !== 'parent');
    const catalogue = new Set<string>(generators.CATALOG);
    expect([...new Set(named)].filter((name) => name !== 'ref' && !catalogue.has(name!))).toEqual(
      [],
    );
    expect(generators.CATALOG.filter((name) => !named.includes(name))).toEqual([]);
  });

  it.each([
    ['text', 'text'],
    ['integer', 'integer'],
    ['decimal(8,2)', 'decimal, money'],
    ['double precision', 'float'],
    ['date', 'date'],
    ['time', 'time'],
    ['interval', 'interval'],
    ['jsonb', 'JSON'],
    ['text[]', 'array'],
    ['bytea', 'bytea'],
    ['inet', 'inet, cidr'],
    ['point', 'geometric'],
    ['xml', 'xml'],
  ])('every edge case of %s', (type, heading) => {
    const line = readPage('docs/edge-cases.md')
      .split('\n')
      .find((each) => new RegExp(`^\\| ${heading} +\\|`).test(each))!;
    const named = [...line.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect(named).toEqual(typeEdgeNames(parseType(type).type));
  });

  it('examples of the catalogue that can be called', () => {
    for (const cell of firstCells('docs/overriding-values.md')) {
      if (!/^\w+\(/.test(cell) || /^(?:parent|ref\(table)/.test(cell)) continue;
      expect(() => runInNewContext(cell, { ...generators }) as unknown, cell).not.toThrow();
    }
  });
});

describe('links', () => {
  const links = ALL_PAGES.flatMap((page) =>
    [...readPage(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => ({ page, to })),
  );

  it('within the repository lead somewhere', () => {
    const dead = links.filter(({ page, to }) => {
      if (/^https:/.test(to)) return false;
      const [path = '', anchor] = to.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it('reach every page from the README', () => {
    const reached = new Set(['README.md']);
    for (const from of reached) {
      for (const { page, to } of links) {
        if (page === from && to.includes('.md'))
          reached.add(join(dirname(page), to.split('#')[0]!));
      }
    }
    expect(ALL_PAGES.filter((page) => !reached.has(page))).toEqual([]);
  });
});

it('files that pages name are there', () => {
  const named = ALL_PAGES.flatMap((page) =>
    [
      ...readPage(page).matchAll(/`((?:src|generators|introspectors|test|fixtures)\/[\w./-]+)`/g),
    ].map(([, path = '']) => path),
  );
  expect(
    named.filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, `${path}.ts`))),
  ).toEqual([]);
});

it('pages name no registry and no path of a machine', () => {
  const text = ALL_PAGES.map(readPage).join('\n');
  expect(text).not.toMatch(/npmjs|registry\.|\/work\/|\/home\/|\/tmp\//);
});

function anchorsOf(page: string): string[] {
  return [...readPage(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}
