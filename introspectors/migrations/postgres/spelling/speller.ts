import type { Draft, DraftColumn, DraftSequence, DraftTable } from '../draft.ts';
import type { DomainDefinition, TypeUse } from '../draft-types.ts';
import { quoteName } from '../tokens.ts';

export interface Speller {
  truth(table: DraftTable, sql: string): string;
  keyPart(table: DraftTable, sql: string): string;
  generated(table: DraftTable, column: DraftColumn, sql: string): string;
  default(type: TypeUse, sql: string): string;
  domainCheck(domain: DomainDefinition, sql: string): string;
  nextval(sequence: DraftSequence): string;
  bound(table: DraftTable, sql: string): string;
}

export function spellerOf(_draft: Draft): Speller {
  return {
    truth: (_, sql) => sql,
    keyPart: (_, sql) => sql,
    generated: (_, __, sql) => sql,
    default: (_, sql) => sql,
    domainCheck: (_, sql) => sql,
    nextval: ({ schema, name }) => `nextval('${quoteName(schema)}.${quoteName(name)}'::regclass)`,
    bound: (_, sql) => sql,
  };
}
