import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';

/** The files that schemas are read from. Paths are absolute, with `/` between their parts. */
export interface Host {
  /** Undefined where there is no such file. */
  read(path: string): string | undefined;
  isFile(path: string): boolean;
  /** Names of what is in a folder, those of folders with `/` at their end; none where it is not there. */
  list(folder: string): readonly string[];
  /** Where links lead. */
  realPath(path: string): string;
}

/** The files of this machine. */
export const diskHost: Host = {
  read(path) {
    return this.isFile(path) ? readFileSync(path, 'utf8') : undefined;
  },
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  list(folder) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
    return readdirSync(folder)
      .sort()
      .map((name) => {
        const isFolder = statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.isDirectory();
        return isFolder === true ? `${name}/` : name;
      });
  },
  realPath(path) {
    return statSync(path, { throwIfNoEntry: false }) === undefined
      ? path
      : slashed(realpathSync(path));
  },
};

/** A path as a {@link Host} has it, whatever the machine writes. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
