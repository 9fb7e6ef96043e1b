import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterEach, describe, expect, test } from 'vitest';
import { hasNats, type NatsServer, startNats } from './nats-server';

const cli = join(import.meta.dirname, '../../dist/cli.js');

const children: ChildProcess[] = [];
const servers: NatsServer[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const nats = async (options = {}): Promise<NatsServer> => {
  const server = await startNats(options);
  servers.push(server);
  return server;
};

const gateway = (url: string, ...more: readonly string[]) => {
  const child = spawn(process.execPath, [
    cli,
    'gateway',
    '--nats',
    url,
    '--sim',
    '--pairs',
    'btc_jpy',
    ...more,
  ]);
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  return {
    said,
    ended: async () => {
      const [code] = (await once(child, 'exit')) as [number];
      return { code, ...said };
    },
  };
};

describe.skipIf(!hasNats)('rx-bitbank gateway', () => {
  test('prints one line of JSON when it serves; a second one stands by, or says that it is taken', async () => {
    const { url } = await nats();
    const { said } = gateway(url, '--trade', '--pairs', 'all');
    await expect.poll(() => said.out, { timeout: 30_000 }).toContain('\n');
    expect(JSON.parse(said.out)).toMatchObject({ nats: url, pairs: 62 });
    expect(await gateway(url).ended()).toMatchObject({
      code: 1,
      out: '',
      err: 'rx-bitbank: another gateway publishes these frames\n',
    });
    const standing = gateway(url, '--wait');
    await expect.poll(() => standing.said.err, { timeout: 30_000 }).toBe('rx-bitbank: stands by\n');
  }, 120_000);

  test('says in a line why it can’t serve', async () => {
    expect(await gateway('nats://127.0.0.1:1').ended()).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^rx-bitbank: NATS does not answer: .*\n$/) as unknown,
    });
    const { url: bare } = await nats({ jetstream: false });
    expect(await gateway(bare).ended()).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^rx-bitbank: JetStream is off in this NATS server .*\n$/) as unknown,
    });
    const { url } = await nats();
    const connection = await connect({ servers: url });
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'bitbank_frames', subjects: ['else.>'] });
    await connection.close();
    expect(await gateway(url).ended()).toMatchObject({
      code: 1,
      err: 'rx-bitbank: the stream bitbank_frames holds else.>, not bitbank.frames.>\n',
    });
    expect(await gateway(url, '--pairs', 'btc_jpy,nope_jpy').ended()).toMatchObject({
      code: 2,
      err: 'rx-bitbank: unknown pair: nope_jpy; did you mean doge_jpy?\n',
    });
    expect(await gateway('nats://desk.example').ended()).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^rx-bitbank: servers: expected a url of NATS.*\n$/) as unknown,
    });
  }, 120_000);

  test('beats, for a watchdog, while it trades', async () => {
    const { url } = await nats();
    const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
    const file = join(folder, 'heartbeat');
    const serving = gateway(url, '--trade', '--heartbeat', file);
    await expect.poll(() => serving.said.out, { timeout: 30_000 }).toContain('\n');
    const beat = readFileSync(file, 'utf8');
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 30_000 }).not.toBe(beat);
    expect(await gateway(url, '--heartbeat', file).ended()).toMatchObject({
      code: 2,
      err: 'rx-bitbank: --heartbeat is of a gateway that trades: add --trade\n',
    });
    rmSync(folder, { recursive: true });
  }, 120_000);

  test('says which right is missing', async () => {
    const { url } = await nats({
      config: `authorization { users: [{ user: gateway, password: g, permissions: { publish: ["x"], subscribe: [">"] } }] }`,
    });
    process.env['NATS_PASSWORD'] = 'g';
    const { code, err } = await gateway(url, '--nats-user', 'gateway').ended();
    delete process.env['NATS_PASSWORD'];
    expect(code).toBe(1);
    expect(err).toMatch(/^rx-bitbank: .*\n$/);
    expect(err).toContain('lacks a right');
  }, 120_000);
});
