import { valueOf } from './evaluate.ts';
import {
  FALSE,
  NULL,
  operandsOf,
  TRUE,
  type Expression,
  type Literal,
  type LiteralValue,
} from './expression.ts';
import { typeOf } from './type-of.ts';
import { UNKNOWN } from './unknown.ts';

/**
 * The constant that an expression over constants is; NULL for what a NULL operand makes NULL,
 * whatever else it reads.
 *
 * @param expression - with operands folded already
 * @returns undefined where it is no constant
 */
export function foldConstant(expression: Expression): Literal | undefined {
  switch (expression.kind) {
    case 'literal':
    case 'column':
    case 'element':
    case 'every':
    case 'opaque':
      return undefined;
    case 'comparison':
    case 'arithmetic':
    case 'match':
      if (operandsOf(expression).some(isNull)) return NULL;
      break;
    case 'call':
      if (expression.strict && expression.operands.some(isNull)) return NULL;
      break;
    default:
      break;
  }
  if (!operandsOf(expression).every((operand) => operand.kind === 'literal')) return undefined;
  const value = valueOf(expression, {});
  if (value === UNKNOWN) return undefined;
  if (typeof value === 'boolean') return value ? TRUE : FALSE;
  return isLiteralValue(value)
    ? { kind: 'literal', value, type: typeOf(expression) ?? arrayType(expression) }
    : undefined;
}

function isNull(operand: Expression): boolean {
  return operand.kind === 'literal' && operand.value === null;
}

function isLiteralValue(value: unknown): value is LiteralValue | null {
  if (Array.isArray(value)) return value.every(isLiteralValue);
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** An array's type is that of its first item. */
function arrayType(expression: Expression): Literal['type'] {
  const [first] = operandsOf(expression);
  const element = first === undefined ? null : typeOf(first);
  return expression.kind === 'array' && element !== null ? { kind: 'array', element } : null;
}
