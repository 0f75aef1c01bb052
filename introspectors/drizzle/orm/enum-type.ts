import type { EnumDescription } from '../description.ts';
import { entriesOf } from '../evaluate/literal.ts';
import { Func, textOf, type Call, type Value } from '../evaluate/value.ts';
import { ColumnBuilder } from './column-builder.ts';
import { postgresMethods } from './column-methods.ts';
import type { InSql } from './sql-text.ts';

/** An enum of PostgreSQL's, which is called to make a column of it. */
class EnumType extends Func implements InSql {
  readonly description: EnumDescription;

  constructor(description: EnumDescription) {
    super(`enum "${description.name}"`, ({ args: [given], place }) => {
      const name = typeof given === 'string' ? given : '';
      const start = { name, sqlType: description.name, enumType: description };
      return new ColumnBuilder(start, postgresMethods, place);
    });
    this.description = description;
  }

  override member(name: string): Value {
    const { labels, name: enumName, schema } = this.description;
    switch (name) {
      case 'enumValues':
        return [...labels];
      case 'enumName':
        return enumName;
      case 'schema':
        return schema ?? undefined;
      default:
        return undefined;
    }
  }

  inSql(): readonly string[] {
    const { schema, name } = this.description;
    return schema === null ? [name] : [schema, name];
  }
}

/** `pgEnum('role', ['a', 'b'])`, or of an enum of TypeScript's. */
export function enumFunction(schema: string | null): Func {
  return new Func('"pgEnum"', (call: Call) => {
    const { args, place } = call;
    const [name, values] = args;
    const labels = entriesOf(values, place).map(([, each]) => textOf(each, place));
    return new EnumType({ schema, name: textOf(name, place), labels });
  });
}
