import type { Call, Expression } from './expression.ts';
import { isAscii, textLiteral } from './mysql-literals.ts';
import { JSON_FUNCTIONS } from './mysql-json.ts';
import { kindOf } from './mysql-kinds.ts';
import { isStrictMysqlFunction } from './mysql-known-functions.ts';
import { regexpOf } from './mysql-texts.ts';
import { collationOfCharset } from './mysql-collations.ts';

/** Makes the tree's part of a call; undefined for arguments that have no part there. */
type Make = (operands: readonly Expression[]) => Expression | undefined;

/**
 * A call of one of MySQL's functions: by the tree's own name where it has the function with the same
 * meaning, else as an unknown one, of which only is known what it makes of NULL.
 *
 * @param name - in lower case
 * @param operands - its arguments
 */
export function callOf(name: string, operands: readonly Expression[]): Expression {
  const make = FUNCTIONS.get(name) ?? JSON_FUNCTIONS.get(name);
  return make?.(operands) ?? unknownCall(name, operands);
}

/** In capitals, since the tree's functions of the same name may be others. */
function unknownCall(name: string, operands: readonly Expression[]): Call {
  const isStrict = isStrictMysqlFunction(name);
  return { kind: 'call', name: name.toUpperCase(), operands, strict: isStrict };
}

const FUNCTIONS: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['char_length', ofText('char_length')],
  ['character_length', ofText('char_length')],
  ['length', ([text]): Expression | undefined => text && byteLength(text)],
  ['octet_length', ([text]): Expression | undefined => text && byteLength(text)],
  ['lower', ofText('lower')],
  ['lcase', ofText('lower')],
  ['upper', ofText('upper')],
  ['ucase', ofText('upper')],
  ['trim', trimming('btrim')],
  ['ltrim', trimming('ltrim')],
  ['rtrim', trimming('rtrim')],
  ['left', cutting('left')],
  ['right', cutting('right')],
  ['substr', substring],
  ['substring', substring],
  ['mid', substring],
  [
    'locate',
    ([part, text, from]): Expression | undefined =>
      from === undefined ? positionOf(part, text) : undefined,
  ],
  ['position', ([part, text]): Expression | undefined => positionOf(part, text)],
  ['instr', ([text, part]): Expression | undefined => positionOf(part, text)],
  ['concat', concatenation],
  [
    'regexp_like',
    ([text, pattern, flags]): Expression | undefined =>
      text && pattern && regexpLike(text, pattern, flags),
  ],
  [
    'isnull',
    ([operand]): Expression | undefined => operand && { kind: 'is null', negated: false, operand },
  ],
  ['abs', ofNumber('abs')],
  ['floor', ofNumber('floor')],
  ['ceiling', ofNumber('ceiling')],
  ['ceil', ofNumber('ceiling')],
  ['round', rounding('round')],
  ['truncate', rounding('trunc')],
  ['year', ([date]): Expression | undefined => date && extraction('year', date)],
  [
    'extract',
    ([unit, date]): Expression | undefined =>
      unit?.kind === 'literal' && date !== undefined
        ? extraction(String(unit.value), date)
        : undefined,
  ],
  ['dayofmonth', ([date]): Expression | undefined => date && strict('DAY', [date])],
  ['date', ([instant]): Expression | undefined => instant && dayOf(instant)],
]);

function strict(name: string, operands: readonly Expression[]): Call {
  return { kind: 'call', name, operands, strict: true };
}

function ofText(name: string): Make {
  return ([text]) =>
    text !== undefined && kindOf(text) === 'text' ? strict(name, [text]) : undefined;
}

/** Character sets of which every character is one byte. */
const SINGLE_BYTE =
  /^(?:ascii|latin\d|cp125\d|cp8\d\d|koi8[ru]|greek|hebrew|armscii8|dec8|hp8|keybcs2|mac(?:ce|roman)|swe7|geostd8|tis620)$/;

/** LENGTH counts bytes of the column's character set; the tree counts those of UTF-8. */
function byteLength(text: Expression): Expression | undefined {
  if (kindOf(text) === 'bytes') return strict('octet_length', [text]);
  const charset = charsetOf(text);
  if (charset === 'utf8mb3' || charset === 'utf8mb4') return strict('octet_length', [text]);
  return charset !== undefined && SINGLE_BYTE.test(charset)
    ? strict('char_length', [text])
    : undefined;
}

