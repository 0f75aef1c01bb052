import { describe, expect, it } from 'vitest';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import type { SourceFile } from '../../../introspectors/prisma/source/source-file.ts';
import { GenFactoriesError } from '../../../src/errors.ts';
import { PANIC, prismaReads, prismaVerdict } from './support/oracle.ts';
import { told, weRead } from './support/said.ts';
import { prismaFixtures } from './support/schemas.ts';

const COUNT = Number(process.env['GEN_FACTORIES_MUTANTS'] ?? 60);

/** Files with one small change each, as a slip of the hand makes it: always the same ones. */
describe.each(prismaFixtures())('$name, a little changed', ({ files }) => {
  it('is taken or refused, and read, as Prisma does it', { timeout: 120_000 }, () => {
    const random = mulberry32(files[0]!.text.length);
    const wrong: string[] = [];
    for (let n = 0; n < COUNT; n++) {
      const place = Math.floor(random() * files.length);
      const changed = files.map((file, index) =>
        index === place ? { ...file, text: mutate(file.text, random) } : file,
      );
      const problem = compare(changed);
      if (problem !== null) wrong.push(`${problem}\n${difference(files[place]!, changed[place]!)}`);
    }
    expect(wrong).toEqual([]);
  });
});

function compare(files: readonly SourceFile[]): string | null {
  const theirs = prismaVerdict(files);
  const ours = ourVerdict(files);
  if (theirs !== null) {
    return ours !== null || UNCHECKED.some((known) => known.test(theirs))
      ? null
      : `We take it: ${theirs}`;
  }
  if (ours !== null) return `We refuse it: ${ours}`;
  const read = prismaReads(files);
  if (read === null) return null;
  const same = JSON.stringify(sorted(told(weRead(files), read))) === JSON.stringify(sorted(read));
  return same ? null : 'We read something else';
}

/** What Prisma checks and a reader of schemas need not: databases are made of valid schemas. */
const UNCHECKED: readonly RegExp[] = [
  /preview feature "[^"]*" is not known|are a preview feature/,
  /in generator (?:block )?"client"/,
  // A datasource's name is none of a class.
  /is a reserved scalar type name/,
  // Of extensions.
  /Argument not known/,
  /Unexpected token. Expected one of: Asc, Desc/,
  /`autoincrement\(\)` default value is used on a non-indexed field/,
  /MongoDB `@default\(auto\(\)\)` fields must have the `@id`/,
  // Across models; of one model they are checked.
  /The given constraint name `[^`]*` has to be unique in the following namespace: global/,
  /The given constraint name `[^`]*_idx` has to be unique/,
  new RegExp(PANIC),
];

function ourVerdict(files: readonly SourceFile[]): string | null {
  try {
    readPrismaSchema(files);
    return null;
  } catch (error) {
    if (!(error instanceof GenFactoriesError)) throw error;
    return error.message;
  }
}

const INSERTED = [
  ...'{}[]()@?,:="%/*-._ \n1aÜ',
  '//',
  '/*',
  '*/',
  '@@',
  '[]',
  ' // x\n',
  '/* x */',
  ' true ',
  '\t',
];

function mutate(text: string, random: () => number): string {
  const pick = (most: number): number => Math.floor(random() * most);
  const at = pick(text.length);
  const lines = text.split('\n');
  const line = pick(lines.length);
  const words = [...text.matchAll(/\w+/g)];
  const word = words[pick(words.length)]!;
  const other = words[pick(words.length)]!;
  switch (pick(7)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + INSERTED[pick(INSERTED.length)] + text.slice(at);
    case 2:
      return lines.filter((_, index) => index !== line).join('\n');
    case 3:
      return lines.toSpliced(line, 0, lines[line]!).join('\n');
    case 4:
      return lines.toSpliced(line, 2, lines[line + 1] ?? '', lines[line]!).join('\n');
    case 5:
      return text.slice(0, word.index) + other[0] + text.slice(word.index + word[0].length);
    default:
      return lines
        .toSpliced(line, 1, `${lines[line]} ${INSERTED[pick(INSERTED.length)]}`)
        .join('\n');
  }
}

function difference(from: SourceFile, to: SourceFile): string {
  const before = from.text.split('\n');
  const after = to.text.split('\n');
  const first = after.findIndex((line, index) => line !== before[index]);
  return `${to.path}:${first + 1}\n${after.slice(Math.max(0, first - 1), first + 3).join('\n')}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
