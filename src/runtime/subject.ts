/** What a row is tried for. */
export type Subject =
  | { readonly kind: 'factory'; readonly table: string }
  | { readonly kind: 'trait'; readonly table: string; readonly name: string }
  | {
      readonly kind: 'edge';
      readonly table: string;
      readonly column: string;
      readonly name: string;
    }
  /** Rows that a scenario adds to a table; to none where it cannot be planned. */
  | { readonly kind: 'scenario'; readonly table: string | null; readonly name: string };

/**
 * A subject in words.
 *
 * @example
 * ```ts
 * summaryOf({ kind: 'trait', table: 'users', name: 'banned' }); // 'users, trait banned'
 * summaryOf({ kind: 'edge', table: 'users', column: 'name', name: 'emoji' }); // 'users.name, edge case emoji'
 * ```
 */
export function summaryOf(subject: Subject): string {
  switch (subject.kind) {
    case 'factory':
      return subject.table;
    case 'trait':
      return `${subject.table}, trait ${subject.name}`;
    case 'edge':
      return `${subject.table}.${subject.column}, edge case ${subject.name}`;
    case 'scenario':
      return subject.table === null
        ? `scenario ${subject.name}`
        : `${subject.table}, scenario ${subject.name}`;
  }
}
