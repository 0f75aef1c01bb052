import type { TestProject } from 'vitest/node';
import { findServers } from './find-servers.ts';

/**
 * Starts the servers that the tests run on, once for the whole run; see find-servers.ts. Under CI the
 * run fails where a kind is missing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = await findServers();
  const servers = found.flatMap((each) => each.servers);
  project.provide('servers', servers);
  return async () => {
    await Promise.all(found.map((each) => each.stop()));
    const names = servers.map((server) => server.name).join(', ');
    console.log(`Databases: ${names || 'none, so their tests were skipped'}`);
  };
}
