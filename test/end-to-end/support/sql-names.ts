export interface RuleQuery {
  readonly rule: string;
  readonly sql: string;
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A table's name as facts have it, as SQL. */
export function sqlName(text: string): string {
  return (text.match(/"(?:[^"]|"")*"|[^."]+/g) ?? [])
    .map((part) => (part.startsWith('"') ? part : quote(part)))
    .join('.');
}
