import type { Place } from '../../../src/schema/schema.ts';
import { LIST_METHODS } from './list-methods.ts';
import { memberOfOrigin } from './origin.ts';
import { TEXT_METHODS } from './text-methods.ts';
import {
  describe,
  Entity,
  Func,
  known,
  Struct,
  unreadable,
  Unread,
  type Call,
  type Value,
} from './value.ts';

/**
 * What `owner.name` is.
 *
 * @throws Unreadable where the owner is not known, or has such a member that is not followed
 */
export function memberOf(owner: Value, name: string, place: Place): Value {
  if (owner instanceof Unread) return memberOfOrigin(owner, name, place);
  if (owner === undefined || owner === null) {
    return unreadable(`"${name}" is read of what is ${String(owner)}`, place);
  }
  if (owner instanceof Struct) return memberOfStruct(owner, name);
  if (owner instanceof Entity) return owner.member(name, place);
  if (Array.isArray(owner)) return memberOfList(owner, name, place);
  if (typeof owner === 'string') return memberOfText(owner, name, place);
  if (owner instanceof Set) return memberOfSet(owner, name, place);
  if (owner instanceof Date && Object.hasOwn(DATE_METHODS, name)) {
    return new Func(name, () => DATE_METHODS[name]!(owner));
  }
  if (name === 'toString') return new Func(name, () => String(owner));
  return unreadable(`"${name}" of ${describe(owner)} is not followed`, place);
}

const DATE_METHODS: Readonly<Record<string, (date: Date) => Value>> = {
  toISOString: (date) => date.toISOString(),
  getTime: (date) => date.getTime(),
};

function memberOfStruct(owner: Struct, name: string): Value {
  if (name === 'hasOwnProperty' && !owner.members.has(name)) {
    return new Func(name, ({ args: [key] }) => owner.members.has(String(known(key))));
  }
  return owner.get(name);
}

function memberOfList(owner: Value[], name: string, place: Place): Value {
  if (name === 'length') return owner.length;
  if (/^\d+$/.test(name)) return owner[Number(name)];
  return method(LIST_METHODS, owner, name, place);
}

function memberOfText(owner: string, name: string, place: Place): Value {
  if (name === 'length') return owner.length;
  if (/^\d+$/.test(name)) return owner[Number(name)];
  return method(TEXT_METHODS, owner, name, place);
}

function memberOfSet(owner: Set<Value>, name: string, place: Place): Value {
  switch (name) {
    case 'size':
      return owner.size;
    case 'has':
      return new Func(name, ({ args: [value] }) => owner.has(known(value)));
    case 'add':
      return new Func(name, ({ args: [value] }) => owner.add(known(value)));
    default:
      return unreadable(`"${name}" of a set is not followed`, place);
  }
}

/** A method of JavaScript's, bound to what it is called on. */
function method<Owner extends Value>(
  methods: Readonly<Record<string, (owner: Owner, call: Call) => Value>>,
  owner: Owner,
  name: string,
  place: Place,
): Value {
  const run = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (run === undefined)
    return unreadable(`"${name}" of ${describe(owner)} is not followed`, place);
  return new Func(`"${name}"`, (call) => run(owner, call));
}
