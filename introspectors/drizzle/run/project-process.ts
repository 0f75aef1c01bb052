import { pathToFileURL } from 'node:url';
import { createJiti, type Jiti } from 'jiti';
import type { Casing, Descriptions, LeftOutDescription, TableDescription } from '../description.ts';
import { ObjectDescriber } from './describe-objects.ts';
import { isKind, type DrizzleModules, type DrizzleRelations } from './drizzle-objects.ts';
import type { RunReply, RunRequest } from './message.ts';

/** The script of the process that runs a project's schema: asked once, it answers once. */
process.once('message', (request: RunRequest) => {
  void answer(request).then((reply) => process.send?.(reply, () => process.disconnect()));
});

async function answer({ files, casing }: RunRequest): Promise<RunReply> {
  const exported: unknown[] = [];
  const jitiOf = (file: string): Jiti =>
    createJiti(pathToFileURL(file).href, { tsconfigPaths: true, fsCache: false });
  for (const file of files) {
    try {
      const module = await jitiOf(file).import<Record<string, unknown>>(file);
      exported.push(...Object.values(module));
    } catch (error) {
      return { error: { file, message: error instanceof Error ? error.message : String(error) } };
    }
  }
  const [first = ''] = files;
  return { descriptions: await describeAll([...new Set(exported)], jitiOf(first), casing) };
}

async function describeAll(
  values: readonly unknown[],
  jiti: Jiti,
  casing: Casing | undefined,
): Promise<Descriptions> {
  const relations = values.filter((value) => isKind(value, 'Relations')) as DrizzleRelations[];
  const tables: TableDescription[] = [];
  const leftOut: LeftOutDescription[] = [];
  for (const [dialect, kind, core] of [
    ['postgres', 'Pg', 'pg-core'],
    ['mysql', 'MySql', 'mysql-core'],
  ] as const) {
    const own = values.filter((value) => isKind(value, `${kind}Table`)) as object[];
    const views = values.filter((value) => isKind(value, `${kind}View`)) as object[];
    const kept = values.filter((value) => isKind(value, `${kind}MaterializedView`)) as object[];
    if (own.length + views.length + kept.length === 0) continue;
    const modules = await drizzleModules(jiti, core);
    const describer = new ObjectDescriber(modules, dialect, casing);
    tables.push(...own.map((table) => describer.table(table, relations)));
    const leave = (view: object, what: 'view' | 'materialized view'): void => {
      const { name, schema = null } = modules.getViewConfig(view);
      leftOut.push({ kind: what, schema, name, reason: null });
    };
    for (const view of views) leave(view, 'view');
    for (const view of kept) leave(view, 'materialized view');
  }
  return { tables, leftOut };
}

/** Of the drizzle-orm that the schema itself imports. */
async function drizzleModules(jiti: Jiti, core: string): Promise<DrizzleModules> {
  const modules = await Promise.all(
    ['drizzle-orm', `drizzle-orm/${core}`, 'drizzle-orm/casing'].map((name) =>
      jiti.import<object>(name),
    ),
  );
  return Object.assign({}, ...modules.map((each) => ({ ...each }))) as DrizzleModules;
}
