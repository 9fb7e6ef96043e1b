import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** True if there is Debian's `nats-server`, or one of that name on the path. */
export const hasNats = spawnSync('nats-server', ['--version']).status === 0;

export interface NatsServer {
  readonly url: string;
  /** The id of its process. */
  readonly pid: () => number;
  /** The url for pages. It answers if the server knows their origin. */
  readonly pageUrl: string;
  /** Kills it silently. */
  readonly kill: () => Promise<void>;
  /** Starts it again, with its files on disk. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Returns a port that is free, also while a server that is killed on it is away: the ports below 32,768 are not those that
 * the system gives to connections.
 */
const freePort = async (): Promise<number> => {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const probe = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!isFree) return freePort();
  probe.close();
  await once(probe, 'close');
  return port;
};

/**
 * Starts a real server of its own, on loopback. `config`: more lines of its configuration; `jetstream: false`: without;
 * `origin`: the origin of pages that may connect; `sameOrigin`: only if it is the address that they connect to, too.
 */
export const startNats = async ({
  config = '',
  jetstream = true,
  origin = null,
  sameOrigin = false,
}: {
  readonly config?: string;
  readonly jetstream?: boolean;
  readonly origin?: string | null;
  readonly sameOrigin?: boolean;
} = {}): Promise<NatsServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'nats-'));
  const [port, pagePort] = await Promise.all([freePort(), freePort()]);
  const file = join(folder, 'nats.conf');
  const store = jetstream ? `jetstream { store_dir: "${join(folder, 'store')}" }` : '';
  const websocket =
    origin === null
      ? ''
      : `websocket { host: "127.0.0.1", port: ${pagePort}, no_tls: true, same_origin: ${sameOrigin}, allowed_origins: ["${origin}"] }`;
  writeFileSync(file, `listen: "127.0.0.1:${port}"\n${store}\n${websocket}\n${config}\n`);
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const started = spawn('nats-server', ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    child = started;
    await new Promise<void>((resolve, reject) => {
      let log = '';
      started.stderr.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        if (log.includes('Server is ready')) resolve();
      });
      started.once('exit', () => reject(new Error(log)));
    });
  };
  const kill = async (): Promise<void> => {
    if (child === null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    child = null;
    await gone;
  };
  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    pageUrl: `ws://127.0.0.1:${pagePort}`,
    pid: () => child?.pid ?? 0,
    kill,
    start,
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
