import type { Value } from '../source/blocks.ts';
import type { FieldType, Literal, ScalarName } from './declared.ts';

/**
 * Reads a value of a field's type.
 *
 * @param value - as it is written
 * @param type - of the field
 * @returns null for one that the type does not have
 */
export function literalOf(value: Value, type: FieldType): Literal | null {
  if (type.kind === 'enum') {
    const found =
      value.kind === 'word' ? type.of.values.find((each) => each.name === value.text) : undefined;
    return found === undefined ? null : { kind: 'label', text: found.label };
  }
  if (type.kind !== 'scalar') return null;
  const { name } = type;
  if (value.kind === 'word' && name === 'Boolean' && /^(?:true|false)$/.test(value.text)) {
    return { kind: 'boolean', value: value.text === 'true' };
  }
  if (value.kind === 'number' && isNumberOf(value.text, name)) {
    return { kind: 'number', text: value.text.replace(/^(-?)0+(?=\d)/, '$1') };
  }
  return value.kind === 'text' && TEXTS[name]?.(value.text) ? value : null;
}

function isNumberOf(text: string, name: ScalarName): boolean {
  if (NUMBERS[name]?.test(text) !== true) return false;
  return name === 'Float' || name === 'Decimal' || isOf64Bits(text);
}

const NUMBERS: Readonly<Partial<Record<ScalarName, RegExp>>> = {
  Int: /^-?\d+$/,
  BigInt: /^-?\d+$/,
  Float: /./,
  Decimal: /./,
};

/** Values that are written as texts, and what each has to look like. */
const TEXTS: Readonly<Partial<Record<ScalarName, (text: string) => boolean>>> = {
  String: () => true,
  Decimal: (text) => /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text),
  DateTime: (text) =>
    /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    isDay(text.slice(0, 10)),
  Json: isJson,
  Bytes: (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
};

/** JavaScript takes the 30th of February for the first of March. */
function isDay(text: string): boolean {
  return new Date(text).toISOString().startsWith(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isOf64Bits(text: string): boolean {
  return BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}
