import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createServer } from 'node:net';

/** A server that a test run started. */
export interface StartedServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface ProcessToStart {
  /** For messages: `MySQL`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly options?: SpawnOptions;
  readonly url: string;
  /** How to ask it to end, and how to end it where there is no time to ask. */
  readonly signals: { readonly ask: NodeJS.Signals; readonly now: NodeJS.Signals };
  /** Whether it answers yet. */
  readonly answers: (url: string) => Promise<boolean>;
  /** Removes what it leaves behind. */
  readonly cleanUp: () => void;
}

const START_TIMEOUT_MS = 60_000;

/**
 * Starts a server and waits until it answers. It ends with this process, whichever way that ends short
 * of a SIGKILL.
 */
export async function startProcess(wanted: ProcessToStart): Promise<StartedServer> {
  const { signals, cleanUp, url } = wanted;
  const server = spawn(wanted.command, wanted.args, {
    ...wanted.options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endNow = (): void => {
    server.kill(signals.now);
    cleanUp();
  };
  process.once('exit', endNow);
  try {
    await untilAnswering(server, wanted);
  } catch (error) {
    process.off('exit', endNow);
    endNow();
    throw error;
  }
  return {
    url,
    async stop() {
      process.off('exit', endNow);
      await ended(server, signals.ask);
      cleanUp();
    },
  };
}

/** A port of the loopback interface that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function untilAnswering(
  server: ChildProcess,
  { name, url, answers }: ProcessToStart,
): Promise<void> {
  let log = '';
  const keep = (text: Buffer): void => {
    log = (log + text.toString()).slice(-4000);
  };
  server.stderr?.on('data', keep);
  server.stdout?.on('data', keep);
  server.once('error', (error) => keep(Buffer.from(String(error))));
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (await answers(url)) return;
    if (server.exitCode !== null || server.pid === undefined || Date.now() > deadline) {
      throw new Error(`${name} did not start:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill(signal);
  });
}
