/**
 * What the simulated exchange can carry. Run: `npx tsx bench/simulator.ts`.
 *
 * The simulator runs in a process of its own, so that its processor time is its own; figures are given by the clock on
 * the wall and by that processor time, which other work on the machine changes little.
 */
import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import {
  createVirtualSimulator,
  type SimulatorOptions,
  type SimulatorUrls,
  startSimulator,
  virtualClock,
} from '../src/simulator/index';
import { instruments } from '../src/simulator/market/instruments';

// ------------------------------------------------------------------------------------------- the simulator's process

interface Question {
  readonly ask: 'cpu' | 'stop';
}
interface Answer {
  readonly urls?: SimulatorUrls;
  /** Processor time so far, ms. */
  readonly cpu?: number;
}

const cpuTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const serve = async (options: SimulatorOptions): Promise<void> => {
  const sim = await startSimulator(options);
  const say = (answer: Answer) => process.send?.(answer);
  process.on('message', ({ ask }: Question) => {
    if (ask === 'cpu') say({ cpu: cpuTime() });
    else void sim.close().then(() => process.disconnect());
  });
  say({ urls: sim.urls });
};

const startChild = async (options: SimulatorOptions) => {
  const child = fork(import.meta.filename, ['serve', JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
  });
  const answer = async () => ((await once(child, 'message')) as [Answer])[0];
  const { urls } = await answer();
  if (!urls) throw new Error('the simulator did not start');
  return {
    urls,
    cpu: async () => {
      child.send({ ask: 'cpu' } satisfies Question);
      return (await answer()).cpu ?? 0;
    },
    stop: async () => {
      child.send({ ask: 'stop' } satisfies Question);
      await once(child, 'exit');
    },
  };
};

// ------------------------------------------------------------------------------------------- clients

