import { isDocument } from '../bson.ts';
import { isPathName } from './read-members.ts';

/** The conditions that an expression of `$expr` asks for at once. */
export function conjuncts(expression: unknown): readonly unknown[] {
  const and: unknown = isDocument(expression) ? expression['$and'] : undefined;
  return Array.isArray(and) ? and.flatMap(conjuncts) : [expression];
}

/** The fields that an aggregation expression reads: `"$starts"`, `"$profile.age"`, at any depth. */
export function columnsInExpression(expression: unknown): readonly string[] {
  if (typeof expression === 'string') {
    const [, path = ''] = /^\$(?!\$)(.*)$/s.exec(expression) ?? [];
    const [, ofRoot = path] = /^\$\$(?:ROOT|CURRENT)\.(.*)$/s.exec(expression) ?? [];
    return ofRoot.split('.').every(isPathName) ? [ofRoot] : [];
  }
  if (Array.isArray(expression)) return unique(expression.flatMap(columnsInExpression));
  if (!isDocument(expression) || '$literal' in expression) return [];
  return unique(Object.values(expression).flatMap(columnsInExpression));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
