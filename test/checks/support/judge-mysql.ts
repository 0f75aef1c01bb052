import { evaluate, type Truth } from '../../../src/checks/evaluate.ts';
import { parseMysqlCheck } from '../../../src/checks/parse-mysql.ts';
import type { ColumnType } from '../../../src/schema/column-type.ts';
import type { Table } from '../../../src/schema/schema.ts';
import { parseType } from '../../../src/schema/type-notation.ts';
import { tableOf } from './catalogue.ts';
import type { MysqlExpression, MysqlJudgement } from './collect-mysql.ts';
import type { Row } from './draw-row.ts';

/** A row of which the tree says something else than the server, or nothing where it could. */
export interface Misjudged {
  readonly sql: string;
  readonly row: Row;
  readonly verdict: string;
  readonly truth: Truth;
}

/** Where the evaluator and a server disagree, by every text in which the server prints the check. */
export function misjudged(
  expression: MysqlExpression,
  { printed, catalogue, verdicts }: MysqlJudgement,
): readonly Misjudged[] {
  const types = typesOf(expression);
  const names = Object.keys(expression.columns);
  return [printed, ...(catalogue === undefined ? [] : [catalogue])].flatMap((sql) => {
    const check = parseMysqlCheck(sql, (name) => types[name]);
    return expression.rows.flatMap((values, index) => {
      const row = Object.fromEntries(names.map((name, at) => [name, values[at]]));
      const each = { sql, row, verdict: verdicts[index] ?? '', truth: evaluate(check, row) };
      const mustKnow = expression.opaque !== true && values.every(isPlain);
      return isJust(each) && (!mustKnow || isKnown(each)) ? [] : [each];
    });
  });
}

/** The table of a check, as a server prints it. */
export function mysqlTable(expression: MysqlExpression, { printed }: MysqlJudgement): Table {
  return tableOf({ columns: typesOf(expression), checks: [{ name: 'c0', sql: printed }] });
}

function typesOf({ columns }: MysqlExpression): Readonly<Record<string, ColumnType>> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, type]) => [name, parseType(type, 'mysql').type]),
  );
}

const TRUTHS: Readonly<Record<string, Truth>> = { t: true, f: false, n: null };

/** Not knowing is never wrong. A row that fails is refused, as one for which the check is false. */
function isJust({ verdict, truth }: Misjudged): boolean {
  if (truth === 'unknown') return true;
  return verdict === 'e' ? truth === false : truth === TRUTHS[verdict];
}

function isKnown({ verdict, truth }: Misjudged): boolean {
  return truth !== 'unknown' || verdict === 'e';
}

/** A value that all collations treat alike, and of which the spelling is known. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).every((part) => typeof part !== 'object' || part === null);
  }
  return typeof value !== 'string' || (/^[ -~]*$/.test(value) && !value.endsWith(' '));
}
