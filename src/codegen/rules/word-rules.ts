import { call, literal, object } from '../expression.ts';
import { keysOf } from '../table-keys.ts';
import type { Choice, ColumnView, Rule } from '../column-view.ts';

/**
 * Rules for columns that a program reads as one of a few words: no two rows of a table of events would have
 * another kind each. Columns of keys need more words than these.
 */
export const WORD_RULES: readonly Rule[] = [
  words(/(?:^|_)(?:entity|record|resource|subject|target|object|owner|item|source|parent)_type$/, {
    user: 0.5,
    project: 0.3,
    document: 0.2,
  }),
  words(/(?:^|_)event(?:_(?:type|kind|name))?$/, {
    created: 0.35,
    updated: 0.45,
    viewed: 0.15,
    deleted: 0.05,
  }),
  words(/(?:^|_)(?:kind|type)$/, { standard: 0.7, custom: 0.2, internal: 0.1 }),
  words(/(?:^|_)channel$/, { email: 0.5, web: 0.3, mobile: 0.2 }),
  words(/(?:^|_)(?:source|origin)$/, { web: 0.6, api: 0.25, import: 0.15 }),
  words(/(?:^|_)(?:platform|device(?:_type)?)$/, { web: 0.5, ios: 0.3, android: 0.2 }),
  words(/(?:^|_)browser(?:_name)?$/, { Chrome: 0.6, Safari: 0.25, Firefox: 0.1, Edge: 0.05 }),
];

function words(pattern: RegExp, weights: Readonly<Record<string, number>>): Rule {
  const longest = Math.max(...Object.keys(weights).map((word) => word.length));
  return (view): Choice | undefined => {
    const { type, name } = view;
    if (type.kind !== 'text' || !pattern.test(name) || isOfKey(view)) return undefined;
    if (longest > (type.length ?? Infinity)) return undefined;
    const members = Object.entries(weights).map(([word, share]) => [word, literal(share)] as const);
    return { expression: call('weighted', object(Object.fromEntries(members))) };
  };
}

function isOfKey({ table, column }: ColumnView): boolean {
  return keysOf(table).some((columns) => columns.includes(column.name));
}
