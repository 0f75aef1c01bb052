import type { TableName } from '../schema/schema.ts';

/** Tables in which migration tools keep what they have done; rows of ours would mislead them. */
const BOOKKEEPING: ReadonlyMap<string, string> = new Map([
  ['_prisma_migrations', 'Prisma'],
  ['__drizzle_migrations', 'Drizzle'],
  ['schema_migrations', 'Rails, dbmate or golang-migrate'],
  ['ar_internal_metadata', 'Rails'],
  ['knex_migrations', 'Knex'],
  ['knex_migrations_lock', 'Knex'],
  ['kysely_migration', 'Kysely'],
  ['kysely_migration_lock', 'Kysely'],
  ['pgmigrations', 'node-pg-migrate'],
  ['sequelizemeta', 'Sequelize'],
  ['mikro_orm_migrations', 'MikroORM'],
  ['flyway_schema_history', 'Flyway'],
  ['databasechangelog', 'Liquibase'],
  ['databasechangeloglock', 'Liquibase'],
  ['alembic_version', 'Alembic'],
  ['django_migrations', 'Django'],
  ['goose_db_version', 'goose'],
  ['_sqlx_migrations', 'SQLx'],
  ['atlas_schema_revisions', 'Atlas'],
]);

/**
 * Why a table gets no factory although rows could be written to it.
 *
 * @returns undefined for every table of the application's own
 */
export function bookkeepingOf(table: TableName): string | undefined {
  const tool = BOOKKEEPING.get(table.name.toLowerCase());
  return tool === undefined ? undefined : `bookkeeping of a migration tool (${tool})`;
}
