import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');

/** README.md and every page of docs/. */
export const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
];

/** Those, and what is for who works on it. */
export const ALL_PAGES: readonly string[] = [
  ...PAGES,
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
];

/** A fenced block of a page. */
export interface Block {
  /** `docs/loading.md:12`, the line it begins at. */
  readonly where: string;
  readonly page: string;
  /** Of its first line of text, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** What the `<!-- from: … -->` above says that it shows. */
  readonly from: string | undefined;
}

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** The blocks of a language on all pages. */
export function blocksOf(language: string): Block[] {
  return PAGES.flatMap(readBlocks).filter((block) => block.language === language);
}

const FENCE = /(?:^<!-- from: (?<from>[^\n]*?) -->\n\n)?^```(?<language>[^\n]*)\n(?<text>[\s\S]*?)^```$/gm;

export function readBlocks(page: string): Block[] {
  const text = readPage(page);
  return [...text.matchAll(FENCE)].map((match) => {
    const { from, language = '', text: body = '' } = match.groups!;
    const line = text.slice(0, match.index + match[0].indexOf('```')).split('\n').length + 1;
    return { where: `${page}:${line}`, page, line, language, text: body, from };
  });
}

/** A file that the block says it is, by a comment in its first line. */
export function pathOf(block: Block): string | undefined {
  return /^(?:\/\/|#) (\S+\.\w+)\n/.exec(block.text)?.[1];
}

/** Writes lines of a block anew, for `UPDATE=1`. */
export function rewrite(block: Block, before: string, after: string): void {
  const lines = readPage(block.page).split('\n');
  const start = lines.slice(0, block.line - 1).join('\n');
  const rest = lines.slice(block.line - 1).join('\n');
  writeFileSync(join(ROOT, block.page), `${start}\n${rest.replace(before, () => after)}`);
}

export const updating = process.env['UPDATE'] !== undefined;
