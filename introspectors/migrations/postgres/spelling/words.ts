import type { SqlType } from './sql-type.ts';
import type { Typed } from './typed.ts';

/** Words and operands in turn, printed one after the other. */
export function words(
  type: SqlType | null,
  parts: readonly (string | Typed)[],
  {
    shows = false,
    callLike = false,
  }: { readonly shows?: boolean; readonly callLike?: boolean } = {},
): Typed {
  return { kind: 'words', type, parts, shows, callLike };
}
