import type { EnumBlock } from '../source/blocks.ts';
import { sourceError } from '../source/source-file.ts';
import { textOf, useAttributes } from './attributes.ts';
import type { Datasource, Enum } from './declared.ts';
import { checkName, checkUnique } from './names.ts';
import { storedName } from '../name-limits.ts';
import { readSchemaName } from './schema-name.ts';

/**
 * Reads an enum: its values with their labels in the database.
 *
 * @param block - as it is written
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID`
 */
export function readEnum(block: EnumBlock, datasource: Datasource): Enum {
  const { source, name, line } = block;
  const place = { source, line };
  if (block.values.length === 0) {
    throw sourceError(place, `The enum "${name}" has no value`, 'Write at least one, a line each.');
  }
  checkUnique(
    block.values.map((value) => [value.name, { source, line: value.line }]),
    'values called',
  );
  const used = useAttributes(block.attributes, ENUM_RULES, 'an enum', source);
  const map = used.find((each) => each.name === 'map');
  const schema = used.find((each) => each.name === 'schema');
  return {
    name,
    type: {
      schema: readSchemaName(schema, datasource, place),
      name: storedName((map && textOf(map, 'name')) ?? name, datasource.provider),
    },
    values: block.values.map((value) => {
      checkName(value.name, 'value', { source, line: value.line });
      const [label] = useAttributes(value.attributes, VALUE_RULES, 'a value', source);
      return { name: value.name, label: (label && textOf(label, 'name')) ?? value.name };
    }),
  };
}

const VALUE_RULES = { map: { first: 'name', needs: true } } as const;
const ENUM_RULES = { ...VALUE_RULES, schema: { first: 'map', needs: true } } as const;
