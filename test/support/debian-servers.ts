import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where `scripts/test-servers/install-debian.sh` puts what it installs; kept from run to run. */
export const SERVERS_FOLDER =
  process.env['GEN_FACTORIES_TEST_SERVERS'] ?? '/var/cache/gen-factories-test-servers';

/** The unstable branch of Debian in a folder of its own, where newer servers are. */
export const CHROOT = join(SERVERS_FOLDER, 'debian-unstable');

export const PROGRAMS = {
  mariadb: { mariadbd: '/usr/sbin/mariadbd', install: '/usr/bin/mariadb-install-db' },
  mysqld: '/usr/sbin/mysqld',
  postgres: '/usr/lib/postgresql/18/bin',
  ferretdb: join(SERVERS_FOLDER, 'ferretdb'),
} as const;

export function isInChroot(program: string): boolean {
  return existsSync(join(CHROOT, program));
}
