import type { SqlType } from './sql-type.ts';
import type { Typed } from './typed.ts';

/** An expression as `pg_get_expr` prints it. */
export function printTyped(expression: Typed): string {
  return new Printer().print(expression);
}

/** A key's expression: in parentheses, unless it looks like a call. */
export function printKeyPart(expression: Typed): string {
  const sql = printTyped(expression);
  const isCall = expression.kind === 'call' || (expression.kind === 'words' && expression.callLike);
  return isCall ? sql : `(${sql})`;
}

/** Whether the printer shows casts that nobody wrote depends on what they are in. */
class Printer {
  #sql = '';
  #indent = 0;

  print(expression: Typed): string {
    this.#expression(expression, false);
    return this.#sql;
  }

  #expression(expression: Typed, shows: boolean): void {
    switch (expression.kind) {
      case 'constant':
        this.#sql += constantText(expression.type, expression.text);
        return;
      case 'column':
        this.#sql += expression.sql;
        return;
      case 'cast':
        return this.#cast(expression, shows);
      case 'operator':
        this.#sql += '(';
        if (expression.left !== null) {
          this.#expression(expression.left, true);
          this.#sql += ' ';
        }
        this.#sql += `${expression.symbol} `;
        this.#expression(expression.right, true);
        this.#sql += ')';
        return;
      case 'quantified':
        this.#sql += '(';
        this.#expression(expression.left, true);
        this.#sql += ` ${expression.symbol} ${expression.all ? 'ALL' : 'ANY'} (`;
        this.#expression(expression.right, true);
        this.#sql += '))';
        return;
      case 'call':
        return this.#call(expression);
      case 'words':
        for (const part of expression.parts) {
          if (typeof part === 'string') this.#sql += part;
          else this.#expression(part, expression.shows);
        }
        return;
      case 'logic':
        return this.#logic(expression);
      case 'case':
        return this.#case(expression);
      case 'array':
        this.#sql += 'ARRAY[';
        this.#list(expression.items);
        this.#sql += expression.items.length === 0 ? `]::${expression.type.spelled}` : ']';
    }
  }

  #list(items: readonly Typed[], shows = true): void {
    for (const [index, item] of items.entries()) {
      if (index > 0) this.#sql += ', ';
      this.#expression(item, shows);
    }
  }

  #cast(
    { operand, spelled, type, implicit }: Extract<Typed, { kind: 'cast' }>,
    shows: boolean,
  ): void {
    if (implicit && !shows) return this.#expression(operand, false);
    if (operand.kind === 'constant' && operand.type.name === type.name) {
      this.#sql += operand.text === null ? 'NULL' : quoted(operand.type, operand.text);
    } else {
      this.#sql += '(';
      this.#expression(operand, false);
      this.#sql += ')';
    }
    this.#sql += `::${spelled}`;
  }

  #call({ name, operands, variadic }: Extract<Typed, { kind: 'call' }>): void {
    this.#sql += `${name}(`;
    this.#list(variadic ? operands.slice(0, -1) : operands);
    if (variadic) {
      this.#sql += operands.length > 1 ? ', VARIADIC ' : 'VARIADIC ';
      this.#expression(operands.at(-1)!, true);
    }
    this.#sql += ')';
  }

  #logic({ word, operands }: Extract<Typed, { kind: 'logic' }>): void {
    this.#sql += word === 'NOT' ? '(NOT ' : '(';
    for (const [index, operand] of operands.entries()) {
      if (index > 0) this.#sql += ` ${word} `;
      this.#expression(operand, false);
    }
    this.#sql += ')';
  }

  /** The one thing that takes lines of its own. */
  #case({ operand, branches, otherwise }: Extract<Typed, { kind: 'case' }>): void {
    this.#line('CASE');
    this.#indent += 4;
    if (operand !== null) {
      this.#sql += ' ';
      this.#expression(operand, true);
    }
    for (const { when, then } of branches) {
      this.#line('WHEN ');
      this.#expression(when, false);
      this.#sql += ' THEN ';
      this.#expression(then, true);
    }
    this.#line('ELSE ');
    this.#expression(otherwise, true);
    this.#indent -= 4;
    this.#line('END');
  }

  #line(word: string): void {
    this.#sql = `${this.#sql.replace(/ +$/, '')}\n${' '.repeat(this.#indent)}${word}`;
  }
}

/**
 * A constant with its type, where the type does not go without saying.
 *
 * @param labelled - false for the bounds of partitions
 */
export function constantText(type: SqlType, text: string | null, labelled = true): string {
  const label = labelled ? `::${type.spelled}` : '';
  if (text === null) return type.name === 'unknown' ? 'NULL' : `NULL${label}`;
  if (type.name === 'bool') return text;
  if (type.name === 'int4' && !text.startsWith('-')) return text;
  if (type.name === 'numeric' && /^\d+\.\d*$|^\d*\.\d+$/.test(text)) return text;
  if (!labelled && type.name === 'numeric' && /^\d+$/.test(text)) return `'${text}'`;
  return `${quoted(type, text)}${type.name === 'unknown' ? '' : label}`;
}

function quoted(type: SqlType, text: string): string {
  if (type.name === 'int4' && !text.startsWith('-')) return text;
  return `'${text.replaceAll("'", "''")}'`;
}
