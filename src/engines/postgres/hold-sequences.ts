import type { Connection } from '../../connections/connection.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { isServerError } from './database-error.ts';
import { quoteTable } from './quote.ts';

interface SequenceRow extends TableName {
  /** What it would hand out next. */
  readonly next: string;
}

/**
 * Sequences of ours to alter, where anything but the rows themselves may ask for a number: triggers, rules.
 * What we keep in a database is left out.
 */
const SEQUENCES = `
  SELECT namespace.nspname AS schema, sequence.relname AS name,
         COALESCE(pg_catalog.pg_sequence_last_value(sequence.oid) + settings.seqincrement,
                  settings.seqstart)::pg_catalog.text AS next
    FROM pg_catalog.pg_sequence AS settings
    JOIN pg_catalog.pg_class AS sequence ON sequence.oid = settings.seqrelid
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = sequence.relnamespace
   WHERE pg_catalog.pg_has_role(sequence.relowner, 'USAGE')
     AND namespace.nspname !~ '^pg_' AND namespace.nspname <> $1
     AND COALESCE(pg_catalog.pg_sequence_last_value(sequence.oid) + settings.seqincrement,
                  settings.seqstart) BETWEEN settings.seqmin AND settings.seqmax
     AND (EXISTS (SELECT FROM pg_catalog.pg_trigger AS trigger
                   WHERE NOT trigger.tgisinternal AND trigger.tgenabled <> 'D')
          OR EXISTS (SELECT FROM pg_catalog.pg_rewrite AS rule WHERE rule.ev_type = '3'))
   ORDER BY 1, 2`;

/**
 * Lets a transaction take numbers from sequences without a trace. What `nextval` does outlives a
 * transaction that is rolled back; but a sequence that was restarted in the transaction is another one until
 * it ends. Those that somebody else uses at this moment are left as they are.
 *
 * @param known - sequences that are put back anyway
 * @param ours - the schema of what gen-factories keeps
 */
export async function holdSequences(
  connection: Connection,
  known: readonly TableName[],
  ours: string,
): Promise<void> {
  const names = new Set(known.map(formatTableName));
  const sequences = await connection.query<SequenceRow>(SEQUENCES, [ours]);
  const open = sequences.filter((sequence) => !names.has(formatTableName(sequence)));
  if (open.length === 0) return;
  await connection.execute(`SET LOCAL lock_timeout = '1s'`);
  for (const sequence of open) await restart(connection, sequence);
  await connection.execute(`SET LOCAL lock_timeout = '10s'`);
}

async function restart(connection: Connection, { next, ...name }: SequenceRow): Promise<void> {
  await connection.execute('SAVEPOINT gen_factories_sequence');
  try {
    await connection.execute(`ALTER SEQUENCE ${quoteTable(name)} RESTART WITH ${next}`);
  } catch (error) {
    if (!isServerError(error)) throw error;
    await connection.execute('ROLLBACK TO SAVEPOINT gen_factories_sequence');
  }
  await connection.execute('RELEASE SAVEPOINT gen_factories_sequence');
}