function charsetOf(text: Expression): string | undefined {
  if (text.kind === 'call' && KEEPS_CHARSET.has(text.name)) {
    const [first] = text.operands;
    return first && charsetOf(first);
  }
  return text.kind === 'column' && text.type.kind === 'text'
    ? (text.type.charset ?? 'utf8mb4')
    : undefined;
}

const KEEPS_CHARSET: ReadonlySet<string> = new Set('lower upper btrim ltrim rtrim'.split(' '));

/** What is trimmed is a text, not a set of characters. */
function trimming(name: string): Make {
  return ([text, part]) => {
    if (text === undefined || kindOf(text) !== 'text') return undefined;
    if (part === undefined) return strict(name, [text]);
    const isLetter = part.kind === 'literal' && [...String(part.value)].length === 1;
    return isLetter ? strict(name, [text, part]) : undefined;
  };
}

/** Of a negative number of characters other databases make something else. */
function cutting(name: string): Make {
  return ([text, count]) =>
    text !== undefined && kindOf(text) === 'text' && isAtLeast(count, 0)
      ? strict(name, [text, ...(count === undefined ? [] : [count])])
      : undefined;
}

function substring([text, from, count]: readonly Expression[]): Expression | undefined {
  if (text === undefined || from === undefined || kindOf(text) !== 'text') return undefined;
  if (!isAtLeast(from, 1)) return undefined;
  if (count === undefined) return strict('substr', [text, from]);
  return isAtLeast(count, 0) ? strict('substr', [text, from, count]) : undefined;
}

function isAtLeast(expression: Expression | undefined, least: number): boolean {
  return (
    expression?.kind === 'literal' &&
    typeof expression.value === 'number' &&
    Number.isInteger(expression.value) &&
    expression.value >= least
  );
}

/** A part is found by the collation, which for signs of ASCII is as they are. */
function positionOf(
  part: Expression | undefined,
  text: Expression | undefined,
): Expression | undefined {
  if (part?.kind !== 'literal' || text === undefined || kindOf(text) !== 'text') return undefined;
  const charset = charsetOf(text);
  if (charset === undefined || collationOfCharset(charset) === 'odd') return undefined;
  const sign = String(part.value);
  const isSign = isAscii(sign) && /^[^\p{L}\p{Cc}]+$/u.test(sign);
  return isSign ? strict('position', [text, part]) : undefined;
}

function concatenation(operands: readonly Expression[]): Expression | undefined {
  const [first, ...rest] = operands;
  if (first === undefined || !operands.every((operand) => kindOf(operand) === 'text')) {
    return undefined;
  }
  return rest.reduce<Expression>((left, right) => strict('||', [left, right]), first);
}

/** Of the flags, those of lines make no difference in texts without line ends. */
function regexpLike(
  text: Expression,
  pattern: Expression,
  flags: Expression | undefined,
): Expression | undefined {
  if (flags === undefined) return regexpOf(text, pattern, 'icu');
  if (flags.kind !== 'literal' || !/^[cimnu]*$/.test(String(flags.value))) return undefined;
  const [last] = String(flags.value).replaceAll(/[mnu]/g, '').slice(-1);
  return regexpOf(text, pattern, 'icu', last === undefined ? undefined : last === 'i');
}

function ofNumber(name: string): Make {
  return ([number]) =>
    number !== undefined && kindOf(number) === 'number' ? strict(name, [number]) : undefined;
}

/** To whole numbers: MySQL prints the number of digits even then. */
function rounding(name: string): Make {
  return ([number, digits]) => {
    if (number === undefined || kindOf(number) !== 'number') return undefined;
    const isWhole = digits === undefined || (digits.kind === 'literal' && digits.value === 0);
    return isWhole ? strict(name, [number]) : undefined;
  };
}

function isDay(expression: Expression): boolean {
  const kind = kindOf(expression);
  return kind === 'date' || kind === 'timestamp';
}

function extraction(unit: string, date: Expression): Expression | undefined {
  if (!isDay(date)) return undefined;
  if (unit === 'year') return strict('extract', [textLiteral('year'), date]);
  return ['month', 'day', 'quarter'].includes(unit)
    ? strict(unit.toUpperCase(), [date])
    : undefined;
}

/** The day that an instant is in, as its first instant. */
export function dayOf(instant: Expression): Expression | undefined {
  if (kindOf(instant) === 'date') return instant;
  return kindOf(instant) === 'timestamp'
    ? strict('date_trunc', [textLiteral('day'), instant])
    : undefined;
}
