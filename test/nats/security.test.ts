import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { of } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { natsPort, natsTransport } from '../../src/nats/index';
import { versionWarning } from '../../src/nats/connection';
import { serveRest } from '../../src/nats/rest-gateway';
import { hasNats, type NatsServer, startNats } from './nats-server';

/** Checks the section on security of docs/many-machines.md, sentence by sentence. */

const servers: NatsServer[] = [];
const connections: NatsConnection[] = [];
afterEach(async () => {
  await Promise.all(connections.splice(0).map((each) => each.close()));
  await Promise.all(servers.splice(0).map((each) => each.close()));
});

/** Starts a server with the guide's own configuration, so that the guide is proven. */
const guarded = async (): Promise<NatsServer> => {
  const guide = readFileSync(new URL('../../docs/many-machines.md', import.meta.url), 'utf8');
  const [, rights = ''] = /```text\n(authorization [^]*?)```/.exec(guide) ?? [];
  const server = await startNats({ config: rights.replace('$GATEWAY', 'g').replace('$ALICE', 'a') });
  servers.push(server);
  return server;
};

const as = async ({ url }: NatsServer, user: string, pass: string): Promise<NatsConnection> => {
  const connection = await connect({ servers: url, user, pass, inboxPrefix: `_INBOX_${user}` });
  connections.push(connection);
  return connection;
};

describe('an address of NATS', () => {
  const makers = {
    natsTransport: (options: object) => natsTransport(options),
    natsPort: (options: object) => natsPort({ owner: 'alice', ...options }),
  };
  it.each(Object.entries(makers))(
    'of %s is encrypted beyond this machine, and holds no password',
    (_, make) => {
      for (const server of ['nats://desk.example', 'ws://desk.example', 'nats://10.0.0.7:4222'])
        expect(() => make({ servers: ['nats://127.0.0.1', server] })).toThrow('servers');
      expect(() => make({ servers: 'tls://alice:hush@desk.example' })).toThrow('without a password');
      for (const server of [
        'tls://desk.example',
        'wss://desk.example',
        'nats://127.0.0.1:4222',
        'nats://[::1]',
      ])
        expect(() => make({ servers: server })).not.toThrow();
      expect(() => make({ servers: 'nats://desk.example', allowInsecure: true })).not.toThrow();
    },
  );

  it('of an old server that is not on this machine causes a warning', () => {
    const warning = (version: string, server: string): string | null =>
      versionWarning({ info: { version } } as NatsConnection, [server]);
    for (const old of ['2.9.10', '2.10.26', '1.99.99', '2.10.3'])
      expect(warning(old, 'tls://desk.example')).toContain(`${old} is older than 2.10.27`);
    for (const good of ['2.10.27', '2.10.100', '2.11.0', '3.0.0', '2.10.27-RC.1'])
      expect(warning(good, 'tls://desk.example')).toBeNull();
    expect(warning('2.9.10', 'nats://127.0.0.1:4222')).toBeNull();
  });
});

/** Returns `open`, or the error of a page that connects. A page's browser sets both headers. */
const ask = async (
  { pageUrl }: NatsServer,
  { origin, host }: { readonly origin?: string; readonly host?: string } = {},
): Promise<string> => {
  const socket = new WebSocket(pageUrl, {
    ...(origin === undefined ? {} : { origin }),
    ...(host === undefined ? {} : { headers: { host } }),
  });
  const outcome = await Promise.race([
    once(socket, 'open').then(() => 'open'),
    new Promise<string>((resolve) => socket.once('error', (error) => resolve(error.message))),
  ]);
  socket.terminate();
  return outcome;
};

