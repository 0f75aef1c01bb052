import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import type { SourceFile } from '../../../../introspectors/prisma/source/source-file.ts';

/** Its loader is made for bundlers: the WebAssembly is put together by hand here. */
const { resolve } = createRequire(import.meta.url);
const GLUE = '@prisma/schema-engine-wasm/schema_engine_bg';

interface Glue {
  readonly SchemaEngine: { readonly new: MakeEngine };
  __wbg_set_wasm(exports: object): void;
}

type MakeEngine = (
  options: object,
  log: (event: string) => void,
  adapter: object,
) => Promise<SchemaEngine>;

/** Node.js has it, though its types do not say so. */
const { WebAssembly: WEB_ASSEMBLY } = globalThis as unknown as {
  readonly WebAssembly: {
    instantiate(
      bytes: Uint8Array,
      imports: object,
    ): Promise<{ readonly instance: { readonly exports: { __wbindgen_start(): void } } }>;
  };
};

let glue: Promise<Glue> | undefined;

async function loadGlue(): Promise<Glue> {
  const loaded = (await import(GLUE)) as Glue;
  const bytes = readFileSync(resolve(GLUE).replace(/\.js$/, '.wasm'));
  const { instance } = await WEB_ASSEMBLY.instantiate(bytes, { './schema_engine_bg.js': loaded });
  loaded.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return loaded;
}

/**
 * The SQL that Prisma's own engine makes of schema files, for PostgreSQL: without a server, which it asks
 * for its version only.
 */
export async function prismaSql(files: readonly SourceFile[]): Promise<string> {
  const { SchemaEngine: Engine } = await (glue ??= loadGlue());
  const engine = await Engine.new({ datamodels: undefined }, () => undefined, FACTORY);
  const schema = files.map(({ path, text }) => ({ path, content: withoutUrl(text) }));
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: schema },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

/** Prisma 7 has moved URLs into its configuration; schemas of before have one. */
export function withoutUrl(text: string): string {
  return text.replaceAll(/^[ \t]*(?:url|directUrl|shadowDatabaseUrl)[ \t]*=.*$/gm, '');
}

const ok = (value: unknown) => ({ ok: true, value });
/** Columns of types boolean, text and number. */
const VERSION = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [5, 7, 0],
  rows: [[true, 'PostgreSQL 16.0', 160_000]],
};
const NOTHING = { columnNames: [], columnTypes: [], rows: [] };

const ADAPTER = {
  provider: 'postgres',
  adapterName: 'none',
  queryRaw: async ({ sql }: { readonly sql: string }) =>
    ok(sql.includes('numeric_version') ? VERSION : NOTHING),
  executeRaw: async () => ok(0),
  executeScript: async () => ok(undefined),
  startTransaction: async () => ok(undefined),
  dispose: async () => ok(undefined),
  getConnectionInfo: () => ok({ schemaName: 'public', supportsRelationJoins: true }),
};

const FACTORY = {
  provider: 'postgres',
  adapterName: 'none',
  connect: async () => ok(ADAPTER),
  connectToShadowDb: async () => ok(ADAPTER),
};
