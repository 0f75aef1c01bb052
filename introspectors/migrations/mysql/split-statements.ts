import type { MysqlFlavour } from './flavour.ts';

/** A statement of a script, and where in the script it begins. */
export interface MysqlStatement {
  readonly sql: string;
  /** Counted from 1. */
  readonly line: number;
}

const PIECE =
  /--(?=\s|$)[^\n]*|#[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^'\\]|''|\\[^])*(?:'|$)|"(?:[^"\\]|""|\\[^])*(?:"|$)|`(?:[^`]|``)*(?:`|$)/y;
const DELIMITER = /delimiter[ \t]+(\S+)[^\n]*/iy;

/**
 * Takes a script apart as the `mysql` client does, which knows of another delimiter where it is told.
 * Comments that MySQL runs (`/*!40101 … *\/`) are read as what is in them.
 */
export function splitMysql(
  script: string,
  flavour: MysqlFlavour = 'mysql',
): readonly MysqlStatement[] {
  const text = withRunComments(script, flavour);
  const statements: MysqlStatement[] = [];
  let delimiter = ';';
  let start: number | null = null;
  let line = 1;
  let counted = 0;
  const end = (at: number): void => {
    if (start !== null) {
      for (; counted < start; counted++) if (text[counted] === '\n') line++;
      statements.push({ sql: text.slice(start, at).trimEnd(), line });
    }
    start = null;
  };
  for (let at = 0; at < text.length;) {
    const other = start === null ? matchAt(DELIMITER, text, at) : null;
    if (other !== null) {
      delimiter = other[1] ?? ';';
      at += other[0].length;
    } else if (text.startsWith(delimiter, at)) {
      end(at);
      at += delimiter.length;
    } else {
      const piece = matchAt(PIECE, text, at)?.[0];
      const isComment = piece !== undefined && /^(?:--|#|\/\*)/.test(piece);
      if (!isComment && /\S/.test(text[at]!)) start ??= at;
      at += piece?.length ?? 1;
    }
  }
  end(text.length);
  return statements;
}

function matchAt(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}

const RUN_COMMENT = /'(?:[^'\\]|''|\\[^])*'|`(?:[^`]|``)*`|\/\*(M?)!(\d*)([^]*?)\*\//g;

/** What is in them takes their place, as long as they are, so that lines stay what they are. */
function withRunComments(script: string, flavour: MysqlFlavour): string {
  if (!/\/\*M?!/.test(script)) return script;
  return script.replaceAll(
    RUN_COMMENT,
    (whole: string, own: string | undefined, version: string, body: string) => {
      if (own === undefined || !runs(own, version, flavour)) return whole;
      return `${' '.repeat(whole.length - body.length - 2)}${body}  `;
    },
  );
}

/** MariaDB leaves to MySQL what is of 5.7 or later; MySQL leaves to MariaDB what is marked as its. */
function runs(own: string, version: string, flavour: MysqlFlavour): boolean {
  if (flavour === 'mysql') return own === '';
  const number = Number(version);
  return own !== '' || number < 50_700 || number >= 100_000;
}