describe.skipIf(!hasNats)('the port for pages', () => {
  it('refuses a page of another origin, and serves one of its own and a client that is no page', async () => {
    const server = await startNats({ origin: 'https://desk.example' });
    servers.push(server);
    for (const origin of ['https://evil.example', 'http://desk.example', 'https://desk.example.evil.example'])
      expect(await ask(server, { origin })).toContain('403');
    expect(await ask(server, { origin: 'https://desk.example' })).toBe('open');
    expect(await ask(server)).toBe('open');
  }, 240_000);

  it('refuses a page under a name that was rebound to this machine', async () => {
    const origin = 'http://desk.example';
    const [server, same] = await Promise.all([
      startNats({ origin }),
      startNats({ origin, sameOrigin: true }),
    ]);
    servers.push(server, same);
    // Such a page has the foreign name as its origin, too.
    expect(await ask(server, { host: 'evil.example', origin: 'http://evil.example' })).toContain('403');
    expect(await ask(same, { host: 'evil.example', origin })).toContain('403');
    expect(await ask(same, { host: 'desk.example', origin })).toBe('open');
  }, 240_000);
});

describe.skipIf(!hasNats)('a caller by the rights of the guide', () => {
  it('trades as no other owner, publishes no frame, and changes nothing of the server', async () => {
    const server = await guarded();
    const [gateway, alice] = await Promise.all([as(server, 'gateway', 'g'), as(server, 'alice', 'a')]);
    const manager = await jetstreamManager(gateway);
    await manager.streams.add({ name: 'bitbank_frames', subjects: ['bitbank.frames.>'], allow_direct: true });
    const heard: string[] = [];
    gateway.subscribe('>', { callback: (_, { subject }) => void heard.push(subject) });
    await gateway.flush();
    const forbidden = [
      'bitbank.trading.bob.x',
      'bitbank.frames.btc_jpy.ticker',
      'bitbank.beat',
      '_INBOX_gateway.x',
      '$KV.bitbank_leases.frames',
      '$JS.API.STREAM.DELETE.bitbank_frames',
      '$JS.API.STREAM.PURGE.bitbank_frames',
      '$JS.API.STREAM.CREATE.other',
      '$JS.API.STREAM.INFO.KV_bitbank_leases',
      '$JS.API.DIRECT.GET.KV_bitbank_leases',
    ];
    for (const subject of forbidden) alice.publish(subject, 'x');
    alice.publish('bitbank.trading.alice.x', 'x');
    await alice.flush();
    await expect.poll(() => heard, { timeout: 120_000 }).toContain('bitbank.trading.alice.x');
    expect(heard.filter((subject) => forbidden.includes(subject))).toEqual([]);
    for (const subject of [
      'bitbank.trading.>',
      'bitbank.trading.alice.>',
      '_INBOX_gateway.>',
      '>',
      '$KV.>',
    ]) {
      const subscription = alice.subscribe(subject);
      await expect(subscription.closed).resolves.toBeInstanceOf(Error);
    }
    await expect(connect({ servers: server.url })).rejects.toThrow();
    // No message of trading is stored anywhere.
    const stored = [];
    for await (const { config } of manager.streams.list()) stored.push(config.subjects);
    expect(stored).toEqual([['bitbank.frames.>']]);
  }, 240_000);

  it('gets no answer of REST on a subject that is no inbox, where it would look like a frame', async () => {
    const server = await guarded();
    const [gateway, alice] = await Promise.all([as(server, 'gateway', 'g'), as(server, 'alice', 'a')]);
    const body = '{"success":1}';
    const serving = serveRest(gateway, 'bitbank', { answer: () => of({ status: 200, date: null, body }) });
    const subscription = serving.subscribe();
    const heard: string[] = [];
    gateway.subscribe('>', { callback: (_, { subject }) => void heard.push(subject) });
    await gateway.flush();
    for (const reply of [
      'bitbank.frames.btc_jpy.ticker',
      '$JS.API.STREAM.PURGE.bitbank_frames',
      '_INBOX_alice.x',
    ])
      alice.publish('bitbank.rest', '/tickers', { reply });
    await expect.poll(() => heard, { timeout: 120_000 }).toContain('_INBOX_alice.x');
    expect(heard.filter((subject) => subject !== 'bitbank.rest')).toEqual(['_INBOX_alice.x']);
    subscription.unsubscribe();
  }, 240_000);
});
