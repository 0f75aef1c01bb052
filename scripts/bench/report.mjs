import { spawnSync } from 'node:child_process';

/** Runs a measurement in a process of its own, and returns what its last line says. */
export function runScript(script, given) {
  const result = spawnSync(process.execPath, [script, ...given].map(String), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  if (result.status !== 0) throw new Error(`${given[0]} failed`);
  return JSON.parse(result.stdout.trim().split('\n').at(-1));
}

export function report(what, figure) {
  console.log(`${what.padEnd(40)} ${figure}`);
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

export function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}
