import type { SqlType } from './sql-type.ts';

/**
 * An expression after its types are known, with the parts that the catalogue keeps and in its order.
 * A type that could not be found out is null.
 */
export type Typed =
  | { readonly kind: 'constant'; readonly type: SqlType; readonly text: string | null }
  | { readonly kind: 'column'; readonly type: SqlType | null; readonly sql: string }
  | {
      readonly kind: 'cast';
      readonly type: SqlType;
      readonly spelled: string;
      readonly operand: Typed;
      /** Nobody wrote it; it is shown where the server's own printer shows it. */
      readonly implicit: boolean;
    }
  | {
      readonly kind: 'operator';
      readonly type: SqlType | null;
      readonly symbol: string;
      readonly left: Typed | null;
      readonly right: Typed;
    }
  | {
      readonly kind: 'quantified';
      readonly type: SqlType | null;
      readonly symbol: string;
      readonly all: boolean;
      readonly left: Typed;
      readonly right: Typed;
    }
  /** `now()`, `COALESCE(…)`; the name as it is printed. */
  | {
      readonly kind: 'call';
      readonly type: SqlType | null;
      readonly name: string;
      readonly operands: readonly Typed[];
      readonly variadic?: boolean;
    }
  /** Words and operands in turn: `EXTRACT(year FROM `, at, `)`. */
  | {
      readonly kind: 'words';
      readonly type: SqlType | null;
      readonly parts: readonly (string | Typed)[];
      /** Casts that nobody wrote are shown in it. */
      readonly shows: boolean;
      /** It looks like a call, so that a key needs no parentheses around it. */
      readonly callLike: boolean;
    }
  | {
      readonly kind: 'logic';
      readonly type: SqlType | null;
      readonly word: 'AND' | 'OR' | 'NOT';
      readonly operands: readonly Typed[];
    }
  | {
      readonly kind: 'case';
      readonly type: SqlType | null;
      readonly operand: Typed | null;
      readonly branches: readonly { readonly when: Typed; readonly then: Typed }[];
      readonly otherwise: Typed;
    }
  | { readonly kind: 'array'; readonly type: SqlType; readonly items: readonly Typed[] };
