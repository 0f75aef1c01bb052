import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';

/**
 * The ending that import specifiers need to load in a project: `.js` where its tsconfig resolves as Node
 * does, none where a bundler or CommonJS does.
 *
 * @param folder - of the generated files, whether it is there yet or not
 */
export function importExtension(folder: string): '.js' | '' {
  const config = ts.findConfigFile(nearestExisting(folder), (path) => ts.sys.fileExists(path));
  if (config === undefined) return isModulePackage(folder) ? '.js' : '';
  const { config: json } = ts.readConfigFile(config, (path) => ts.sys.readFile(path));
  // Only its options: which files it includes would be looked for in every folder.
  const host = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonConfigFileContent(json ?? {}, host, dirname(config));
  const { module, moduleResolution: resolution } = options;
  const { ModuleKind, ModuleResolutionKind } = ts;
  if (resolution === ModuleResolutionKind.NodeNext || resolution === ModuleResolutionKind.Node16)
    return '.js';
  if (resolution !== undefined) return '';
  if (module !== undefined && module >= ModuleKind.Node16 && module <= ModuleKind.NodeNext)
    return '.js';
  return module === undefined && isModulePackage(folder) ? '.js' : '';
}

function nearestExisting(folder: string): string {
  let at = folder;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

function isModulePackage(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, 'package.json');
    if (existsSync(path)) {
      const { config } = ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8'));
      return (config as { readonly type?: string } | undefined)?.type === 'module';
    }
    if (dirname(at) === at) return false;
  }
}
