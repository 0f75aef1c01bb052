import { execFileSync } from 'node:child_process';

/** Servers refuse to run as root, or should not; for anyone else there is nothing to change. */
export function unprivilegedUser(
  names: readonly string[],
): { readonly uid: number; readonly gid: number } | Record<never, never> {
  if (process.getuid?.() !== 0) return {};
  for (const name of [...names, 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      continue;
    }
  }
  throw new Error(`No server can run as root, and there is no user ${names.join(', ')} or nobody`);
}
