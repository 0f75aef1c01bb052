import { describe, expect, it } from 'vitest';
import { introspectMigrations } from '../../../introspectors/migrations/introspect-migrations.ts';
import type { MigrationFile } from '../../../introspectors/migrations/migrated-schema.ts';

/** Three hundred migrations make three hundred tables, and change those that are there. */
const MIGRATIONS = 300;
/** Alone on a machine it takes 700 ms; beside others, and their use of its caches, up to three times that. */
const MOST_MS = 3_000;

function postgresMigration(number: number): string {
  const before = number - 1;
  const make = `
    CREATE TYPE "Status${number}" AS ENUM ('open', 'done');
    CREATE TABLE "Task${number}" (
      "id" SERIAL NOT NULL, "name" VARCHAR(100) NOT NULL, "email" TEXT NOT NULL,
      "status" "Status${number}" NOT NULL DEFAULT 'open',
      "age" INTEGER CHECK ("age" > 0 AND "age" < 150), "total" DECIMAL(10,2) NOT NULL DEFAULT 0,
      "meta" JSONB DEFAULT '{}', "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
      "parent" INTEGER, CONSTRAINT "Task${number}_pkey" PRIMARY KEY ("id"));
    CREATE UNIQUE INDEX "Task${number}_email_key" ON "Task${number}"("email");
    CREATE UNIQUE INDEX "Task${number}_lower" ON "Task${number}"(lower("name")) WHERE status = 'open';`;
  if (number === 0) return make;
  return `${make}
    ALTER TABLE "Task${number}" ADD CONSTRAINT "Task${number}_parent_fkey"
      FOREIGN KEY ("parent") REFERENCES "Task${before}"("id") ON DELETE SET NULL;
    ALTER TABLE "Task${before}" RENAME COLUMN "age" TO "years";
    ALTER TABLE "Task${before}" ADD COLUMN "extra" text NOT NULL DEFAULT 'x', DROP COLUMN "meta";`;
}

function mysqlMigration(number: number): string {
  const before = number - 1;
  const make = `
    CREATE TABLE \`Task${number}\` (
      \`id\` INTEGER NOT NULL AUTO_INCREMENT, \`name\` VARCHAR(100) NOT NULL,
      \`status\` ENUM('open', 'done') NOT NULL DEFAULT 'open',
      \`age\` INTEGER CHECK (\`age\` > 0 AND \`age\` < 150), \`parent\` INTEGER,
      UNIQUE INDEX \`by_name\`(\`name\`), PRIMARY KEY (\`id\`));`;
  if (number === 0) return make;
  return `${make}
    ALTER TABLE \`Task${number}\` ADD CONSTRAINT \`parent${number}\`
      FOREIGN KEY (\`parent\`) REFERENCES \`Task${before}\`(\`id\`);
    ALTER TABLE \`Task${before}\` RENAME COLUMN \`age\` TO \`years\`, ADD \`extra\` text;`;
}

describe(`${MIGRATIONS} migrations`, () => {
  it.each([
    ['postgres', postgresMigration],
    ['mysql', mysqlMigration],
  ] as const)(`of %s are read in under ${MOST_MS} ms`, async (dialect, write) => {
    const files = Array.from({ length: MIGRATIONS }, (_, number): MigrationFile => ({
      path: `${number}.sql`,
      sql: write(number),
    }));
    const times: number[] = [];
    // Time of the processor: whatever else the machine does meanwhile is not what is measured.
    for (let run = 0; run < 4; run++) {
      const start = process.cpuUsage();
      const { model, notes } = await introspectMigrations(files, { dialect });
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1_000);
      expect(notes).toEqual([]);
      expect(model.tables).toHaveLength(MIGRATIONS);
    }
    expect(Math.min(...times)).toBeLessThan(MOST_MS);
  });
});
