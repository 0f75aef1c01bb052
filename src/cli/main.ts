#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { GenFactoriesError } from '../errors.ts';
import { processOutput, type Output } from './output.ts';
import type { CheckFlags } from './commands/check.ts';
import type { GenerateFlags } from './commands/generate.ts';
import type { LoadFlags } from './commands/load.ts';
import { describeError } from './describe-error.ts';
import { maskText } from './mask-text.ts';
import { packageVersion } from './version.ts';

/** Could not tell, or could not do it. */
const FAILED = 2;
const INTERRUPTED = 130;

const output = processOutput();
const abort = new AbortController();
/** A load is under way: stopping it in order leaves nothing of it behind. */
let loading = false;
let status = 0;

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
for (const stream of [process.stdout, process.stderr]) stream.on('error', stopWriting);

try {
  await program().parseAsync();
} catch (error) {
  output.done();
  status = report(error, output);
}
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
process.exit(status);

function stop(): void {
  // What only reads, or is one transaction, can end anywhere.
  if (!loading || abort.signal.aborted) process.exit(INTERRUPTED);
  output.note('stopping, and leaving nothing behind; press Ctrl-C again to stop at once');
  abort.abort();
}

/** Whoever read the output, `head` for one, has seen enough; a full disk is an error. */
function stopWriting(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? status : FAILED);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

function program(): Command {
  const root = new Command('gen-factories')
    .description(
      'Typed data factories from your database schema; seeds preview and test databases.',
    )
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError('(see gen-factories --help)')
    .addHelpText('after', example('--url postgres://localhost/app'));
  addSchemaCommands(root);
  addLoadCommands(root);
  root
    .command('demo')
    .description('show all of it on an embedded Postgres, in one command')
    .option('--out <dir>', 'where to leave the files (default: gen-factories-demo)')
    .addHelpText('after', example('demo'))
    .action(async (flags: { readonly out?: string }) => {
      const { demoCommand } = await import('./commands/demo.ts');
      status = await demoCommand(flags, output);
    });
  return root;
}

/** What compares a schema with definitions. */
function addSchemaCommands(root: Command): void {
  sources(
    common(
      root.command('generate', { isDefault: true }),
      'read the schema and write the definitions',
    ),
  )
    .option('--out <dir>', 'folder of definitions (default: factories)')
    .option('--schema <names>', 'schemas to read, with commas between (default: all)')
    .option('--force', 'overwrite generated files that were edited by hand')
    .addHelpText('after', example('generate --url postgres://localhost/app'))
    .allowExcessArguments()
    .action(async (flags: GenerateFlags, { args: [unknown] }: Command) => {
      if (unknown !== undefined) throw unknownCommand(unknown, root);
      const { generateCommand } = await import('./commands/generate.ts');
      status = await generateCommand(flags, output);
    });
  sources(common(root.command('check'), 'fail when the definitions no longer match the schema'))
    .option('--out <dir>', 'folder of definitions (default: factories)')
    .option('--schema <names>', 'schemas to read, with commas between (default: all)')
    .option('--no-diff', 'leave out the differences of files')
    .option(
      '--execute',
      'also try a row of every definition, trait and edge case on the database, and take them back',
    )
    .option('--yes', 'with --execute: try them on a database that is not on this machine')
    .addHelpText(
      'after',
      `${example('check --url postgres://localhost/app')}\n\nExit status: 0 in step, 1 drift, 2 could not tell. With --execute, 1 too where the database refuses a row.`,
    )
    .action(async (flags: CheckFlags) => {
      const { checkCommand } = await import('./commands/check.ts');
      loading = flags.execute ?? false;
      status = await checkCommand(flags, output, abort.signal);
    });
}

