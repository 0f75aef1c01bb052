import { join } from 'node:path';
import { GenFactoriesError } from '../errors.ts';
import { compareCodeUnits } from '../schema/canonical-json.ts';
import { listFiles, makeFolder, readText, replaceFiles } from './files.ts';
import { withoutLayout } from './layout.ts';
import { isEdited, statedChecksum, type RenderedFile } from './render-file.ts';

/** A file that is in the folder of generated files. */
export interface FoundFile {
  readonly path: string;
  readonly text: string;
  /** It was written by gen-factories. */
  readonly ours: boolean;
  /** It is ours, and somebody changed it. */
  readonly edited: boolean;
}

/**
 * Reads the folder of generated files.
 *
 * @param folder - its path; a folder that is not there has no files
 * @returns TypeScript files by name, in code unit order
 */
export function readGenerated(folder: string): FoundFile[] {
  return listFiles(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort(compareCodeUnits)
    .map((path) => {
      const text = readText(join(folder, path));
      const ours = statedChecksum(text) !== null;
      return { path, text, ours, edited: ours && isEdited(text) };
    });
}

/** What writing changed. */
export interface WriteSummary {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Brings the folder to what was rendered: files that differ are written, files of tables that are gone
 * are removed.
 *
 * @param folder - of generated files; made where it is not there
 * @param files - all files of the folder
 * @param force - also over files that somebody edited
 * @throws GenFactoriesError `FILE_EDITED` before anything is written, where somebody's edits, or a file
 *   that is not ours, would be lost; `FILE_FAILED` where the system refuses, which changes nothing either
 */
export function writeGenerated(
  folder: string,
  files: readonly RenderedFile[],
  force: boolean,
): WriteSummary {
  const found = new Map(readGenerated(folder).map((file) => [file.path, file]));
  const wanted = new Set(files.map((file) => file.path));
  const replaced = files.flatMap((file) => {
    const old = found.get(file.path);
    return old === undefined || withoutLayout(old.text) === withoutLayout(file.text) ? [] : [old];
  });
  const changes = files.filter((file) => {
    const old = found.get(file.path);
    return (
      old === undefined || replaced.includes(old) || headerOf(old.text) !== headerOf(file.text)
    );
  });
  const orphans = [...found.values()].filter((file) => file.ours && !wanted.has(file.path));
  if (!force) refuseLosses(folder, [...replaced, ...orphans]);
  makeFolder(folder);
  replaceFiles(
    orphans.map(({ path }) => join(folder, path)),
    changes.map(({ path, text }) => ({ path: join(folder, path), text })),
  );
  const changed = new Set(changes.map((file) => file.path));
  return {
    written: [...changed],
    removed: orphans.map((file) => file.path),
    unchanged: files.flatMap((file) => (changed.has(file.path) ? [] : [file.path])),
  };
}

function headerOf(text: string): string {
  return text.slice(0, text.indexOf('\n')).trimEnd();
}

function refuseLosses(folder: string, replaced: readonly FoundFile[]): void {
  const losses = replaced.filter((file) => file.edited || !file.ours);
  if (losses.length === 0) return;
  throw new GenFactoriesError('FILE_EDITED', {
    what: `These files were changed by hand, and would be overwritten: ${losses.map((file) => file.path).join(', ')}`,
    where: folder,
    fix: 'Move the changes to index.ts beside the folder, or pass --force to give them up.',
  });
}
