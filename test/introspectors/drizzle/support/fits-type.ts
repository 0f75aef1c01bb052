import type { JsonType } from '../../../../src/schema/json-type.ts';

/**
 * Where a value is not of a type: the path of what does not fit.
 *
 * @returns undefined where it fits
 */
export function misfit(value: unknown, type: JsonType, path = '$'): string | undefined {
  switch (type.kind) {
    case 'anything':
      return undefined;
    case 'text':
      return typeof value === 'string' ? undefined : path;
    case 'time':
      return typeof value === 'string' && TIME.test(value) ? undefined : path;
    case 'number':
    case 'boolean':
      return typeof value === type.kind ? undefined : path;
    case 'constants':
      return type.values.some((each) => each === value) ? undefined : path;
    case 'list':
      if (!Array.isArray(value)) return path;
      return firstOf(value.map((each, at) => misfit(each, type.element, `${path}[${at}]`)));
    case 'tuple':
      if (!Array.isArray(value) || value.length !== type.elements.length) return path;
      return firstOf(type.elements.map((each, at) => misfit(value[at], each, `${path}[${at}]`)));
    case 'map':
      if (!isObject(value)) return path;
      return firstOf(
        Object.entries(value).map(([key, each]) => misfit(each, type.value, `${path}.${key}`)),
      );
    case 'union': {
      const found = type.of.map((each) => misfit(value, each, path));
      return found.includes(undefined) ? undefined : (found[0] ?? path);
    }
    case 'object': {
      if (!isObject(value)) return path;
      const names = new Set(type.fields.map(({ name }) => name));
      const more = Object.keys(value).find((name) => !names.has(name));
      if (more !== undefined) return `${path}.${more}`;
      return firstOf(
        type.fields.map(({ name, type: of, optional }) =>
          optional && !(name in value) ? undefined : misfit(value[name], of, `${path}.${name}`),
        ),
      );
    }
  }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function firstOf(paths: readonly (string | undefined)[]): string | undefined {
  return paths.find((path) => path !== undefined);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
