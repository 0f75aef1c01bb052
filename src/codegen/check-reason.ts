import type { Check } from '../schema/schema.ts';
import { readableSql } from '../schema/readable-sql.ts';

/**
 * Names the CHECKs that a column cannot keep to, each with what it says.
 *
 * @param checks - of the table
 * @param names - of some of them, or of a domain's
 */
export function checkReason(checks: readonly Check[], names: readonly string[]): string {
  const texts = [...new Set(names)].map((name) => {
    const sql = checks.find((check) => check.name === name)?.expression;
    return sql === undefined || sql.startsWith('{') ? name : `${name}: ${readableSql(sql)}`;
  });
  return `CHECK ${texts.join('; ')}`;
}
