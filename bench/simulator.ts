/**
 * Measures the capacity of the simulated exchange, by real time and by the processor time of its own process, which
 * other work on the machine changes little.
 */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { createVirtualSimulator, virtualClock, type SimulatorUrls } from '../src/simulator/index';
import { instruments } from '../src/simulator/market/instruments';
import type { Extent, Section } from './section';
import { cpuTime, startChild } from './simulator-process';

/** Creates a client that has joined its rooms and counts frames. */
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

const whole = (value: number): string => Math.round(value).toLocaleString('en');

interface Carried {
  /** A row of the table. */
  readonly row: string;
  /** Processor time of the simulator: that of an item in µs, or that of a second of a crowd in ms. */
  readonly cost: number;
}

const fullSpeed = async (): Promise<Carried> => {
  const sim = await startChild({ fullSpeed: true });
  const client = await join(
    sim.urls,
    instruments.flatMap(({ pair }) => roomsOf(pair)),
  );
  await sleep(1_000);
  const before = { ...client.counted, cpu: await sim.cpu(), at: performance.now() };
  await sleep(5_000);
  const cpu = (await sim.cpu()) - before.cpu;
  const frames = client.counted.frames - before.frames;
  const seconds = (performance.now() - before.at) / 1_000;
  const bytes = client.counted.bytes - before.bytes;
  client.close();
  await sim.stop();
  return {
    row: `| one client at full speed, every room of every pair | ${whole(frames / seconds)} frames/s, ${(bytes / seconds / 1e6).toFixed(1)} MB/s; ${whole(frames / (cpu / 1_000))} frames/s of processor time |`,
    cost: (1_000 * cpu) / frames,
  };
};

const crowd = async (size: number, time: number): Promise<Carried> => {
  const sim = await startChild({});
  const clients: Awaited<ReturnType<typeof join>>[] = [];
  for (let joined = 0; joined < size; joined++) clients.push(await join(sim.urls, roomsOf('btc_jpy')));
  await sleep(2_000);
  const received = () => clients.reduce((sum, { counted }) => sum + counted.frames, 0);
  const before = { cpu: await sim.cpu(), frames: received(), at: performance.now() };
  await sleep(time);
  const cpu = (await sim.cpu()) - before.cpu;
  const seconds = (performance.now() - before.at) / 1_000;
  const frames = received() - before.frames;
  for (const client of clients) client.close();
  await sim.stop();
  return {
    row: `| ${whole(size)} clients, each on every room of \`btc_jpy\` | ${whole(frames / seconds)} frames/s, ${((cpu / 1_000 / seconds) * 100).toFixed(1)} % of one core |`,
    cost: cpu / seconds,
  };
};

const virtualOrders = (orders: number): Carried => {
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
  const seconds = (performance.now() - before.at) / 1_000;
  return {
    row: `| ${whole(orders)} signed orders in virtual mode, every two a trade | ${whole(orders / seconds)} orders/s; ${whole(orders / cpu)} orders/s of processor time; ${whole(counted.messages)} private messages |`,
    cost: (1e6 * cpu) / orders,
  };
};

export const simulatorSection = async ({ short }: Extent): Promise<Section> => {
  virtualOrders(2_000);
  const orders = virtualOrders(short ? 10_000 : 30_000);
  const frames = await fullSpeed();
  // It is one round of wholes, or two.
  const clients = await crowd(1_000, short ? 15_000 : 30_000);
  const rows = [frames, clients, orders].map(({ row }) => row);
  return {
    lines: ['## The simulated exchange', '', '| | |', '|---|---|', ...rows, ''],
    figures: {
      'an order in the virtual simulator, µs': orders.cost,
      'a frame of the simulator at full speed, µs': frames.cost,
      'a second of a simulator with 1,000 clients, ms': clients.cost,
    },
  };
};
