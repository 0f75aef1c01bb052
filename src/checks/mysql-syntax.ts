/**
 * An expression as it is written, before anything is made of types: what mysql-grammar.ts reads and
 * parse-mysql.ts gives a meaning.
 */
export type Syntax =
  | { readonly kind: 'number'; readonly text: string }
  | {
      readonly kind: 'text';
      readonly value: string;
      /** What `_latin1'…'` says of it, without the underscore. */
      readonly charset: string | null;
      /** In double quotes, which make a name of it where the server was told so. */
      readonly perhapsName: boolean;
    }
  /** In hexadecimal. */
  | { readonly kind: 'bytes'; readonly digits: string }
  | { readonly kind: 'temporal'; readonly type: TemporalKeyword; readonly text: string }
  | { readonly kind: 'constant'; readonly value: true | false | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'prefix'; readonly operator: PrefixOperator; readonly operand: Syntax }
  | {
      readonly kind: 'infix';
      readonly operator: InfixOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | {
      readonly kind: 'is';
      readonly test: 'null' | 'true' | 'false';
      readonly negated: boolean;
      readonly operand: Syntax;
    }
  | {
      readonly kind: 'in';
      readonly negated: boolean;
      readonly operand: Syntax;
      readonly items: readonly Syntax[];
    }
  | {
      readonly kind: 'between';
      readonly negated: boolean;
      readonly operand: Syntax;
      readonly low: Syntax;
      readonly high: Syntax;
    }
  | {
      readonly kind: 'match';
      readonly operator: 'like' | 'regexp';
      readonly negated: boolean;
      readonly operand: Syntax;
      readonly pattern: Syntax;
      readonly escape: Syntax | null;
    }
  | { readonly kind: 'collate'; readonly operand: Syntax; readonly collation: string }
  | { readonly kind: 'row'; readonly items: readonly Syntax[] }
  | {
      readonly kind: 'case';
      readonly operand: Syntax | null;
      readonly branches: readonly { readonly when: Syntax; readonly result: Syntax }[];
      readonly otherwise: Syntax | null;
    }
  | {
      readonly kind: 'call';
      /** In lower case. */
      readonly name: string;
      readonly operands: readonly Syntax[];
    }
  | { readonly kind: 'cast'; readonly operand: Syntax; readonly type: CastType }
  /** `interval 3 day`, behind a `+` or `-`. */
  | { readonly kind: 'interval'; readonly amount: Syntax; readonly unit: string }
  /** What the grammar here has no rule for, and the names in it. */
  | { readonly kind: 'unread'; readonly names: readonly string[] };

export type TemporalKeyword = 'date' | 'time' | 'timestamp';
export type PrefixOperator = 'not' | '-' | '+' | '~' | 'binary';
export type LogicalOperator = 'or' | 'xor' | 'and';
export type ComparisonSymbol = '=' | '<=>' | '>=' | '>' | '<=' | '<' | '<>';
export type ArithmeticSymbol = '|' | '&' | '<<' | '>>' | '+' | '-' | '*' | '/' | 'div' | '%' | '^';
export type InfixOperator = LogicalOperator | ComparisonSymbol | ArithmeticSymbol;

/** What a value is cast to: `decimal` with 10 and 2, `char` of a character set. */
export interface CastType {
  /** In lower case: `signed`, `unsigned`, `char`, `date` … */
  readonly name: string;
  readonly modifiers: readonly number[];
  readonly charset: string | null;
}

/** The names that an expression reads, as often as they stand in it. */
export function namesIn(syntax: Syntax): readonly string[] {
  switch (syntax.kind) {
    case 'name':
      return [syntax.name];
    case 'unread':
      return syntax.names;
    case 'text':
      return syntax.perhapsName ? [syntax.value] : [];
    default:
      return partsOf(syntax).flatMap(namesIn);
  }
}

/** Whether rows are compared anywhere in an expression. */
export function hasRow(syntax: Syntax): boolean {
  return syntax.kind === 'row' || partsOf(syntax).some(hasRow);
}

function partsOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case 'prefix':
    case 'is':
    case 'collate':
    case 'cast':
      return [syntax.operand];
    case 'infix':
      return [syntax.left, syntax.right];
    case 'in':
      return [syntax.operand, ...syntax.items];
    case 'between':
      return [syntax.operand, syntax.low, syntax.high];
    case 'match':
      return [syntax.operand, syntax.pattern, ...(syntax.escape === null ? [] : [syntax.escape])];
    case 'row':
      return syntax.items;
    case 'case':
      return [
        ...(syntax.operand === null ? [] : [syntax.operand]),
        ...syntax.branches.flatMap(({ when, result }) => [when, result]),
        ...(syntax.otherwise === null ? [] : [syntax.otherwise]),
      ];
    case 'call':
      return syntax.operands;
    case 'interval':
      return [syntax.amount];
    default:
      return [];
  }
}
