/** Measures a venue on loopback in a process of its own, and clients in theirs: CPU per frame, and added delay. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { NEVER } from 'rxjs';
import { WebSocket, WebSocketServer } from 'ws';
import { createDataClient } from '../src/index';
import { loadPeers } from './contenders';
import { depthFrames } from './frames';
import { median, quantile } from './measure';
import type { Extent, Section } from './section';

const pair = 'btc_jpy';

/**
 * The number of rounds that warm up. Until then V8 compiles the code of a frame, on the one or two cores that also
 * carry it.
 */
const warmUps = 12;

const framesOf = (diffs: number): ReturnType<typeof depthFrames> =>
  depthFrames({ pair, diffs, diffsPerWhole: 40, seed: 4 });

/** Sends all frames, one or two per millisecond, to a client that joins the second of the two rooms of a book. */
export const serve = (diffs: number): void => {
  const frames = framesOf(diffs);
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('listening', () => process.send?.((server.address() as { port: number }).port));
  server.on('connection', (socket) => {
    let joined = 0;
    socket.send('0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}');
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text === '40') socket.send('40{"sid":"b"}');
      if (!text.includes('join-room')) return;
      joined += 1;
      if (joined !== 2) return;
      let next = 0;
      const timer = setInterval(() => {
        socket.send((frames[next] as (typeof frames)[number]).text);
        next += 1;
        if (next === frames.length) clearInterval(timer);
      }, 1);
      socket.on('close', () => clearInterval(timer));
    });
  });
  process.on('disconnect', () => process.exit());
};

/** Subscribes, and calls back for each observed frame. Returns a function that ends it. */
type Connect = (url: string, onFrame: () => void) => () => unknown;

const rooms = [`depth_diff_${pair}`, `depth_whole_${pair}`];

const bare =
  (read: (text: string) => unknown): Connect =>
  (url, onFrame) => {
    const socket = new WebSocket(`${url}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false });
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('0')) socket.send('40');
      else if (text.startsWith('40')) for (const room of rooms) socket.send(`42["join-room","${room}"]`);
      else {
        read(text);
        onFrame();
      }
    });
    return () => socket.terminate();
  };

const ours: Connect = (url, onFrame) => {
  const client = createDataClient({ streamUrl: url, sendRequest: () => NEVER });
  client.book$(pair, { depth: 20 }).subscribe(onFrame);
  return () => void client.close();
};

interface SocketIoClient {
  readonly emit: (name: string, room: string) => void;
  readonly on: (name: string, listener: (message: unknown) => void) => void;
  readonly close: () => void;
}

const socketIo = async (): Promise<Connect | null> => {
  try {
    const { io } = (await import('socket.io-client')) as unknown as {
      io: (url: string, options: object) => SocketIoClient;
    };
    return (url, onFrame) => {
      const socket = io(url.replace('ws:', 'http:'), { transports: ['websocket'], forceNew: true });
      socket.on('connect', () => {
        for (const room of rooms) socket.emit('join-room', room);
      });
      socket.on('message', onFrame);
      return () => socket.close();
    };
  } catch {
    return null;
  }
};

interface Received {
  /** Microseconds of this process. */
  readonly cpu: number;
  /** Microseconds from the socket's message event to the observer. */
  readonly delays: readonly number[];
}

/** The time of the last message event of any `ws` socket. */
let messageAt = 0;
const emit = WebSocket.prototype.emit as (this: WebSocket, ...args: unknown[]) => boolean;
WebSocket.prototype.emit = function (this: WebSocket, ...args: unknown[]) {
  if (args[0] === 'message') messageAt = performance.now();
  return emit.apply(this, args);
};

const listen = (connect: Connect, url: string, count: number): Promise<Received> =>
  new Promise((resolve) => {
    const delays: number[] = [];
    let begun = process.cpuUsage();
    const end = connect(url, () => {
      const delay = (performance.now() - messageAt) * 1000;
      if (delays.length === 0) begun = process.cpuUsage();
      delays.push(delay);
      if (delays.length !== count) return;
      const { user, system } = process.cpuUsage(begun);
      end();
      resolve({ cpu: (user + system) / count, delays });
    });
  });

const base = '`ws` + `JSON.parse`';

const ownName = '**rx-bitbank** `book$`, 20 levels';

const loadContenders = async (withPeers: boolean): Promise<ReadonlyMap<string, Connect>> => {
  const viaSocketIo = await socketIo();
  const { peers } = withPeers ? await loadPeers() : { peers: [] };
  return new Map<string, Connect>([
    ['bare `ws`', bare(() => undefined)],
    [base, bare((text) => JSON.parse(text.slice(2)) as unknown)],
    [ownName, ours],
    ...peers.map(({ name, createBook }): [string, Connect] => [
      `\`ws\` + ${name}`,
      (url, onFrame) => bare(createBook())(url, onFrame),
    ]),
    ...(viaSocketIo === null ? [] : [['socket.io-client (parses, keeps no book)', viaSocketIo] as const]),
  ]);
};

