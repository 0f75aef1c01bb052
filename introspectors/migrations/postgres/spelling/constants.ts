import { intervalText } from './intervals.ts';
import { jsonbText } from './jsonb.ts';
import type { SqlType } from './sql-type.ts';
import { dateText, timestampText, timeText } from './times.ts';

/**
 * The value of a text in quotes, printed as the server prints values of a type. What is not known of
 * a type, or of its spellings, is left as it is.
 */
export function valueText(type: SqlType, text: string): string {
  if (type.kind === 'array') return arrayText(text);
  return SPELLINGS[type.name]?.(text) ?? text;
}

const SPELLINGS: Readonly<Record<string, (text: string) => string | null>> = {
  bool: (text) => (/^\s*(?:t|tr|tru|true|y|ye|yes|on|1)\s*$/i.test(text) ? 'true' : 'false'),
  int2: integerText,
  int4: integerText,
  int8: integerText,
  oid: integerText,
  numeric: (text) => (/^\s*[+-]?[\d.]+\s*$/.test(text) ? text.trim().replace(/^\+/, '') : null),
  float4: (text) => floatText(text),
  float8: (text) => floatText(text),
  money: (text) => (/^\d+(?:\.\d+)?$/.test(text) ? `$${Number(text).toFixed(2)}` : null),
  uuid: (text) => text.toLowerCase(),
  date: dateText,
  time: timeText,
  timestamp: (text) => timestampText(text, false),
  timestamptz: (text) => timestampText(text, true),
  interval: intervalText,
  jsonb: jsonbText,
  jsonpath: pathText,
  bytea: (text) => (text.startsWith('\\x') ? text.toLowerCase() : null),
};

function integerText(text: string): string | null {
  return /^\s*[+-]?\d+\s*$/.test(text) ? String(BigInt(text.trim().replace(/^\+/, ''))) : null;
}

/** Keys of a path are in quotes; what is more than keys is left as it is. */
function pathText(text: string): string | null {
  const plain = /^\s*(?:lax\s+)?(\$(?:\.[a-z_]\w*|\[(?:\*|\d+)\])*)\s*$/i.exec(text)?.[1];
  return plain?.replaceAll(/\.(\w+)/g, '."$1"') ?? null;
}

function floatText(text: string): string | null {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return null;
  const digits = String(value);
  // An exponent has two digits at least.
  return digits.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Spaces around elements are not kept; what is in quotes is left as it is. */
function arrayText(text: string): string {
  return /["\\]/.test(text) ? text : text.replaceAll(/\s*([{},])\s*/g, '$1');
}
