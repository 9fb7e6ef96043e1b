import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoAccount, startSimulator, type Simulator } from '../../../src/simulator/index';
import { natsPort } from '../../../src/nats/index';
import { remoteTrading, type Trading } from '../../../src/trading/index';
import { type GatewayProcess, runGateway } from '../gateway-process';
import { type NatsServer, startNats } from '../nats-server';
import { type LossyProxy, type LossyProxyConfig, startLossyProxy } from './lossy-proxy';

export const pair = 'btc_jpy';
const last = 13_000_000;

/** A program of an owner. */
export interface Program {
  readonly name: string;
  readonly owner: string;
  readonly remote: Trading;
  /** Returns true while it has a link to a gateway. It may be one that has just been lost. */
  readonly isLinked: () => boolean;
  /** Returns the number of links so far. */
  readonly links: () => number;
}

/**
 * Four programs of two owners on one account: a venue, NATS, a proxy between programs and NATS, and a gateway in a
 * process of its own with a journal on disk.
 */
export interface Desk {
  readonly sim: Simulator;
  readonly nats: NatsServer;
  readonly proxy: LossyProxy;
  readonly programs: readonly Program[];
  /** Returns the present gateway. */
  readonly gateway: () => GatewayProcess;
  /** Starts the next gateway, with the journal of the previous one. */
  readonly startGateway: () => void;
  readonly close: () => Promise<void>;
}

const startProgram = (owner: string, name: string, servers: string): Program => {
  const remote = remoteTrading(natsPort({ servers, owner }));
  let isLinked = false;
  let links = 0;
  remote.connection$.subscribe(({ state }) => {
    const wasLinked = isLinked;
    isLinked = state === 'open' || state === 'idle';
    if (isLinked && !wasLinked) links += 1;
  });
  return { name, owner, remote, isLinked: () => isLinked, links: () => links };
};

export const startDesk = async (fateOf: LossyProxyConfig['fateOf']): Promise<Desk> => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-storm-'));
  const [nats, sim] = await Promise.all([
    startNats(),
    startSimulator({
      pairs: [pair],
      participants: false,
      journalCapacity: 1_000_000,
      accounts: [{ ...demoAccount, balances: { jpy: '100000000', btc: '10' } }],
    }),
  ]);
  sim.venue.seedLastPrice(pair, last);
  const proxy = await startLossyProxy({ target: nats.url, fateOf });
  const keys = join(folder, 'keys');
  writeFileSync(
    keys,
    `BITBANK_API_KEY=${demoAccount.apiKey}\nBITBANK_API_SECRET=${demoAccount.apiSecret}\n`,
    {
      mode: 0o600,
    },
  );
  const { streamUrl, publicUrl, apiUrl, pubnubOrigin } = sim.urls;
  const run = (): GatewayProcess =>
    runGateway(
      nats.url,
      ...['--pairs', pair, '--wait', '--trade', '--keys', keys, '--journal', join(folder, 'orders.ndjson')],
      ...['--stream-url', streamUrl, '--public-url', publicUrl, '--api-url', apiUrl],
      ...['--pubnub-origin', pubnubOrigin],
    );
  let gateway = run();
  const programs = ['alice', 'alice', 'bob', 'bob'].map((owner, i) =>
    startProgram(owner, `${owner}-${i}`, proxy.url),
  );
  return {
    sim,
    nats,
    proxy,
    programs,
    gateway: () => gateway,
    startGateway: () => {
      gateway = run();
    },
    close: async () => {
      await Promise.all(programs.map(({ remote }) => remote.close()));
      await gateway.kill();
      await proxy.close();
      await Promise.all([nats.close(), sim.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
