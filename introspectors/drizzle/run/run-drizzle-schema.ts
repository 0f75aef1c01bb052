import { fork } from 'node:child_process';
import { posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GenFactoriesError } from '../../../src/errors.ts';
import { buildSchema } from '../../../src/schema/build-schema.ts';
import type { SchemaModel } from '../../../src/schema/schema.ts';
import type { Descriptions } from '../description.ts';
import { describeFiles } from '../describe-files.ts';
import { diskHost, slashed } from '../evaluate/host.ts';
import { findFiles } from '../find-files.ts';
import { kitLine } from '../kit-line.ts';
import { oneSchema } from '../one-schema.ts';
import { readCasing, readDialect, type DrizzleOptions } from '../read-drizzle-schema.ts';
import { readSchema } from '../read-schema.ts';
import type { RunReply, RunRequest } from './message.ts';
import { withWrittenTypes } from './with-written-types.ts';

/** A schema that takes longer to import waits for something that will not come. */
const TIMEOUT = 60_000;

/**
 * Reads the schema that Drizzle's schema files make when they run: in a process of its own, with the
 * project's own drizzle-orm. For schemas whose files decide as they run; only ever where the user asks for it.
 *
 * @param paths - files, folders and patterns, as `schema` of a drizzle.config.ts has them
 * @param options - as of `readDrizzleSchema`
 * @throws GenFactoriesError as `readDrizzleSchema` does, and `SCHEMA_FILE_INVALID` with what the files threw
 */
export async function runDrizzleSchema(
  paths: readonly string[],
  options: DrizzleOptions = {},
): Promise<SchemaModel> {
  const wanted = readDialect(options.dialect);
  const casing = readCasing(options.casing);
  const root = slashed(resolve(options.root ?? '.'));
  const files = findFiles(paths, root, diskHost);
  const made = await run({ files, casing }, root);
  const typed = withWrittenTypes(made, () =>
    describeFiles(files, diskHost.realPath(root), diskHost, casing),
  );
  const described = oneSchema(typed, wanted);
  const { dialect } = described;
  return buildSchema(readSchema(described, { dialect, casing, kit: kitLine(files, diskHost) }));
}

async function run(request: RunRequest, root: string): Promise<Descriptions> {
  const isSource = import.meta.url.endsWith('.ts');
  const script = new URL(`./project-process.${isSource ? 'ts' : 'js'}`, import.meta.url);
  const reply = await ask(fileURLToPath(script), isSource, request, root);
  if ('descriptions' in reply) return reply.descriptions;
  const { file, message } = reply.error;
  throw new GenFactoriesError('SCHEMA_FILE_INVALID', {
    what: `The schema does not load: ${message.split('\n', 1)[0] ?? ''}`,
    where: posix.relative(diskHost.realPath(root), file),
    fix: 'Run it in the project first; it may need the environment that the project has.',
  });
}

function ask(
  script: string,
  isSource: boolean,
  request: RunRequest,
  root: string,
): Promise<RunReply> {
  return new Promise((settle, reject) => {
    const child = fork(script, [], {
      cwd: root,
      timeout: TIMEOUT,
      // What the schema prints is not ours to print.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: isSource ? ['--import', import.meta.resolve('jiti/register')] : [],
    });
    let printed = '';
    child.stderr?.on('data', (data: Buffer) => {
      printed += data.toString();
    });
    let reply: RunReply | undefined;
    child.once('message', (message) => {
      reply = message as RunReply;
    });
    child.once('error', reject);
    child.once('exit', () => {
      const error = {
        file: request.files[0] ?? script,
        message: printed.trim() || 'it ended early',
      };
      settle(reply ?? { error });
    });
    child.send(request);
  });
}
