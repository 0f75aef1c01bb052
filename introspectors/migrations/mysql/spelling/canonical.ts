import type { Syntax } from '../../../../src/checks/mysql-syntax.ts';
import type { MysqlFlavour } from '../flavour.ts';
import type { Of } from './words.ts';

/**
 * An expression as the server keeps it: NOT is moved inwards, what is no truth is compared with zero
 * where one is asked for, and functions that are others go by the others' names.
 *
 * @param isTruth - a truth is asked for
 */
export function canonical(syntax: Syntax, flavour: MysqlFlavour, isTruth = false): Syntax {
  const kept = rewritten(syntax, (part, asTruth) => canonical(part, flavour, asTruth), flavour);
  return isTruth && kept.kind === 'name' ? compared(kept, '<>', flavour) : kept;
}

type Rewrite = (part: Syntax, isTruth?: boolean) => Syntax;

function rewritten(syntax: Syntax, keep: Rewrite, flavour: MysqlFlavour): Syntax {
  switch (syntax.kind) {
    case 'prefix':
      return syntax.operator === 'not'
        ? negation(syntax.operand, keep, flavour)
        : { ...syntax, operand: keep(syntax.operand) };
    case 'infix': {
      const isLogic =
        syntax.operator === 'and' || syntax.operator === 'or' || isXor(syntax, flavour);
      return { ...syntax, left: keep(syntax.left, isLogic), right: keep(syntax.right, isLogic) };
    }
    case 'is': {
      const isTruth = syntax.test !== 'null' && flavour === 'mysql';
      return { ...syntax, operand: keep(syntax.operand, isTruth) };
    }
    case 'in':
      return {
        ...syntax,
        operand: keep(syntax.operand),
        items: syntax.items.map((each) => keep(each)),
      };
    case 'between':
      return {
        ...syntax,
        operand: keep(syntax.operand),
        low: keep(syntax.low),
        high: keep(syntax.high),
      };
    case 'match':
      return { ...syntax, operand: keep(syntax.operand), pattern: keep(syntax.pattern) };
    case 'collate':
    case 'cast':
      return { ...syntax, operand: keep(syntax.operand) };
    case 'row':
      return { ...syntax, items: syntax.items.map((each) => keep(each)) };
    case 'case':
      return keptCase(syntax, keep);
    case 'call':
      return renamed({ ...syntax, operands: syntax.operands.map((each) => keep(each)) }, flavour);
    default:
      return syntax;
  }
}

function isXor({ operator }: Of<'infix'>, flavour: MysqlFlavour): boolean {
  return operator === 'xor' && flavour === 'mysql';
}

function keptCase(syntax: Of<'case'>, keep: Rewrite): Syntax {
  return {
    ...syntax,
    operand: syntax.operand && keep(syntax.operand),
    branches: syntax.branches.map(({ when, result }) => ({
      when: keep(when),
      result: keep(result),
    })),
    otherwise: syntax.otherwise && keep(syntax.otherwise),
  };
}

const OPPOSITES: Readonly<Record<string, Of<'infix'>['operator']>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

function negation(operand: Syntax, keep: Rewrite, flavour: MysqlFlavour): Syntax {
  const opposite = (part: Syntax): Syntax =>
    keep({ kind: 'prefix', operator: 'not', operand: part });
  if (operand.kind === 'infix') {
    const { operator, left, right } = operand;
    const other = OPPOSITES[operator];
    if (other !== undefined) return keep({ ...operand, operator: other });
    if (operator === 'and' || operator === 'or') {
      const dual = operator === 'and' ? 'or' : 'and';
      return { kind: 'infix', operator: dual, left: opposite(left), right: opposite(right) };
    }
  }
  const turns = operand.kind === 'in' || operand.kind === 'between';
  if (turns || (operand.kind === 'is' && operand.test === 'null')) {
    return keep({ ...operand, negated: !operand.negated });
  }
  if (operand.kind === 'prefix' && operand.operator === 'not') return keep(operand.operand, true);
  if (operand.kind === 'name') return compared(operand, '=', flavour);
  return { kind: 'prefix', operator: 'not', operand: keep(operand) };
}

/** MySQL has the zero on the left, MariaDB on the right. */
function compared(operand: Syntax, operator: '=' | '<>', flavour: MysqlFlavour): Syntax {
  const zero: Syntax = { kind: 'number', text: '0' };
  const [left, right] = flavour === 'mysql' ? [zero, operand] : [operand, zero];
  return { kind: 'infix', operator, left, right };
}

const NAMES: Readonly<Record<string, string>> = {
  character_length: 'char_length',
  substring: 'substr',
  mid: 'substr',
  ceil: 'ceiling',
  power: 'pow',
  current_timestamp: 'now',
  current_date: 'curdate',
  day: 'dayofmonth',
};
const NAMES_OF: Readonly<Record<MysqlFlavour, Readonly<Record<string, string>>>> = {
  mysql: { lcase: 'lower', ucase: 'upper', octet_length: 'length' },
  mariadb: { lower: 'lcase', upper: 'ucase', length: 'octet_length' },
};

function renamed(call: Of<'call'>, flavour: MysqlFlavour): Syntax {
  const { operands } = call;
  const name = NAMES[call.name] ?? NAMES_OF[flavour][call.name] ?? call.name;
  const [first, second] = operands;
  const as = (other: string, ...parts: readonly Syntax[]): Syntax => ({
    kind: 'call',
    name: other,
    operands: parts,
  });
  if (first === undefined) return { ...call, name };
  if (name === 'date' && second === undefined) {
    return { kind: 'cast', operand: first, type: { name: 'date', modifiers: [], charset: null } };
  }
  if (name === 'round' && second === undefined) {
    return as('round', first, { kind: 'number', text: '0' });
  }
  if (second === undefined) return { ...call, name };
  switch (name) {
    case 'mod':
      return { kind: 'infix', operator: '%', left: first, right: second };
    case 'instr':
      return as('locate', second, first);
    case 'datediff':
      return {
        kind: 'infix',
        operator: '-',
        left: as('to_days', first),
        right: as('to_days', second),
      };
    case 'json_length':
      return flavour === 'mysql' ? as(name, as('json_extract', first, second)) : { ...call, name };
    default:
      return { ...call, name };
  }
}
