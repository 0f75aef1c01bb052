import type { ClientDefault } from '../../../src/schema/schema.ts';
import { defaultInDdl } from '../default-in-ddl.ts';
import type {
  Casing,
  ColumnDescription,
  ColumnName,
  DrizzleDialect,
  RelationDescription,
  TableDescription,
} from '../description.ts';
import {
  isKind,
  isSql,
  type DrizzleColumn,
  type DrizzleForeignKey,
  type DrizzleKey,
  type DrizzleModules,
  type DrizzleRelations,
  type DrizzleSql,
  type NamedColumn,
} from './drizzle-objects.ts';
import { recogniseMade } from './recognise-made.ts';

/** Describes drizzle's objects as the evaluator describes files. */
export class ObjectDescriber {
  readonly #modules: DrizzleModules;
  readonly #dialect: DrizzleDialect;
  readonly #casing: Casing | undefined;

  constructor(modules: DrizzleModules, dialect: DrizzleDialect, casing: Casing | undefined) {
    this.#modules = modules;
    this.#dialect = dialect;
    this.#casing = casing;
  }

  table(table: object, relations: readonly DrizzleRelations[]): TableDescription {
    const config = this.#modules.getTableConfig(table);
    return {
      dialect: this.#dialect,
      schema: config.schema ?? null,
      name: config.name,
      columns: config.columns.map((column) => this.#column(column)),
      primaryKeys: config.primaryKeys.map((key) => ({
        name: nameOfKey(key),
        columns: key.columns.map(nameOf),
        at: null,
      })),
      uniques: config.uniqueConstraints.map((key) => ({
        name: nameOfKey(key),
        columns: key.columns.map(nameOf),
        nullsEqual: key.nullsNotDistinct ?? false,
        at: null,
      })),
      indexes: config.indexes
        .filter((index) => index.config.unique === true)
        .map(({ config: { name, columns, where } }) => ({
          name: name ?? null,
          parts: columns.map((part) =>
            isSql(part) ? { sql: this.#sql(part) } : { column: nameOf(part) },
          ),
          where: where === undefined ? null : this.#sql(where),
          at: null,
        })),
      checks: config.checks.map(({ name, value }) => ({ name, sql: this.#sql(value), at: null })),
      foreignKeys: config.foreignKeys.map((key) => this.#foreignKey(key)),
      relations: relations
        .filter((each) => each.table === table)
        .flatMap((each) => this.#relations(each)),
      rowSecurity: config.enableRLS === true || (config.policies ?? []).length > 0,
      unread: [],
      at: null,
    };
  }

  #column(column: DrizzleColumn): ColumnDescription {
    const element = elementOf(column);
    const isEnum = isKind(element, 'PgEnumColumn') || isKind(element, 'PgEnumObjectColumn');
    const { generated, generatedIdentity: identity } = column;
    return {
      ...nameOf(column),
      sqlType: this.#sqlType(column),
      enumType:
        isEnum && element.enum !== undefined
          ? {
              schema: element.enum.schema ?? null,
              name: element.enum.enumName,
              labels: element.enum.enumValues,
            }
          : null,
      notNull: column.notNull,
      primaryKey: column.primary,
      unique: column.isUnique
        ? {
            name: column.uniqueName ?? null,
            nullsEqual: column.uniqueType === 'not distinct',
          }
        : null,
      default: this.#default(column),
      generated:
        generated === undefined
          ? null
          : {
              sql: this.#generated(generated.as),
              stored: generated.mode === undefined || generated.mode === 'stored',
            },
      identity:
        identity === undefined
          ? null
          : { always: identity.type === 'always', sequence: identity.sequenceName ?? null },
      autoIncrement: column.autoIncrement === true,
      client: clientOf(column),
      values: isEnum || isMysqlEnum(column) ? null : valuesOf(element),
      shape: null,
      unread: null,
      at: null,
    };
  }

  /** drizzle does not double the quotes in labels. */
  #sqlType(column: DrizzleColumn): string {
    if (!isMysqlEnum(column)) return column.getSQLType();
    const labels = (column.enumValues ?? []).map((label) => `'${label.replaceAll("'", "''")}'`);
    return `enum(${labels.join(',')})`;
  }

  #default(column: DrizzleColumn): string | null {
    if (isSql(column.default)) return this.#sql(column.default);
    return defaultInDdl(column.default, column.getSQLType(), this.#dialect);
  }

  #generated(as: unknown): string {
    const value: unknown = typeof as === 'function' ? (as as () => unknown)() : as;
    return isSql(value) ? this.#sql(value) : String(value);
  }

  #foreignKey(key: DrizzleForeignKey): TableDescription['foreignKeys'][number] {
    const { name, columns, foreignColumns, foreignTable } = key.reference();
    return {
      name: name ?? null,
      columns: columns.map(nameOf),
      target: this.#target(foreignTable, foreignColumns),
      onDelete: key.onDelete ?? null,
      onUpdate: key.onUpdate ?? null,
      at: null,
    };
  }

  #target(table: object, columns: readonly DrizzleColumn[]): RelationDescription['target'] {
    const { schema, name } = this.#modules.getTableConfig(table);
    return { schema: schema ?? null, table: name, columns: columns.map(nameOf) };
  }

  #relations({ table, config }: DrizzleRelations): readonly RelationDescription[] {
    const { createOne, createMany } = this.#modules;
    const made = config({ one: createOne(table), many: createMany(table) });
    return Object.entries(made).flatMap(([name, relation]) => {
      const { fields = [], references = [] } = relation.config ?? {};
      const [first] = references;
      if (first === undefined) return [];
      return [{ name, columns: fields.map(nameOf), target: this.#target(first.table, references) }];
    });
  }

  #sql(sql: DrizzleSql): string {
    const quote = this.#dialect === 'mysql' ? '`' : '"';
    const { CasingCache } = this.#modules;
    return sql.toQuery({
      ...(CasingCache !== undefined && { casing: new CasingCache(this.#casing) }),
      escapeName: (name: string) => quote + name.replaceAll(quote, quote + quote) + quote,
      escapeParam: () => '?',
      escapeString: (text: string) => `'${text.replaceAll("'", "''")}'`,
      inlineParams: true,
      invokeSource: 'indexes',
    }).sql;
  }
}

function nameOf({ name, keyAsName }: NamedColumn): ColumnName {
  return { name, byKey: keyAsName };
}

function nameOfKey({ name, isNameExplicit }: DrizzleKey): string | null {
  return isNameExplicit === false ? null : (name ?? null);
}

function elementOf(column: DrizzleColumn): DrizzleColumn {
  return column.baseColumn === undefined ? column : elementOf(column.baseColumn);
}

function isMysqlEnum(column: DrizzleColumn): boolean {
  return isKind(column, 'MySqlEnumColumn') || isKind(column, 'MySqlEnumObjectColumn');
}

function valuesOf({ enumValues }: DrizzleColumn): readonly string[] | null {
  return enumValues === undefined || enumValues.length === 0 ? null : enumValues;
}

/** Runs what drizzle would run for a row, and looks at what it makes. */
function clientOf({ defaultFn, onUpdateFn }: DrizzleColumn): ClientDefault | null {
  const make = defaultFn ?? onUpdateFn;
  try {
    return make === undefined ? null : recogniseMade(make());
  } catch {
    // It needs what only the program has.
    return null;
  }
}
