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
  /** Its number on the page, from 0. */
  readonly place: number;
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

const FENCE =
  /(?:^<!-- from: (?<from>[^\n]*?) -->\n\n)?^```(?<language>[^\n]*)\n(?<text>[\s\S]*?)^```$/gm;

export function readBlocks(page: string): Block[] {
  const text = readPage(page);
  return [...text.matchAll(FENCE)].map((match, place) => {
    const { from, language = '', text: body = '' } = match.groups!;
    const line = text.slice(0, match.index + match[0].indexOf('```')).split('\n').length;
    return { where: `${page}:${line}`, page, place, language, text: body, from };
  });
}

/** A file that the block says it is, by a comment in its first line. */
export function pathOf(block: Block): string | undefined {
  return /^(?:\/\/|#) (\S+\.\w+)\n/.exec(block.text)?.[1];
}

/** Writes a block's text anew, for `UPDATE=1`. */
export function rewrite({ page, place }: Block, text: string): void {
  let number = 0;
  const changed = readPage(page).replace(FENCE, (block) => {
    if (number++ !== place) return block;
    const start = block.indexOf('\n', block.indexOf('```')) + 1;
    return `${block.slice(0, start)}${text}\`\`\``;
  });
  writeFileSync(join(ROOT, page), changed);
}

export const updating = process.env['UPDATE'] !== undefined;
