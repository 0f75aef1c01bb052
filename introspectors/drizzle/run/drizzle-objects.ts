/**
 * What is read of drizzle's own objects as they are at run time, of whatever version a project has. Its
 * classes are told by the name that each carries.
 */
export interface DrizzleColumn {
  readonly name: string;
  readonly keyAsName: boolean;
  readonly notNull: boolean;
  readonly primary: boolean;
  readonly default: unknown;
  readonly defaultFn?: () => unknown;
  readonly onUpdateFn?: () => unknown;
  readonly isUnique: boolean;
  readonly uniqueName?: string;
  readonly uniqueType?: string;
  readonly enumValues?: readonly string[];
  readonly generated?: { readonly as: unknown; readonly mode?: string };
  readonly generatedIdentity?: { readonly type: string; readonly sequenceName?: string };
  readonly autoIncrement?: boolean;
  readonly baseColumn?: DrizzleColumn;
  readonly enum?: DrizzleEnum;
  readonly table: object;
  getSQLType(): string;
}

export interface DrizzleEnum {
  readonly enumName: string;
  readonly enumValues: readonly string[];
  readonly schema?: string;
}

export interface DrizzleSql {
  toQuery(config: object): { readonly sql: string };
}

export type NamedColumn = Pick<DrizzleColumn, 'name' | 'keyAsName'>;

export interface DrizzleForeignKey {
  readonly onDelete?: string;
  readonly onUpdate?: string;
  reference(): {
    readonly name?: string;
    readonly columns: readonly DrizzleColumn[];
    readonly foreignColumns: readonly DrizzleColumn[];
    readonly foreignTable: object;
  };
}

export interface DrizzleIndex {
  readonly config: {
    readonly name?: string;
    readonly unique?: boolean;
    readonly columns: readonly (NamedColumn | DrizzleSql)[];
    readonly where?: DrizzleSql;
  };
}

export interface DrizzleKey {
  readonly name?: string;
  /** Of 1.0, which has a name for what is given none. */
  readonly isNameExplicit?: boolean;
  readonly columns: readonly NamedColumn[];
}

/** What `getTableConfig` gives. */
export interface TableConfig {
  readonly name: string;
  readonly schema?: string;
  readonly columns: readonly DrizzleColumn[];
  readonly indexes: readonly DrizzleIndex[];
  readonly foreignKeys: readonly DrizzleForeignKey[];
  readonly checks: readonly { readonly name: string; readonly value: DrizzleSql }[];
  readonly primaryKeys: readonly DrizzleKey[];
  readonly uniqueConstraints: readonly (DrizzleKey & { readonly nullsNotDistinct?: boolean })[];
  readonly policies?: readonly unknown[];
  readonly enableRLS?: boolean;
}

/** `relations(…)` of drizzle 0.x. */
export interface DrizzleRelations {
  readonly table: object;
  config(helpers: {
    readonly one: unknown;
    readonly many: unknown;
  }): Readonly<Record<string, DrizzleRelation>>;
}

export interface DrizzleRelation {
  readonly config?: {
    readonly fields: readonly DrizzleColumn[];
    readonly references: readonly DrizzleColumn[];
  };
}

/** The modules of the project's own drizzle-orm that are asked. */
export interface DrizzleModules {
  readonly getTableConfig: (table: object) => TableConfig;
  readonly getViewConfig: (view: object) => { readonly name: string; readonly schema?: string };
  /** Of 0.x: in 1.0, columns have their names from the start. */
  readonly CasingCache?: new (casing?: string) => object;
  readonly createOne: (table: object) => unknown;
  readonly createMany: (table: object) => unknown;
}

const KIND = Symbol.for('drizzle:entityKind');

/**
 * Whether a value is of one of drizzle's classes, or of one that extends it.
 *
 * @example
 * ```ts
 * isKind(value, 'PgTable');
 * ```
 */
export function isKind(value: unknown, kind: string): boolean {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  // A view stands behind a proxy, which answers for its members but not for its class.
  const own: unknown = Reflect.get(Object.getPrototypeOf(value) ?? {}, 'constructor');
  for (let at = own; typeof at === 'function'; at = Object.getPrototypeOf(at) as unknown) {
    if (Object.hasOwn(at, KIND) && Reflect.get(at, KIND) === kind) return true;
  }
  return false;
}

export function isSql(value: unknown): value is DrizzleSql {
  return isKind(value, 'SQL');
}
