/** `npm run bench [-- postgres|mysql|mongodb]`: what loading costs on one engine, or on all of them. */
const ENGINES = {
  postgres: () => import('./postgres.mjs'),
  mysql: () => import('./mysql.mjs'),
  mongodb: () => import('./mongodb.mjs'),
};

const [only] = process.argv.slice(2);
if (only !== undefined && !(only in ENGINES)) {
  throw new Error(`There is no ${only} here, but ${Object.keys(ENGINES).join(', ')}`);
}
for (const [name, run] of Object.entries(ENGINES)) {
  if (only === undefined || only === name) await run();
}
