import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startCli } from '../support/cli.ts';
import { ALL_PAGES, readBlocks, readPage, ROOT, type Block } from './support/pages.ts';

const BLOCKS = ALL_PAGES.flatMap(readBlocks).filter(({ language }) =>
  /^(?:sh|yaml)$/.test(language),
);

interface Command {
  readonly where: string;
  readonly line: string;
  /** Without the variables that are set before it. */
  readonly words: readonly string[];
}

/** Every command of every block: lines of shells, `run:` of workflows. */
const COMMANDS = BLOCKS.flatMap(commandsIn);

function commandsIn(block: Block): Command[] {
  const lines = block.text.split('\n').flatMap((line) => {
    if (block.language === 'sh') return line.replace(/(?:^|\s)#.*$/, '').split('&&');
    return /- run: ([^#]*)/.exec(line)?.slice(1) ?? [];
  });
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({
      where: block.where,
      line,
      words: line.split(/\s+/).filter((word) => !/^[A-Z_]+=/.test(word)),
    }));
}

const SUBCOMMANDS = ['generate', 'check', 'up', 'down', 'plan', 'demo'];
const help = new Map<string, string>();

beforeAll(async () => {
  for (const name of SUBCOMMANDS) {
    const { stdout } = await startCli([name, '--help'], { cwd: ROOT }).finished;
    help.set(name, stdout);
  }
}, 60_000);

describe('commands of the pages', () => {
  it('are of programs that a reader has', () => {
    const known = new Set(['npm', 'npx', 'node', '.ci/run']);
    expect(COMMANDS.filter(({ words }) => !known.has(words[0]!)).map(({ line }) => line)).toEqual(
      [],
    );
  });

  it('of npm are scripts of this repository, or npm’s own', () => {
    const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
    const { scripts } = JSON.parse(manifest) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    // The reader's own, and said to be so.
    const known = new Set([...Object.keys(scripts), 'migrate']);
    const named = COMMANDS.filter(({ words: [program] }) => program === 'npm').map(({ words }) =>
      words[1] === 'run' ? words[2]! : words[1]!,
    );
    expect(named.filter((name) => !known.has(name) && !['ci', 'i', 'test'].includes(name))).toEqual(
      [],
    );
  });

  it('of gen-factories parse', () => {
    const own = COMMANDS.filter(({ words }) => words[0] === 'npx' && words[1] === 'gen-factories');
    expect(own.length).toBeGreaterThan(10);
    for (const { where, words } of own) {
      const [first, ...rest] = words.slice(2);
      const named = first !== undefined && !first.startsWith('-');
      const text = help.get(named ? first : 'generate');
      expect(text, `${where}: ${words.join(' ')}`).toBeDefined();
      const flags = (named ? rest : words.slice(2)).filter((word) => word.startsWith('-'));
      for (const flag of flags) expect(text, where).toMatch(new RegExp(`${flag}[ ,\\n]`));
    }
  });

  it('run files that are there', () => {
    const paths = COMMANDS.flatMap(({ words }) =>
      words[1] === 'vitest' ? words.filter((word) => word.startsWith('test/')) : [],
    );
    for (const path of paths) expect(() => readFileSync(join(ROOT, path))).toThrow(/EISDIR/);
  });
});

describe('flags of the command line', () => {
  it('are all in the documentation', () => {
    const pages = ALL_PAGES.map(readPage).join('\n');
    const flags = [...help.values()].flatMap((text) => text.match(/--[a-z-]+/g) ?? []);
    expect([...new Set(flags)].filter((flag) => !pages.includes(flag))).toEqual([]);
  });
});
