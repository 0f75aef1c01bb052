import type { FoundFile } from './generated-folder.ts';
import { withoutLayout } from './layout.ts';
import { withoutSeen } from './origin-lines.ts';
import type { RenderedFile } from './render-file.ts';

/** A generated file that is not as it would be written now. */
export interface FileDrift {
  readonly path: string;
  readonly kind: 'missing' | 'outdated' | 'edited' | 'orphaned';
  /** The file on disk; empty where it is missing. */
  readonly before: string;
  /** What would be written; empty where it is orphaned. */
  readonly after: string;
}

/** What has become of a file, to be said behind its name. */
export const DRIFT_WORDS: Readonly<Record<FileDrift['kind'], string>> = {
  missing: 'is missing',
  outdated: 'is out of date',
  edited: 'was edited by hand: move the changes to index.ts beside generated/',
  orphaned: 'belongs to a table that is gone',
};

function comparable(text: string): string {
  return withoutLayout(withoutSeen(text));
}

/**
 * Compares the files on disk with what would be written now. Layout does not count: a formatter may
 * have run over them.
 *
 * @param found - generated files on disk
 * @param rendered - all files as they would be written
 */
export function findDrift(
  found: readonly FoundFile[],
  rendered: readonly RenderedFile[],
): FileDrift[] {
  const byPath = new Map(found.map((file) => [file.path, file]));
  const wanted = new Set(rendered.map((file) => file.path));
  const drifts = rendered.flatMap((file): FileDrift[] => {
    const old = byPath.get(file.path);
    if (old === undefined)
      return [{ path: file.path, kind: 'missing', before: '', after: file.text }];
    if (comparable(old.text) === comparable(file.text)) return [];
    const kind = old.edited || !old.ours ? 'edited' : 'outdated';
    return [{ path: file.path, kind, before: old.text, after: file.text }];
  });
  const orphans = found
    .filter((file) => file.ours && !wanted.has(file.path))
    .map((file): FileDrift => ({
      path: file.path,
      kind: 'orphaned',
      before: file.text,
      after: '',
    }));
  return [...drifts, ...orphans];
}
