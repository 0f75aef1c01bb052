import type { Syntax } from '../../../../src/checks/mysql-syntax.ts';

export type Of<Kind extends Syntax['kind']> = Extract<Syntax, { kind: Kind }>;

/** Thrown between the files of this folder only: an expression is left as it was written. */
export class Unprintable extends Error {}

function quotedText(value: string): string {
  const escaped = value
    .replaceAll(/\\(?=[%_])|\\/g, '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\0', '\\0')
    .replaceAll('\x1a', '\\Z');
  return `'${escaped}'`;
}

function quotedName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** What both print alike. */
export function literal(syntax: Syntax): string | undefined {
  switch (syntax.kind) {
    case 'number':
      return syntax.text;
    case 'text':
      return (syntax.charset === 'binary' ? '_binary' : '') + quotedText(syntax.value);
    case 'bytes':
      return `0x${syntax.digits}`;
    case 'constant':
      return syntax.value === null ? 'NULL' : String(syntax.value);
    case 'name':
      return quotedName(syntax.name);
    case 'temporal':
      return `${syntax.type.toUpperCase()}'${syntax.text}'`;
    default:
      return undefined;
  }
}

const TRIMS: Readonly<Record<string, string>> = {
  trim: 'both',
  ltrim: 'leading',
  rtrim: 'trailing',
};

/** A call, where words are between some operands. */
export function callText(name: string, operands: readonly string[]): string {
  const [first = '', second] = operands;
  if (name === 'member of') return `${first} member of (${second})`;
  if (name === 'extract') return `extract(${first.slice(1, -1)} from ${second})`;
  if (name === 'timestampdiff') {
    return `timestampdiff(${[first.slice(1, -1).toUpperCase(), ...operands.slice(1)].join(',')})`;
  }
  const side = TRIMS[name];
  if (side !== undefined && second !== undefined) return `trim(${side} ${second} from ${first})`;
  return `${name}(${operands.join(',')})`;
}

export function castText(operand: string, { type }: Of<'cast'>): string {
  const { modifiers, charset } = type;
  const length = modifiers.length === 0 ? '' : `(${modifiers.join(',')})`;
  const isText = type.name === 'char' || type.name === 'binary';
  const stored = type.name === 'binary' ? 'binary' : (charset ?? (isText ? 'utf8mb4' : null));
  const words = stored === null ? '' : ` charset ${stored}`;
  return `cast(${operand} as ${isText ? 'char' : type.name}${length}${words})`;
}

export function caseText(syntax: Of<'case'>, print: (part: Syntax) => string): string {
  const operand = syntax.operand === null ? '' : ` ${print(syntax.operand)}`;
  const branches = syntax.branches.map(
    ({ when, result }) => ` when ${print(when)} then ${print(result)}`,
  );
  const otherwise = syntax.otherwise === null ? '' : ` else ${print(syntax.otherwise)}`;
  return `case${operand}${branches.join('')}${otherwise} end`;
}

/** The word before IN, BETWEEN and their like. */
export function not({ negated: isNegated }: { readonly negated: boolean }): string {
  return isNegated ? 'not ' : '';
}
