import type { Draft, DraftName, DraftTable } from './draft.ts';

/** An empty schema. */
export function newDraft(schema: string): Draft {
  return {
    tables: new Set(),
    types: new Set(),
    sequences: new Set(),
    functions: new Set(),
    others: new Set(),
    foldingCollations: new Set(),
    searchPath: [schema],
    defaultPath: [schema],
    extensions: new Map(),
  };
}

export function newTable(name: DraftName, temporary = false): DraftTable {
  return {
    ...name,
    temporary,
    comment: null,
    columns: [],
    keys: [],
    references: [],
    lostReferences: [],
    checks: [],
    partitionKey: null,
    partitionOf: null,
    parents: [],
    triggers: [],
    rules: [],
    rowSecurity: false,
    forcedRowSecurity: false,
  };
}
