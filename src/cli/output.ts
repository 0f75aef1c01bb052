import { styleText } from 'node:util';
import yoctoSpinner from 'yocto-spinner';

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Output {
  /** A line of what was asked for. */
  print(line?: string): void;
  /** A line that is not part of the result. */
  note(line: string): void;
  /** What takes a while, while it does; shown only on a terminal. */
  progress(text: string): void;
  /** Ends the progress line. */
  done(): void;
  /** Emphasis, where the terminal shows it. */
  style(format: Style, text: string): string;
}

export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

/** Writes to the process's own streams. */
export function processOutput(): Output {
  const terminal = process.stderr.isTTY === true && process.env['CI'] === undefined;
  const colours = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
  const spinner = terminal ? yoctoSpinner({ stream: process.stderr }) : null;
  return {
    print: (line = '') => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    progress(text) {
      if (spinner === null) return;
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
    },
    done() {
      spinner?.stop();
    },
    style: (format, text) => (colours ? styleText(format, text) : text),
  };
}

/** The same output, its results a few spaces in. */
export function indented(output: Output, spaces: number): Output {
  const margin = ' '.repeat(spaces);
  return {
    ...output,
    print: (text = '') => output.print(text.replaceAll(/^(?=.)/gm, margin)),
  };
}

/** A number of things: `1 table`, `2,000 tables`. */
export function formatPlural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A number with separators, the same in every locale. */
export function formatCount(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
