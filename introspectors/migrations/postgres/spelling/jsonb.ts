/** JSON as jsonb prints it: keys by length, then bytes, and spaces after colons and commas. */
export function jsonbText(text: string): string | null {
  try {
    // A number may have more digits than JavaScript's have.
    if (/\d{16}|\d[eE]|\d\.\d*0(?!\d)/.test(text)) return null;
    return print(JSON.parse(text));
  } catch {
    return null;
  }
}

function print(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(print).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => compareKeys(a, b));
  return `{${fields.map(([key, each]) => `${JSON.stringify(key)}: ${print(each)}`).join(', ')}}`;
}

function compareKeys(a: string, b: string): number {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length - second.length || Buffer.compare(first, second);
}
