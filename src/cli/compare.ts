import { join } from 'node:path';
import { admitRows } from '../checks/admit-rows.ts';
import { meaningIn } from '../checks/meaning.ts';
import { loadParser } from '../checks/load-parser.ts';
import { findDrift, type FileDrift } from '../codegen/find-drift.ts';
import { readGenerated, type FoundFile } from '../codegen/generated-folder.ts';
import { readFacts } from '../codegen/read-facts.ts';
import type { Config } from '../config/config.ts';
import type { Source } from '../../introspectors/source.ts';
import type { GenFactoriesError } from '../errors.ts';
import { diffSchemas, type FactsByTable, type SchemaChange } from '../schema/semantic-diff.ts';
import type { CheckReport } from './check-report.ts';
import { loadFactories } from './load-factories.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { Folders } from './settings.ts';
import { shown } from './shown.ts';
import { withPlaces } from './with-places.ts';
import { withReasons } from './with-reasons.ts';
import { misfitOf, tryDefinitions } from './try-definitions.ts';

/** The definitions on disk beside the schema as it is. */
export interface Comparison {
  readonly prepared: Prepared;
  readonly report: CheckReport;
  readonly drifts: readonly FileDrift[];
  /** There is not one generated file. */
  readonly nothingThere: boolean;
  /** Why the user's own definitions do not load, for a reason that is not the schema's. */
  readonly broken: GenFactoriesError | undefined;
}

/**
 * Compares the definitions on disk with the schema as it is; writes nothing.
 *
 * @param source - what the schema is read from
 * @param schemas - to read; all of the user's if undefined
 */
export async function compare(
  source: Source,
  schemas: readonly string[] | undefined,
  config: Config,
  folders: Folders,
): Promise<Comparison> {
  const found = readGenerated(folders.generated);
  const before = factsOnDisk(found, folders);
  const prepared = await prepare(source, schemas, config, folders, {
    facts: before ?? {},
    purpose: 'compare',
  });
  const drifts = findDrift(found, prepared.files);
  const after = factsNow(prepared);
  const nothingThere = found.length === 0;
  const { misfits, broken } = nothingThere
    ? { misfits: [], broken: undefined }
    : await tryDefinitions(folders, found, prepared.files);
  const ok = drifts.length === 0 && misfits.length === 0;
  const report: CheckReport = {
    ok,
    changes: before === undefined ? [] : await changesOf(before, after, prepared),
    personal: before === undefined ? [] : await findPersonal(before, after, prepared, folders),
    definitions: ok || broken === undefined ? misfits : [...misfits, misfitOf(broken)],
    files: drifts.map(({ path, kind }) => ({ path: shown(join(folders.generated, path)), kind })),
  };
  return { prepared, report, drifts, nothingThere, broken };
}

/** The schema as it was when the definitions were generated; undefined where they are not there. */
export function factsOnDisk(
  found: readonly FoundFile[],
  folders: Folders,
): FactsByTable | undefined {
  const file = found.find((each) => each.path === 'schema.ts');
  return file && readFacts(file.text, shown(join(folders.generated, file.path)));
}

function factsNow(prepared: Prepared): FactsByTable {
  const file = prepared.files.find((each) => each.path === 'schema.ts')!;
  return readFacts(file.text, file.path);
}

async function changesOf(
  before: FactsByTable,
  after: FactsByTable,
  { model, summary }: Prepared,
): Promise<SchemaChange[]> {
  const { dialect } = model;
  const parse = await loadParser(dialect);
  const changes = diffSchemas(before, after, {
    dialect,
    admits: admitRows(parse, dialect),
    means: meaningIn(parse, dialect),
  });
  return model.origin === undefined
    ? changes
    : withReasons(withPlaces(changes, model), model, summary);
}

/** New columns that look personal are named, unless the user's own definitions anonymise them. */
async function findPersonal(
  before: FactsByTable,
  after: FactsByTable,
  prepared: Prepared,
  folders: Folders,
): Promise<string[]> {
  const known = new Set(
    Object.entries(before).flatMap(([table, { columns }]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    ),
  );
  const fresh = prepared.summary.personal
    .map(({ table, column }) => `${table}.${column}`)
    .filter((column) => !known.has(column));
  if (fresh.length === 0) return [];
  const anonymised = await anonymisedOnDisk(folders, ofBoth(before, after));
  return fresh.filter((column) => !anonymised.has(column));
}

async function anonymisedOnDisk(
  folders: Folders,
  tables: FactsByTable,
): Promise<ReadonlySet<string>> {
  try {
    return (await loadFactories(folders.factories, { tables })).anonymised;
  } catch {
    // Definitions that do not load anonymise nothing.
    return new Set();
  }
}

/** Every column there was or is, so that definitions may name both kinds. */
function ofBoth(before: FactsByTable, after: FactsByTable): FactsByTable {
  const tables = Object.entries(before).map(([name, old]) => {
    const now = Object.hasOwn(after, name) ? after[name]! : old;
    return [name, { ...now, columns: { ...old.columns, ...now.columns } }] as const;
  });
  return { ...after, ...Object.fromEntries(tables) };
}
