import fs from 'node:fs';
import { GenFactoriesError } from '../errors.ts';

/** Names of the files in a folder; none of a folder that is not there. */
export function listFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return doing('read', folder, () =>
    fs
      .readdirSync(folder, { withFileTypes: true })
      .flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
  );
}

/** A file's text. */
export function readText(path: string): string {
  return doing('read', path, () => fs.readFileSync(path, 'utf8'));
}

/** Makes a folder, and those that it is in, where they are not there yet. */
export function makeFolder(folder: string): void {
  doing('made', folder, () => fs.mkdirSync(folder, { recursive: true }));
}

/** Removes a file, or a folder with all that is in it; it need not be there. */
export function removeAll(path: string): void {
  doing('removed', path, () => fs.rmSync(path, { recursive: true, force: true }));
}

/** A reader never sees half a file. */
export function writeAtomically(path: string, text: string): void {
  replaceFiles([], [{ path, text }]);
}

/**
 * Removes files and writes others. All texts are on the disk before the first of them takes its place, so
 * that one that is full, or may not be written to, is left as it was.
 *
 * @param removed - paths
 * @param written - paths and texts
 * @throws GenFactoriesError `FILE_FAILED`
 */
export function replaceFiles(
  removed: readonly string[],
  written: readonly { readonly path: string; readonly text: string }[],
): void {
  const staged: string[] = [];
  try {
    for (const { path, text } of written) {
      doing('written', path, () => {
        if (fs.existsSync(path) && fs.statSync(path).isDirectory()) throw systemError('EISDIR');
        const temporary = temporaryName(path);
        staged.push(temporary);
        fs.writeFileSync(temporary, text);
      });
    }
    // First what goes: where a file system folds case, it may have the name of what is written.
    for (const path of removed) doing('removed', path, () => fs.rmSync(path));
    for (const { path } of written)
      doing('written', path, () => fs.renameSync(temporaryName(path), path));
  } catch (error) {
    for (const temporary of staged) fs.rmSync(temporary, { force: true });
    throw error;
  }
}

function temporaryName(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

/** What the system says of a file or folder as one error: which it is, and what to do. */
function doing<T>(deed: 'read' | 'written' | 'made' | 'removed', path: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const [why, fix] = REASONS[code] ?? [
      cause instanceof Error ? cause.message : String(cause),
      'Run the command again.',
    ];
    throw new GenFactoriesError('FILE_FAILED', {
      what: `The file or folder cannot be ${deed}: ${why}`,
      where: path,
      fix,
      cause,
    });
  }
}

const NOT_ALLOWED = [
  'permission is denied',
  'Give the user that runs this command access to it, or name another folder with --out.',
] as const;
const FULL = [
  'there is no room left',
  'Make room on the disk, and run the command again.',
] as const;
const NO_FOLDER = [
  'a file is where a folder belongs',
  'Move the file away, or name another folder with --out.',
] as const;

/** Why the system refuses, and what to do about it, by its code. */
const REASONS: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: ['it is on a file system that is read-only', 'Name another folder with --out.'],
  ENOSPC: FULL,
  EDQUOT: FULL,
  EISDIR: [
    'a folder is where a file belongs',
    'Move the folder away, or name another one with --out.',
  ],
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  ENOENT: [
    'it is not there any more',
    'Run the command again, while nothing else changes the folder.',
  ],
};

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