/** A client that has joined its rooms and counts what comes. */
const join = async (urls: SimulatorUrls, rooms: readonly string[]) => {
  const socket = new WebSocket(`${urls.streamUrl}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  const counted = { frames: 0, bytes: 0 };
  await once(socket, 'message');
  socket.send('40');
  await once(socket, 'message');
  socket.on('message', (data: Buffer) => {
    counted.frames += 1;
    counted.bytes += data.length;
    if (data.length === 1) socket.send('3');
  });
  for (const room of rooms) socket.send(`42["join-room","${room}"]`);
  return { counted, close: () => socket.terminate() };
};

const roomsOf = (pair: string) =>
  ['depth_whole', 'depth_diff', 'ticker', 'transactions'].map((kind) => `${kind}_${pair}`);

const show = (name: string, figures: Readonly<Record<string, string | number>>) => {
  const line = Object.entries(figures).map(([figure, value]) => `${figure} ${value}`);
  process.stdout.write(`${name}: ${line.join(', ')}\n`);
};
const whole = (value: number) => Math.round(value).toLocaleString('en');

// ------------------------------------------------------------------------------------------- benchmarks

const fullSpeed = async () => {
  const sim = await startChild({ fullSpeed: true });
  const client = await join(
    sim.urls,
    instruments.flatMap(({ pair }) => roomsOf(pair)),
  );
  await sleep(1_000);
  const before = { ...client.counted, cpu: await sim.cpu(), own: cpuTime(), at: performance.now() };
  await sleep(5_000);
  const cpu = (await sim.cpu()) - before.cpu;
  const frames = client.counted.frames - before.frames;
  const seconds = (performance.now() - before.at) / 1_000;
  show('one client at full speed', {
    'frames/s': whole(frames / seconds),
    'MB/s': ((client.counted.bytes - before.bytes) / seconds / 1e6).toFixed(1),
    'frames/s of simulator processor time': whole(frames / (cpu / 1_000)),
    'frames/s of client processor time': whole(frames / ((cpuTime() - before.own) / 1_000)),
  });
  client.close();
  await sim.stop();
};

const crowd = async (size: number) => {
  const sim = await startChild({});
  const clients: Awaited<ReturnType<typeof join>>[] = [];
  for (let joined = 0; joined < size; joined++) clients.push(await join(sim.urls, roomsOf('btc_jpy')));
  await sleep(2_000);
  const received = () => clients.reduce((sum, { counted }) => sum + counted.frames, 0);
  const before = { cpu: await sim.cpu(), frames: received(), at: performance.now() };
  // Two rounds of whole books.
  await sleep(30_000);
  const cpu = (await sim.cpu()) - before.cpu;
  const seconds = (performance.now() - before.at) / 1_000;
  show(`${size} clients on btc_jpy`, {
    'frames/s in all': whole((received() - before.frames) / seconds),
    'of one core': `${((cpu / 1_000 / seconds) * 100).toFixed(1)} %`,
  });
  for (const client of clients) client.close();
  await sim.stop();
};

const virtualOrders = (orders: number) => {
  const clock = virtualClock(Date.UTC(2026, 0, 15));
  const rateLimits = { QUERY: Infinity, UPDATE: Infinity };
  const balances = { jpy: '1000000000', btc: '1000' };
  const accounts = ['maker', 'taker'].map((apiKey) => ({ apiKey, apiSecret: apiKey, balances, rateLimits }));
  const sim = createVirtualSimulator({ scheduler: clock, participants: false, accounts });
  const counted = { replies: 0, refused: 0, messages: 0 };

  const send = (
    apiKey: string,
    method: 'GET' | 'POST',
    path: string,
    body: string,
    onReply: (text: string) => void,
  ) => {
    const time = String(clock.now());
    const signed = time + '5000' + (method === 'GET' ? `/v1${path}` : body);
    sim
      .sendRequest({
        method,
        url: sim.urls.apiUrl + path,
        headers: {
          'ACCESS-KEY': apiKey,
          'ACCESS-REQUEST-TIME': time,
          'ACCESS-TIME-WINDOW': '5000',
          'ACCESS-SIGNATURE': createHmac('sha256', apiKey).update(signed).digest('hex'),
        },
        ...(body === '' ? {} : { body }),
        timeout: 10_000,
        maxReplyBytes: 1e6,
      })
      .subscribe((reply) => onReply(reply.body));
  };
  for (const { apiKey } of accounts) {
    send(apiKey, 'GET', '/user/subscribe', '', (text) => {
      const { data } = JSON.parse(text) as { data: { pubnub_channel: string; pubnub_token: string } };
      sim
        .openPubnub({ channel: data.pubnub_channel, token: data.pubnub_token, since: null })
        .subscribe(({ type }) => (counted.messages += type === 'message' ? 1 : 0));
    });
  }
  clock.advanceBy(1_000);
  const before = { cpu: cpuTime(), at: performance.now() };
  for (let placed = 0; placed < orders; placed++) {
    const [apiKey, side] = placed % 2 === 0 ? ['maker', 'buy'] : ['taker', 'sell'];
    const body = `{"pair":"btc_jpy","side":"${side}","type":"limit","amount":"0.0001","price":"13000000"}`;
    send(apiKey, 'POST', '/user/spot/order', body, (text) => {
      counted.replies += 1;
      if (!text.startsWith('{"success":1')) counted.refused += 1;
    });
    clock.advanceBy(1);
  }
  clock.advanceBy(1_000);
  const cpu = (cpuTime() - before.cpu) / 1_000;
  sim.close();
  if (counted.replies !== orders || counted.refused > 0) throw new Error(JSON.stringify(counted));
  show(`${whole(orders)} orders in virtual mode`, {
    'orders/s': whole((orders / (performance.now() - before.at)) * 1_000),
    'orders/s of processor time': whole(orders / cpu),
    'private messages': whole(counted.messages),
  });
};

const [role, options] = process.argv.slice(2);
if (role === 'serve') await serve(JSON.parse(options ?? '{}') as SimulatorOptions);
else {
  virtualOrders(2_000);
  virtualOrders(30_000);
  await fullSpeed();
  await crowd(1_000);
}
