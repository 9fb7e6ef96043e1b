/**
 * A whole desk on one machine, on the simulated exchange: NATS, two gateways of which one serves, two strategies, and
 * the dashboard. Each is a process of its own, as it would be on machines of their own. `npm start` runs it, Ctrl-C
 * stops it all. `MARKET_SPEED` is the speed of the simulated market as a multiple of real time.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { demoAccount, startSimulator } from 'rx-bitbank/simulator';

if (spawnSync('nats-server', ['--version']).status !== 0) {
  console.error('nats-server is not there: apt install nats-server, or https://nats.io/download');
  process.exit(1);
}

const dashboard = join(import.meta.dirname, '../../dashboard');
if (!existsSync(join(dashboard, 'node_modules'))) {
  console.log('The dashboard’s packages are fetched, this once.');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: dashboard,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

const folder = mkdtempSync(join(tmpdir(), 'many-machines-'));
const port = await freePort();
const servers = `nats://127.0.0.1:${port}`;
const marketSpeed = Number(process.env['MARKET_SPEED'] ?? 1);
const sim = await startSimulator({ pairs: ['btc_jpy', 'eth_jpy'], marketSpeed });
const children = new Map<string, ChildProcess>();

/** Runs a program, and prints each of its lines with its name. */
const run = (
  name: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcess => {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A terminal sends Ctrl-C to its whole group of processes, and the strategies have to end before the others.
    detached: true,
  });
  for (const output of [child.stdout, child.stderr])
    createInterface({ input: output }).on('line', (line) => {
      if (name !== 'nats') console.log(`[${name}] ${line}`);
    });
  child.once('exit', (code, signal) => {
    children.delete(name);
    console.log(`[${name}] has ended (${signal ?? code})`);
  });
  children.set(name, child);
  return child;
};

const nats = run('nats', 'nats-server', [
  '-a',
  '127.0.0.1',
  '-p',
  `${port}`,
  '-js',
  '-sd',
  join(folder, 'nats'),
]);
await new Promise<void>((resolve) => {
  nats.stderr?.on('data', (text: Buffer) => {
    if (text.includes('Server is ready')) resolve();
  });
});

const cli = join(import.meta.dirname, '../node_modules/rx-bitbank/dist/cli.js');
const { streamUrl, publicUrl, apiUrl, pubnubOrigin } = sim.urls;
const keys = { BITBANK_API_KEY: demoAccount.apiKey, BITBANK_API_SECRET: demoAccount.apiSecret };
for (const name of ['gateway-1', 'gateway-2'])
  run(
    name,
    process.execPath,
    [
      ...[cli, 'gateway', '--nats', servers, '--wait', '--trade', '--lease', 'desk'],
      ...['--all-orders', 'dashboard'],
      ...['--journal', join(folder, `${name}.ndjson`)],
      ...['--stream-url', streamUrl, '--public-url', publicUrl, '--api-url', apiUrl],
      ...['--pubnub-origin', pubnubOrigin],
    ],
    keys,
  );

const strategy = join(import.meta.dirname, 'strategy.ts');
for (const [owner, pair] of [
  ['alice', 'btc_jpy'],
  ['bob', 'eth_jpy'],
])
  run(`${owner}`, process.execPath, ['--import', 'tsx', strategy], {
    NATS_URL: servers,
    OWNER: owner,
    PAIR: pair,
  });

run('dashboard', process.execPath, [
  ...['--import', 'tsx', join(dashboard, 'gateway/main.ts')],
  ...['--nats', servers, '--port', '0'],
]);

let isStopping = false;
const stop = async (): Promise<void> => {
  // A second stop would leave processes behind.
  if (isStopping) return;
  isStopping = true;
  // Strategies stop first: they leave nothing open, and need a gateway for that.
  for (const names of [['alice', 'bob', 'dashboard'], ['gateway-1', 'gateway-2'], ['nats']]) {
    const ending = names.flatMap((name) => children.get(name) ?? []);
    await Promise.all(
      ending.map((child) => {
        child.kill('SIGTERM');
        return once(child, 'exit');
      }),
    );
  }
  await sim.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
};
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
console.log(`NATS at ${servers}. Kill a gateway, and see what becomes of it:`);
for (const name of ['gateway-1', 'gateway-2']) console.log(`  ${name}: kill -9 ${children.get(name)?.pid}`);
