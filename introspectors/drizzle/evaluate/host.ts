import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';

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
  isFile: (path) => statOf(path)?.isFile() ?? false,
  list(folder) {
    if (statOf(folder)?.isDirectory() !== true) return [];
    return readdirSync(folder)
      .sort()
      .map((name) => {
        const isFolder = statOf(`${folder}/${name}`)?.isDirectory() ?? false;
        return isFolder ? `${name}/` : name;
      });
  },
  realPath(path) {
    return statOf(path) === undefined ? path : slashed(realpathSync(path));
  },
};

/** Nothing is below a file, which the file system calls an error of its own; nor where one may not look. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** A path as a {@link Host} has it, whatever the machine writes. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
