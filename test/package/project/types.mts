import { createFactory, ref, type Factory } from 'gen-factories';
import { email, maybe } from 'gen-factories/generators';
import { defineConfig, type Config } from 'gen-factories/config';

interface Schema {
  orgs: { row: { id: number }; references: object };
  users: { row: { id: number; email: string | null }; references: object };
}
const factory: Factory<Schema> = createFactory<Schema>({ dialect: 'postgres', tables: {} });
factory.define('users', { shape: { email: maybe(0.5, email()) } });
// @ts-expect-error: there is no such table, so the types are not `any`.
factory.define('userz', {});
export const config: Config = defineConfig({ counts: { users: 3 } });
export const reference = ref('orgs');
