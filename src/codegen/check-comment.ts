import type { Check, Column, Table } from '../schema/schema.ts';
import { formatNumber, printExpression, quote, type Expression } from './expression.ts';
import { readableSql } from '../schema/readable-sql.ts';

/**
 * The rule that shaped a line: in its own words where they are few, otherwise by name. Where the line
 * says the same, only that it is a rule.
 *
 * @param names - of the rules
 * @param written - what the line says
 */
export function checkComment(
  table: Table,
  column: Column,
  names: readonly string[],
  written?: Expression,
): string | undefined {
  const distinct = [...new Set(names)];
  const [only] = distinct;
  if (only === undefined) return undefined;
  if (table.checks.some((check) => check.name === only && isOfValidator(check))) {
    return `validator: ${distinct.map((name) => withoutPath(name, column)).join(', ')}`;
  }
  const own =
    table.checks.find((check) => check.name === only)?.expression ?? domainCheck(column, only);
  if (distinct.length > 1 || own === undefined) return `CHECK ${distinct.join(', ')}`;
  const sql = readableSql(own);
  if (written !== undefined && saysTheSame(printExpression(written, 0, -Infinity), sql)) {
    return 'from its CHECK';
  }
  return sql.length <= 60 ? `CHECK (${sql})` : `CHECK ${only}`;
}

/** Rules of a collection are JSON, and go by the path that they are about. */
function isOfValidator({ expression }: Check): boolean {
  return expression.startsWith('{');
}

function withoutPath(rule: string, { name }: Column): string {
  return rule.startsWith(`${name} `) ? rule.slice(name.length + 1) : rule;
}

const TEXT = /'(?:[^']|'')*'/g;
const CONSTANT = new RegExp(`${TEXT.source}|(?<![\\w"])-?\\d+(?:\\.\\d+)?\\b`, 'g');
/** A column beside constants, texts among them as zeros: a list, a pattern, one bound or two. */
const SIMPLE =
  /^["`]?\w+["`]? (?:=|IN|~\*?|[<>]=?) [^A-Za-z"`]*(?: AND ["`]?\w+["`]? [<>]=? [\d.-]+)?$/i;

/** Whether a rule is nothing but constants that stand in a line as well. */
function saysTheSame(code: string, sql: string): boolean {
  if (!SIMPLE.test(sql.replaceAll(TEXT, '0'))) return false;
  const constants = sql.match(CONSTANT) ?? [];
  return constants.every((constant) => {
    if (constant.startsWith("'"))
      return code.includes(quote(constant.slice(1, -1).replaceAll("''", "'")));
    const number = formatNumber(Number(constant)).replaceAll('.', '\\.');
    return new RegExp(`(?<![\\d._])${number}(?![\\d._%])`).test(code);
  });
}

/** A rule of the column's domain, said of the column. */
function domainCheck(column: Column, name: string): string | undefined {
  for (let { type } = column; type.kind === 'domain'; type = type.base) {
    const found = type.checks.find((check) => check.name === name);
    if (found !== undefined) return found.expression.replaceAll(/\bVALUE\b/g, column.name);
  }
  return undefined;
}
