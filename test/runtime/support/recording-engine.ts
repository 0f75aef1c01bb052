import type { Engine, TableLoad } from '../../../src/runtime/engine.ts';
import { formatTableName, parseTableName, type TableFacts } from '../../../src/schema/facts.ts';

/** What an engine was told to write of a table. */
export interface LoadedTable {
  readonly table: string;
  readonly load: TableLoad;
  readonly rows: Record<string, unknown>[];
}

/** An engine of an empty database that only notes what it is told to write. */
export function recordingEngine(
  tables: Readonly<Record<string, TableFacts>>,
  loaded: LoadedTable[],
): Engine {
  const columnsOf = new Map(
    Object.values(tables).map((facts) => [
      formatTableName(parseTableName(facts.table)),
      Object.keys(facts.columns).map((name) => ({ name, required: false })),
    ]),
  );
  return {
    server: 'memory',
    target: { host: 'localhost', port: null, database: 'memory', local: true },
    lock: async () => {},
    unlock: async () => {},
    inspect: async (names) =>
      names.map((name) => ({
        ...name,
        columns: columnsOf.get(formatTableName(name)) ?? [],
        empty: true,
        highestKey: null,
        rowCount: null,
      })),
    ledger: { read: async () => [], add: async () => {}, markLoaded: async () => {} },
    begin: async () => {},
    commit: async () => {},
    rollback: async () => {},
    reserveKeys: async () => {},
    async load(load) {
      const view = load.rows.newView();
      const rows: Record<string, unknown>[] = [];
      for (let place = load.first; place < load.end; place++) {
        rows.push(load.rows.toObject(view.moveTo(place)));
      }
      loaded.push({ table: load.rows.key, load, rows });
      return rows.length;
    },
    fillReferences: async () => 0,
    recordKeys: async () => ({ kind: 'row', columns: [] }),
    recordSideEffects: async () => [],
    countRecorded: async (_run, name) =>
      loaded.find((each) => formatTableName(each.load.name) === formatTableName(name))!.rows.length,
    analyze: async () => {},
    remove: async () => ({ deleted: {}, orphans: 0 }),
    close: async () => {},
  };
}
