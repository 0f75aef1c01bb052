import { tokenize, type SqlToken } from './tokens.ts';

/** Names in an expression; words among them that are none do no harm, as they are looked up. */
export function columnsRead(sql: string): readonly string[] {
  return tokenize(sql).flatMap((token, at, all) =>
    isName(token, all[at + 1]) ? [token.text] : [],
  );
}

/** The expression after a column got another name. */
export function withColumnRenamed(sql: string, old: string, name: string): string {
  let renamed = '';
  let from = 0;
  const tokens = tokenize(sql);
  for (const [at, token] of tokens.entries()) {
    if (!isName(token, tokens[at + 1]) || token.text.toLowerCase() !== old.toLowerCase()) continue;
    renamed += `${sql.slice(from, token.start)}\`${name.replaceAll('`', '``')}\``;
    from = token.end;
  }
  return renamed + sql.slice(from);
}

/** A word before a parenthesis is a function's. */
function isName({ kind }: SqlToken, next: SqlToken | undefined): boolean {
  return kind === 'name' || (kind === 'word' && next?.text !== '(');
}
