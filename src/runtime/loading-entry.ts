import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { LedgerEntry } from './engine.ts';

/**
 * The ledger's entry for a load that begins: its rows are there once it is `loaded`.
 *
 * @param layer - what is loaded
 * @param definitions - what its rows are made from
 */
export function loadingEntry(layer: string, definitions: string): LedgerEntry {
  const owner = `${hostname()}:${process.pid}`;
  return { id: randomUUID(), layer, definitions, state: 'loading', owner, tables: [] };
}
