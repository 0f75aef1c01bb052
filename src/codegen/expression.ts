/**
 * An expression of a generated file, as data: plans build it, {@link printExpression} lays it out. Only
 * what generated files need.
 */
export type Expression =
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Expression])[] }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'arrow'; readonly parameters: string; readonly body: Expression }
  | {
      readonly kind: 'conditional';
      readonly test: string;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  /** A member of an object, with what is said of it. */
  | { readonly kind: 'commented'; readonly value: Expression; readonly comment: string };

/** Code as it stands. */
export function raw(text: string): Expression {
  return { kind: 'raw', text };
}

/** A call; `undefined` arguments at the end are left out. */
export function call(name: string, ...args: readonly (Expression | undefined)[]): Expression {
  const given = args.filter((arg) => arg !== undefined);
  return { kind: 'call', name, args: given };
}

/** An object literal; members that are `undefined` are left out, and so is an object without any. */
export function object(members: Readonly<Record<string, Expression | undefined>>): Expression {
  const given = Object.entries(members).filter(
    (entry): entry is [string, Expression] => entry[1] !== undefined,
  );
  return { kind: 'object', members: given };
}

/** An object literal, or nothing where it would be empty. */
export function options(
  members: Readonly<Record<string, Expression | undefined>>,
): Expression | undefined {
  const made = object(members);
  return made.kind === 'object' && made.members.length > 0 ? made : undefined;
}

export function array(items: readonly Expression[]): Expression {
  return { kind: 'array', items };
}

/** A function of the row's context: `({ faker }) => faker.person.bio()`. */
export function arrow(parameters: string, body: Expression): Expression {
  return { kind: 'arrow', parameters, body };
}

/** One of two, by a test of TypeScript's. */
export function conditional(test: string, then: Expression, otherwise: Expression): Expression {
  return { kind: 'conditional', test, then, otherwise };
}

/** A member of an object with a comment, if there is one. */
export function commented(value: Expression, comment: string | undefined): Expression {
  return comment === undefined ? value : { kind: 'commented', value, comment };
}

/**
 * A literal of TypeScript for a JSON-like value. Numbers of five digits and more get separators, as a
 * person writes them; text is in single quotes unless that costs escapes.
 */
export function literal(value: string | number | bigint | boolean | null): Expression {
  if (typeof value === 'string') return raw(quote(value));
  if (typeof value === 'number') return raw(formatNumber(value));
  if (typeof value === 'bigint') return raw(`${value}n`);
  return raw(String(value));
}

/**
 * Text as a TypeScript literal.
 *
 * @example
 * ```ts
 * quote("it's"); // `"it's"`
 * ```
 */
export function quote(text: string): string {
  const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  const count = (mark: string): number => text.split(mark).length - 1;
  if (count("'") > count('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A member's name, quoted where it is not an identifier. */
export function propertyName(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

/** A number as a person writes it. */
export function formatNumber(value: number): string {
  const text = String(value);
  if (!/^-?\d{5,}$/.test(text)) return /^-?\d{4}$/.test(text) ? grouped(text) : text;
  return grouped(text);
}

function grouped(digits: string): string {
  return digits.replaceAll(/\B(?=(?:\d{3})+$)/g, '_');
}

/** Characters on a line of a generated file. */
export const WIDTH = 100;

/**
 * Lays an expression out: on one line where it fits, otherwise with its last object or list, or
 * else its arguments, on lines of their own.
 *
 * @param expression - what to print
 * @param indent - spaces before a line of its own
 * @param used - characters that are on the line already, and those that have to follow
 */
export function printExpression(expression: Expression, indent: number, used: number): string {
  const flat = printFlat(expression);
  const isFlat = !flat.includes('\n') && !isTable(expression) && !hasComments(expression);
  if (isFlat && used + flat.length <= WIDTH) return flat;
  switch (expression.kind) {
    case 'raw':
      return flat;
    case 'object':
      return `{\n${expression.members.map(([name, value]) => printLine(name, value, indent + 2)).join('')}${' '.repeat(indent)}}`;
    case 'commented':
      return printExpression(expression.value, indent, used);
    case 'array':
      return wrap(
        '[',
        expression.items.map((item) => printExpression(item, indent + 2, indent + 3)),
        ']',
        indent,
      );
    case 'arrow':
      return printBelow(expression, indent);
    case 'conditional':
      return printConditional(expression, indent);
    case 'call':
      return printCall(expression, indent, used);
  }
}

/** Each outcome on a line of its own. */
function printConditional(
  { test, then, otherwise }: Extract<Expression, { kind: 'conditional' }>,
  indent: number,
): string {
  const margin = ' '.repeat(indent + 2);
  const [first, second] = [then, otherwise].map((each) =>
    printExpression(each, indent + 4, indent + 5),
  );
  return `${test}\n${margin}? ${first!}\n${margin}: ${second!}`;
}

/** A list of several lists or objects reads as a table: a line for each. */
function isTable(expression: Expression): boolean {
  if (expression.kind !== 'array' || expression.items.length < 2) return false;
  const [first] = expression.items;
  return expression.items.every((item) => {
    if (item.kind !== first!.kind) return false;
    return item.kind === 'array'
      ? item.items.length > 1
      : item.kind === 'object' && item.members.length > 1;
  });
}

/** Comments take lines of their own, or the rest of one. */
function hasComments(expression: Expression): boolean {
  switch (expression.kind) {
    case 'raw':
      return false;
    case 'call':
      return expression.args.some(hasComments);
    case 'object':
      return expression.members.some(([, value]) => hasComments(value));
    case 'array':
      return expression.items.some(hasComments);
    case 'arrow':
      return hasComments(expression.body);
    case 'conditional':
      return hasComments(expression.then) || hasComments(expression.otherwise);
    case 'commented':
      return true;
  }
}

/** A member of an object on its line or lines, with what is said of it. */
export function printLine(name: string, value: Expression, indent: number): string {
  const text = printMember(name, value, indent);
  const margin = ' '.repeat(indent);
  const comment = value.kind === 'commented' ? value.comment.replaceAll(/\s+/g, ' ') : undefined;
  if (comment === undefined) return `${margin}${text},\n`;
  // A comment stands behind its line where it fits there, otherwise above it.
  const fits = !text.includes('\n') && indent + text.length + comment.length + 5 <= WIDTH;
  return fits ? `${margin}${text}, // ${comment}\n` : `${margin}// ${comment}\n${margin}${text},\n`;
}

/** A member of an object with its value, laid out. */
export function printMember(name: string, value: Expression, indent: number): string {
  const head = `${propertyName(name)}: `;
  const text = printExpression(value, indent, indent + head.length + 1);
  const tooLong = indent + head.length + text.length + 1 > WIDTH && !text.includes('\n');
  // As Prettier has it: a long text goes below its name, unless the name is shorter than the step in.
  const below = tooLong && value.kind === 'raw' && head.length > 6;
  return below ? `${head.trimEnd()}\n${' '.repeat(indent + 2)}${text}` : head + text;
}

/** A function with its body on a line of its own. */
function printBelow(
  { parameters, body }: Extract<Expression, { kind: 'arrow' }>,
  indent: number,
): string {
  return `${parameters} =>\n${' '.repeat(indent + 2)}${printExpression(body, indent + 2, indent + 3)}`;
}

function printCall(
  expression: Extract<Expression, { kind: 'call' }>,
  indent: number,
  used: number,
): string {
  const last = expression.args.at(-1);
  const before = expression.args.slice(0, -1).map(printFlat);
  const head = `${expression.name}(${before.map((arg) => `${arg}, `).join('')}`;
  // As Prettier has it: an object or list at the end opens on the line of the call.
  const hugs = last?.kind === 'object' || last?.kind === 'array';
  const others = expression.args.slice(0, -1);
  const alone = !others.some((arg) => arg.kind === last?.kind || hasComments(arg));
  if (last !== undefined && hugs && alone && used + head.length < WIDTH) {
    return `${head}${printExpression(last, indent, used + head.length + 1)})`;
  }
  // So does a function; its body stands below.
  if (last?.kind === 'arrow' && used + `${head}${last.parameters} =>`.length <= WIDTH) {
    return `${head}${printBelow(last, indent)},\n${' '.repeat(indent)})`;
  }
  const args = expression.args.map((arg) => printExpression(arg, indent + 2, indent + 3));
  return wrap(`${expression.name}(`, args, ')', indent);
}

function wrap(open: string, lines: readonly string[], close: string, indent: number): string {
  const inner = ' '.repeat(indent + 2);
  return `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${' '.repeat(indent)}${close}`;
}

function printFlat(expression: Expression): string {
  switch (expression.kind) {
    case 'raw':
      return expression.text;
    case 'call':
      return `${expression.name}(${expression.args.map(printFlat).join(', ')})`;
    case 'object': {
      const members = expression.members.map(
        ([name, value]) => `${propertyName(name)}: ${printFlat(value)}`,
      );
      return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
    }
    case 'array':
      return `[${expression.items.map(printFlat).join(', ')}]`;
    case 'arrow':
      return `${expression.parameters} => ${printBody(expression.body)}`;
    case 'conditional':
      return `${expression.test} ? ${printFlat(expression.then)} : ${printFlat(expression.otherwise)}`;
    case 'commented':
      return printFlat(expression.value);
  }
}

/** As Prettier has it: a conditional on the line of its function is in parentheses. */
function printBody(body: Expression): string {
  const text = printFlat(body);
  return body.kind === 'conditional' ? `(${text})` : text;
}

/** The functions an expression calls that a generated file has to import. */
export function calledNames(expression: Expression): string[] {
  switch (expression.kind) {
    case 'raw':
      return [];
    case 'call':
      return [
        // Methods of the context's are at hand.
        ...(expression.name.includes('.') ? [] : [expression.name.replace(/<.*>$/, '')]),
        ...expression.args.flatMap(calledNames),
      ];
    case 'object':
      return expression.members.flatMap(([, value]) => calledNames(value));
    case 'array':
      return expression.items.flatMap(calledNames);
    case 'arrow':
      return calledNames(expression.body);
    case 'conditional':
      return [...calledNames(expression.then), ...calledNames(expression.otherwise)];
    case 'commented':
      return calledNames(expression.value);
  }
}