/** What writes rows, and removes them. */
function addLoadCommands(root: Command): void {
  loadFlags(common(root.command('up'), 'write the rows to a database'))
    .option('--append', 'also into tables that have rows already')
    .option('--yes', 'write to a database that is not on this machine')
    .option('--workers <n>', 'make rows on so many threads (default: 1)', readWorkers)
    .addHelpText(
      'after',
      `${example('up --url postgres://localhost/app --scenario large-org')}\n\nExit status: 0 loaded, 1 loaded but for the tables named, 2 nothing written.`,
    )
    .action(async (flags: LoadFlags) => {
      const { upCommand } = await import('./commands/load.ts');
      loading = true;
      status = await upCommand(flags, output, abort.signal);
    });
  common(root.command('down'), 'remove exactly the rows that up wrote')
    .option(
      '--factories <dir>',
      'folder of definitions; not needed, the database knows what was written',
    )
    .option('--yes', 'delete from a database that is not on this machine')
    .addOption(ignored('--scale <factor>'))
    .addOption(ignored('--scenario <name>'))
    .addOption(ignored('--append'))
    .addHelpText('after', example('down --url postgres://localhost/app'))
    .action(async (flags: LoadFlags) => {
      const { downCommand } = await import('./commands/load.ts');
      status = await downCommand(flags, output);
    });
  loadFlags(common(root.command('plan'), 'say what up would write'))
    .addOption(ignored('--append'))
    .addOption(ignored('--yes'))
    .addHelpText('after', example('plan --scale 10'))
    .action(async (flags: LoadFlags) => {
      const { planCommand } = await import('./commands/load.ts');
      status = await planCommand(flags, output);
    });
}

function common(command: Command, description: string): Command {
  return command
    .description(description)
    .option('--url <url>', 'database (default: DATABASE_URL)')
    .option('--database <name>', 'for MongoDB, where the URL names no database')
    .option('--config <file>', 'config (default: gen-factories.config.ts)')
    .option('--json', 'print the result as one line of JSON');
}

/** What a schema is read from, where it is no database. */
function sources(command: Command): Command {
  return command
    .option('--prisma [path]', 'read a Prisma schema: a file, or a folder of them')
    .option(
      '--drizzle [paths]',
      'read Drizzle schema files, or those of a config (default: drizzle.config.ts)',
    )
    .option('--dialect <name>', 'of the Drizzle files: postgres or mysql')
    .option('--casing <name>', 'of the Drizzle files: snake_case or camelCase')
    .option('--drizzle-exec', 'import the Drizzle files rather than interpret them');
}

function loadFlags(command: Command): Command {
  return command
    .option('--factories <dir>', 'folder of definitions (default: factories)')
    .option('--scale <factor>', 'multiply every count', readScale)
    .option('--scenario <name>', 'lay a scenario on top of the base; may be given again', collect);
}

/** Scripts may give one list of flags to up, down and plan: what does not matter to one is let pass. */
function ignored(flags: string): Option {
  return new Option(flags).hideHelp();
}

function readScale(text: string): number {
  const scale = Number(text);
  if (!(scale > 0 && Number.isFinite(scale)))
    throw new InvalidArgumentError('A scale is a number above 0.');
  return scale;
}

function readWorkers(text: string): number {
  const count = Number(text);
  if (!(Number.isInteger(count) && count >= 1 && count <= 64)) {
    throw new InvalidArgumentError('Workers are a whole number from 1 to 64.');
  }
  return count;
}

function collect(name: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), name];
}

function example(command: string): string {
  return `\nExample:\n  $ npx gen-factories ${command}`;
}

function unknownCommand(name: string, root: Command): GenFactoriesError {
  return new GenFactoriesError('USAGE', {
    what: `There is no command "${name}"`,
    fix: `Commands are: ${root.commands.map((command) => command.name()).join(', ')}. See gen-factories --help.`,
  });
}

/** One clear error on stderr, and, under --json, as JSON on stdout; never a driver's stack. */
function report(error: unknown, to: Output): number {
  const usage = error instanceof CommanderError;
  if (usage && error.exitCode === 0) return 0;
  const known = error instanceof GenFactoriesError;
  const code = known ? error.code : usage ? 'USAGE' : 'UNEXPECTED';
  const message = describeError(error);
  if (process.argv.includes('--json'))
    to.print(JSON.stringify({ ok: false, error: { code, message } }));
  // Commander has told what is wrong with the flags.
  if (!usage) to.note(`${to.style('red', 'error')} ${known ? `[${code}] ` : ''}${message}`);
  if (
    !usage &&
    !known &&
    error instanceof Error &&
    process.env['GEN_FACTORIES_DEBUG'] !== undefined
  ) {
    to.note(maskText(String(error.stack)));
  }
  return code === 'INTERRUPTED' ? INTERRUPTED : FAILED;
}
