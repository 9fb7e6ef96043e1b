import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kvm } from '@nats-io/kv';
import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import { filter, firstValueFrom, interval } from 'rxjs';
import { afterEach, describe, expect, test } from 'vitest';
import { createDataClient } from '../../src/index';
import { natsPort, natsTransport } from '../../src/nats/index';
import { remoteTrading, type Trading } from '../../src/trading/index';
import { type GatewayProcess, runGateway } from './gateway-process';
import { hasNats, type NatsServer, startNats } from './nats-server';

const gateways: GatewayProcess[] = [];
const servers: NatsServer[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((each) => each.kill()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const nats = async (options = {}): Promise<NatsServer> => {
  const server = await startNats(options);
  servers.push(server);
  return server;
};

const gateway = (url: string, ...more: readonly string[]): GatewayProcess => {
  const started = runGateway(url, '--sim', '--pairs', 'btc_jpy', ...more);
  gateways.push(started);
  return started;
};

describe.skipIf(!hasNats)('rx-bitbank gateway', () => {
  test('prints one line of JSON when it serves', async () => {
    const { url } = await nats();
    const { said } = gateway(url, '--trade', '--pairs', 'all');
    await expect.poll(() => said.out, { timeout: 100_000 }).toContain('\n');
    expect(JSON.parse(said.out)).toMatchObject({ nats: url, pairs: 62 });
  }, 240_000);

  test('says that another one publishes, or stands by if it is to wait', async () => {
    const { url } = await nats();
    // This is a gateway that only holds the lease, which it can do even on a busy machine.
    const connection = await connect({ servers: url });
    const leases = await new Kvm(connection).create('bitbank_leases', { history: 1 });
    const holding = interval(100).subscribe(() => {
      void leases.put('frames', JSON.stringify({ holder: 'first', isIdle: false })).catch(() => undefined);
    });
    expect(await gateway(url).ended()).toMatchObject({
      code: 1,
      out: '',
      err: 'rx-bitbank: another gateway publishes these frames\n',
    });
    const standing = gateway(url, '--wait');
    await expect.poll(() => standing.said.err, { timeout: 100_000 }).toBe('rx-bitbank: stands by\n');
    holding.unsubscribe();
    await connection.close();
  }, 240_000);

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
  }, 240_000);

  test('beats, for a watchdog, while it trades', async () => {
    const { url } = await nats();
    const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
    const file = join(folder, 'heartbeat');
    const serving = gateway(url, '--trade', '--heartbeat', file);
    await expect.poll(() => serving.said.out, { timeout: 100_000 }).toContain('\n');
    const beat = readFileSync(file, 'utf8');
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 100_000 }).not.toBe(beat);
    expect(await gateway(url, '--heartbeat', file).ended()).toMatchObject({
      code: 2,
      err: 'rx-bitbank: --heartbeat needs a gateway that trades: add --trade\n',
    });
    rmSync(folder, { recursive: true });
  }, 240_000);

  test('shows every order of the account to the owners who may see all, and to others their own', async () => {
    const { url } = await nats();
    const { said } = gateway(url, '--trade', '--all-orders', 'boss,other');
    await expect.poll(() => said.out, { timeout: 100_000 }).toContain('\n');
    const [alice, bob, boss] = ['alice', 'bob', 'boss'].map((owner) =>
      remoteTrading(natsPort({ servers: url, owner })),
    ) as [Trading, Trading, Trading];
    const counts = new Map<Trading, number>();
    const watching = [bob, boss].map((who) =>
      who.orders$.subscribe((orders) => counts.set(who, orders.size)),
    );
    await firstValueFrom(alice.connection$.pipe(filter(({ state }) => state === 'open' || state === 'idle')));
    await expect.poll(() => counts.size, { timeout: 100_000 }).toBe(2);
    const { last } = await firstValueFrom(
      createDataClient({ transport: natsTransport({ servers: url }) }).ticker$('btc_jpy'),
    );
    const price = Math.round((last ?? 0) * 0.9);
    alice.submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.001', price }).subscribe();
    await expect.poll(() => counts.get(boss), { timeout: 100_000 }).toBe(1);
    expect(counts.get(bob)).toBe(0);
    // The server keeps frames and leases, and nothing of what is private.
    const connection = await connect({ servers: url });
    const manager = await jetstreamManager(connection);
    const kept: string[] = [];
    for await (const { config } of manager.streams.list()) {
      const { state } = await manager.streams.info(config.name, { subjects_filter: '>' });
      kept.push(...Object.keys(state.subjects ?? {}));
    }
    await connection.close();
    expect(kept.some((subject) => subject.startsWith('bitbank.frames.'))).toBe(true);
    const isPublic = /^(?:bitbank\.frames|\$KV\.bitbank_leases)\./;
    expect(kept.filter((subject) => !isPublic.test(subject))).toEqual([]);
    for (const each of watching) each.unsubscribe();
    await Promise.all([alice, bob, boss].map((remote) => remote.close()));
    expect(await gateway(url, '--all-orders', 'boss').ended()).toMatchObject({
      code: 2,
      err: 'rx-bitbank: --all-orders needs a gateway that trades: add --trade\n',
    });
  }, 240_000);

  test('says which right is missing', async () => {
    const rights: Readonly<Record<string, string>> = {
      '$JS.API.INFO': 'publish: ["x"], subscribe: [">"]',
      'bitbank.frames.btc_jpy.': 'publish: { deny: ["bitbank.frames.>"] }',
      'bitbank.beat': 'publish: { deny: ["bitbank.beat"] }',
      'bitbank.rest': 'subscribe: { deny: ["bitbank.rest"] }',
      'bitbank.trading.*.*': 'subscribe: { deny: ["bitbank.trading.>"] }',
    };
    const users = Object.values(rights).map(
      (allowed, i) => `{ user: user${i}, password: g, permissions: { ${allowed} } }`,
    );
    const { url } = await nats({ config: `authorization { users: [${users.join('\n')}] }` });
    process.env['NATS_PASSWORD'] = 'g';
    for (const [i, right] of Object.keys(rights).entries()) {
      const { code, err } = await gateway(url, '--trade', '--nats-user', `user${i}`).ended();
      expect(err.split('\n').at(-2)).toContain('lacks a right');
      expect(err).toContain(`"${right}`);
      expect(err).toMatch(/^(?:rx-bitbank: .*\n)+$/);
      expect(code).toBe(1);
    }
    delete process.env['NATS_PASSWORD'];
  }, 480_000);
});
