import { storageType, type ColumnType } from '../src/schema/column-type.ts';

/** What a field of a document is. */
export interface FieldType {
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** May be absent, which is not the same as NULL. */
  readonly optional: boolean;
}

/** JSON has no types but its own: generators write into it what they write into text. */
export const JSON_TEXT: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };

/**
 * What a field of a value is.
 *
 * @param type - of the value: a composite, a document, or what may be one of these among others
 * @param name - of the field; where nothing is known of it, it is of the value's own type
 */
export function fieldType(type: ColumnType, name: string): FieldType {
  return findField(storageType(type), name) ?? { type, nullable: true, optional: false };
}

function findField(type: ColumnType, name: string): FieldType | undefined {
  switch (type.kind) {
    case 'composite': {
      const found = type.fields.find((field) => field.name === name);
      return found && { type: found.type, nullable: true, optional: false };
    }
    case 'document':
      return type.fields.find((field) => field.name === name);
    case 'map':
      return { type: type.value, nullable: true, optional: false };
    case 'union':
      for (const each of type.of) {
        const found = findField(each, name);
        if (found !== undefined) return found;
      }
      return undefined;
    default:
      return undefined;
  }
}

/** What an element of a list is; of a type that is none, the type itself. */
export function elementType(type: ColumnType): ColumnType {
  switch (type.kind) {
    case 'set':
      return { kind: 'enum', labels: type.labels };
    case 'array':
      return type.element;
    case 'union': {
      const list = type.of.find((each) => each.kind === 'array');
      return list === undefined ? type : elementType(list);
    }
    default:
      return type;
  }
}

/** What keys of a map are, and what they lead to. */
export function entryTypes(type: ColumnType): {
  readonly key: ColumnType;
  readonly value: ColumnType;
} {
  switch (type.kind) {
    case 'map':
      return { key: type.key ?? JSON_TEXT, value: type.value };
    case 'json':
      return { key: JSON_TEXT, value: JSON_TEXT };
    case 'union': {
      const map = type.of.find((each) => each.kind === 'map');
      return map === undefined ? { key: JSON_TEXT, value: type } : entryTypes(map);
    }
    default:
      return { key: JSON_TEXT, value: type };
  }
}
