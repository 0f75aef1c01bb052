import { GenFactoriesError } from '../../../src/errors.ts';
import type { Setting, SettingsBlock, Value } from '../source/blocks.ts';
import { describePlace, sourceError, type Place } from '../source/source-file.ts';
import type { Datasource, ProviderName } from './declared.ts';
import { checkUnique, meant } from './names.ts';

const PROVIDERS: ReadonlyMap<string, ProviderName> = new Map([
  ['postgresql', 'postgresql'],
  ['postgres', 'postgresql'],
  ['mysql', 'mysql'],
  ['mongodb', 'mongodb'],
]);

/** Databases that Prisma writes to and we do not. */
const OTHERS: ReadonlySet<string> = new Set(['sqlite', 'sqlserver', 'cockroachdb']);

/**
 * Reads which database the files are about.
 *
 * @param blocks - all datasources there are
 * @param schema - where tables are that name no schema, if somebody knows it better than the files
 * @param first - the first file, for the message that there is no datasource
 * @throws GenFactoriesError `SERVER_UNSUPPORTED` for a database that we do not write to;
 *   `SCHEMA_FILE_INVALID` where there is not one datasource with a provider
 */
export function readDatasource(
  blocks: readonly SettingsBlock[],
  schema: string | undefined,
  first: string,
): Datasource {
  const [block, second] = blocks;
  if (block === undefined) throw missing(first);
  if (second !== undefined) {
    throw sourceError(
      second,
      'A second datasource',
      'Leave one of them: a schema is of one database.',
    );
  }
  for (const each of block.settings) checkSetting(each, block);
  checkUnique(
    block.settings.map(({ name, line }) => [name, { source: block.source, line }]),
    'settings called',
    'leave one of them',
  );
  const setting = (name: string): Setting | undefined =>
    block.settings.find((each) => each.name === name);
  const provider = readProvider(block, setting('provider'));
  const mode = setting('relationMode') ?? setting('referentialIntegrity');
  const schemas = readSchemas(block, setting('schemas'));
  return {
    name: block.name,
    provider,
    foreignKeys: provider !== 'mongodb' && readMode(block, mode) === 'foreignKeys',
    defaultSchema:
      provider === 'postgresql' ? (schema ?? schemaOfUrl(setting('url')) ?? 'public') : '',
    schemas: provider === 'postgresql' ? schemas : null,
  };
}

const SETTINGS: ReadonlySet<string> = new Set([
  ...['provider', 'url', 'directUrl', 'shadowDatabaseUrl', 'extensions', 'schemas'],
  ...['relationMode', 'referentialIntegrity'],
]);

/** A misspelled setting would be none, and nobody would see why. */
function checkSetting(setting: Setting, block: SettingsBlock): void {
  if (SETTINGS.has(setting.name)) return;
  const guess = meant(setting.name, SETTINGS);
  const fix =
    guess === undefined ? `There are ${[...SETTINGS].join(', ')}.` : `Do you mean ${guess}?`;
  throw sourceError(placeOf(block, setting), `Unknown setting "${setting.name}"`, fix);
}

function readProvider(block: SettingsBlock, setting: Setting | undefined): ProviderName {
  const place = placeOf(block, setting);
  const name = setting?.value.kind === 'text' ? setting.value.text : undefined;
  const provider = PROVIDERS.get(name ?? '');
  if (provider !== undefined) return provider;
  const known = 'postgresql, mysql and mongodb';
  if (name !== undefined && OTHERS.has(name)) {
    throw new GenFactoriesError('SERVER_UNSUPPORTED', {
      what: `The schema is for ${name}, which gen-factories does not write to`,
      where: describePlace(place),
      fix: `It writes to ${known}.`,
    });
  }
  const problem =
    name === undefined ? 'A datasource without a provider' : `Unknown provider "${name}"`;
  const guess = meant(name ?? '', PROVIDERS.keys());
  if (guess !== undefined) throw sourceError(place, problem, `Do you mean "${guess}"?`);
  throw sourceError(place, problem, `Write \`provider = "postgresql"\`; known are ${known}.`);
}

function readMode(block: SettingsBlock, setting: Setting | undefined): 'foreignKeys' | 'prisma' {
  if (setting === undefined) return 'foreignKeys';
  const { value } = setting;
  if (value.kind === 'text' && (value.text === 'foreignKeys' || value.text === 'prisma')) {
    return value.text;
  }
  const fix = 'Write `relationMode = "prisma"` or `relationMode = "foreignKeys"`.';
  throw sourceError(placeOf(block, setting), `Unknown ${setting.name}`, fix);
}

function readSchemas(block: SettingsBlock, setting: Setting | undefined): readonly string[] | null {
  if (setting === undefined) return null;
  const texts = setting.value.kind === 'list' ? setting.value.items.flatMap(textIn) : [];
  if (texts.length > 0) return texts;
  throw sourceError(placeOf(block, setting), 'No list of schemas', 'Write `schemas = ["public"]`.');
}

/** What an URL that is written out says; those of the environment are not there to be read. */
function schemaOfUrl(setting: Setting | undefined): string | undefined {
  if (setting?.value.kind !== 'text' || !URL.canParse(setting.value.text)) return undefined;
  return new URL(setting.value.text).searchParams.get('schema') ?? undefined;
}

function textIn(value: Value): string[] {
  return value.kind === 'text' ? [value.text] : [];
}

function placeOf(block: SettingsBlock, setting: Setting | undefined): Place {
  return { source: block.source, line: setting?.line ?? block.line };
}

function missing(file: string): GenFactoriesError {
  return new GenFactoriesError('SCHEMA_FILE_INVALID', {
    what: 'There is no datasource, so nothing says which database the schema is for',
    where: file,
    fix: 'Name the folder of all schema files where they are several; one of them has the datasource.',
  });
}