interface Round {
  readonly url: string;
  readonly count: number;
}

/** Runs a contender's process. It receives one round for each message of its parent. */
export const receive = async (name: string, peers: string): Promise<void> => {
  const connect = (await loadContenders(peers === 'peers')).get(name);
  if (connect === undefined) throw new Error(`no contender is called ${name}`);
  process.on('message', ({ url, count }: Round) => {
    void listen(connect, url, count).then((received) => process.send?.(received));
  });
  process.on('disconnect', () => process.exit());
};

const thisFile = fileURLToPath(import.meta.url);

const answer = async (child: ChildProcess, round: Round): Promise<Received> => {
  child.send(round);
  return ((await once(child, 'message')) as [Received])[0];
};

/** Measures contenders in turns, each in a process of its own, because V8 would compile one for the work of another. */
export const socketSection = async ({ short, peers }: Pick<Extent, 'short' | 'peers'>): Promise<Section> => {
  const diffs = short ? 200 : 1_000;
  const rounds = short ? 1 : 5;
  const venue = fork(thisFile, ['serve', String(diffs)]);
  const [port] = (await once(venue, 'message')) as [number];
  const frames = framesOf(diffs);
  const names = [...(await loadContenders(peers)).keys()];
  const processes = new Map(
    names.map((name) => [name, fork(thisFile, ['receive', name, peers ? 'peers' : ''])]),
  );
  const cpu = new Map(names.map((name) => [name, [] as number[]]));
  const delays = new Map(names.map((name) => [name, { diff: [] as number[], whole: [] as number[] }]));
  const round = { url: `ws://127.0.0.1:${port}`, count: frames.length };
  const all = [...processes];
  for (let done = 0; done < warmUps; done += 1)
    await Promise.all(all.map(([, child]) => answer(child, round)));
  for (let done = 0; done < rounds; done += 1) {
    for (const [name, child] of all) {
      const received = await answer(child, round);
      cpu.get(name)?.push(received.cpu);
      received.delays.forEach((delay, i) => delays.get(name)?.[frames[i]?.kind ?? 'diff'].push(delay));
    }
  }
  for (const child of [venue, ...processes.values()]) child.kill();
  const us = (value: number): string => value.toFixed(1);
  /** Describes the median and the 99th percentile, and their ratios to the base's. */
  const delay = (name: string, kind: 'diff' | 'whole'): string => {
    const [own = [], bases = []] = [name, base].map((of) => delays.get(of)?.[kind]);
    const of = (q: number): string => (quantile(own, q) / quantile(bases, q)).toFixed(2);
    return `${us(median(own))} / ${us(quantile(own, 0.99))} | ${of(0.5)} / ${of(0.99)}`;
  };
  const row = (name: string): string => {
    const spent = cpu.get(name) ?? [];
    return `| ${name} | ${us(median(spent))} (${us(Math.min(...spent))}–${us(Math.max(...spent))}) | ${delay(name, 'diff')} | ${delay(name, 'whole')} |`;
  };
  const cpuOf = (name: string): number => median(cpu.get(name) ?? []);
  const delayOf = (name: string, kind: 'diff' | 'whole'): number => median(delays.get(name)?.[kind] ?? []);
  const lines = [
    '## Over a loopback socket',
    '',
    `In each round another process sends ${frames.length} frames, one per millisecond. The contenders take turns, each in its own process. ${rounds} rounds are measured, after ${warmUps} that warm up: in the first few thousand frames, one in a hundred waits a millisecond for V8’s compiler. CPU is the processor time of the client’s whole process, with the idle loop and the kernel’s part, and its range over the rounds. Delay is from the socket’s message event to the observer, at the median and the 99th percentile, also as a ratio to ${base}.`,
    '',
    '| | CPU per frame, µs | delay of a diff, µs | ratio | delay of a whole, µs | ratio |',
    '|---|---:|---:|---:|---:|---:|',
    ...names.map(row),
    '',
  ];
  return {
    lines,
    figures: {
      'processor time of a frame over a socket, of ws + JSON.parse': cpuOf(ownName) / cpuOf(base),
      'delay of a diff over a socket, of ws + JSON.parse': delayOf(ownName, 'diff') / delayOf(base, 'diff'),
      'delay of a whole over a socket, of ws + JSON.parse':
        delayOf(ownName, 'whole') / delayOf(base, 'whole'),
    },
  };
};
