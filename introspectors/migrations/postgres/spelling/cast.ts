import { valueText } from './constants.ts';
import { storageOf, UNKNOWN, type CastTarget, type SqlType } from './sql-type.ts';
import type { Typed } from './typed.ts';

/** What becomes of a value where another type is wanted and nobody wrote a cast. */
export function coerced(value: Typed, type: SqlType | null): Typed {
  if (type === null) return value.type === UNKNOWN ? constantOf(value, TEXT) : value;
  // What takes anything takes it as it is.
  if (type === UNKNOWN) return value;
  if (value.type === UNKNOWN) return constantOf(value, storageOf(type));
  if (value.type === null || value.type.name === type.name || type.base !== null) return value;
  return { kind: 'cast', type, spelled: type.spelled, operand: value, implicit: true };
}

/** A cast that somebody wrote; one that changes nothing leaves no trace. */
export function castTo(value: Typed, { type, spelled, limited }: CastTarget): Typed {
  const isDomain = type.base !== null;
  const known =
    value.type === UNKNOWN ? constantOf(value, isDomain ? storageOf(type) : type) : value;
  if (known.type?.name === type.name && !limited) return known;
  return { kind: 'cast', type, spelled, operand: unwrapped(known, limited), implicit: false };
}

/** A cast to a type with a length hides the one to the type that comes with it. */
function unwrapped(value: Typed, limited: boolean): Typed {
  return limited && value.kind === 'cast' && value.implicit ? value.operand : value;
}

const TEXT: SqlType = { name: 'text', spelled: 'text', kind: 'base', element: null, base: null };

function constantOf(value: Typed, type: SqlType): Typed {
  if (value.kind !== 'constant') return value;
  return { kind: 'constant', type, text: value.text === null ? null : valueText(type, value.text) };
}
