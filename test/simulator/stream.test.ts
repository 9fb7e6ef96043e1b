import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Simulator, startSimulator } from '../../src/simulator/index';

interface Message {
  readonly room_name: string;
  readonly message: { readonly data: Record<string, unknown> };
}

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
});
afterEach(() => sim.faults.clear());
afterAll(() => sim.close());

const url = (query = 'EIO=4&transport=websocket') => `${sim.urls.streamUrl}/socket.io/?${query}`;

/** Opens a bare WebSocket that collects frames; `until` waits for that number. */
const bare = (query?: string) => {
  const socket = new WebSocket(url(query));
  const frames: string[] = [];
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.on('message', (data: Buffer) => frames.push(data.toString()));
  socket.on('error', () => undefined);
  const until = async (count: number) => {
    while (frames.length < count) await new Promise((resolve) => socket.once('message', resolve));
    return frames;
  };
  return { socket, frames, closed, until, opened: new Promise((resolve) => socket.once('open', resolve)) };
};

const levels = ({ message }: Message, side: string): number => (message.data[side] as unknown[]).length;

const messageOf = (socket: Socket, room: string): Promise<Message> =>
  new Promise((resolve) => {
    socket.on('message', (message: Message) => {
      if (message.room_name === room) resolve(message);
    });
  });

describe('the public stream over WebSocket', () => {
  it('greets, connects, and sends the whole book 100 to 200 ms after the join', async () => {
    const { socket, until } = bare();
    expect((await until(1))[0]).toMatch(
      /^0\{"sid":"[\w-]{20}","upgrades":\[\],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000\}$/,
    );
    socket.send('40');
    expect((await until(2))[1]).toMatch(/^40\{"sid":"[\w-]{20}"\}$/);
    const joined = performance.now();
    socket.send('42["join-room","depth_whole_btc_jpy"]');
    const frame = (await until(3))[2] ?? '';
    expect(performance.now() - joined).toBeGreaterThan(95);
    const [, message] = JSON.parse(frame.slice(2)) as [string, Message];
    expect(message.room_name).toBe('depth_whole_btc_jpy');
    expect(levels(message, 'asks')).toBeGreaterThan(180);
    expect(message.message.data['sequenceId']).toMatch(/^\d+$/);
    socket.close();
  });

  it('negotiates no compression', async () => {
    const { socket, opened } = bare();
    await opened;
    expect(socket.extensions).toBe('');
    socket.close();
  });

  it.each(['nonsense', '42["join-room"'])('closes without a code on %j', async (text) => {
    const { socket, closed, until } = bare();
    await until(1);
    socket.send('40');
    await until(2);
    socket.send(text);
    expect(await closed).toBe(1005);
  });

  it('closes on a binary frame', async () => {
    const { socket, closed, until } = bare();
    await until(1);
    socket.send(Buffer.from([1, 2, 3]));
    expect(await closed).toBe(1005);
  });

  it('serves every room of every pair in one burst of joins', async () => {
    const { socket, until, frames } = bare();
    await until(1);
    socket.send('40');
    await until(2);
    const pairs = sim.venue.instruments().map(({ pair }) => pair);
    expect(pairs).toHaveLength(62);
    for (const pair of pairs) socket.send(`42["join-room","depth_whole_${pair}"]`);
    for (const pair of pairs) socket.send(`42["join-room","circuit_break_info_${pair}"]`);
    // The whole of a pair that comes every 15 s may be among them.
    const rooms = (): ReadonlySet<string> =>
      new Set(frames.slice(2).map((frame) => (JSON.parse(frame.slice(2)) as [string, Message])[1].room_name));
    await expect.poll(() => rooms().size).toBe(124);
    socket.close();
  });

  it('refuses a path that is not the stream', async () => {
    const socket = new WebSocket(`${sim.urls.streamUrl}/elsewhere`);
    await expect(
      new Promise((resolve, reject) => {
        socket.on('open', resolve);
        socket.on('error', reject);
      }),
    ).rejects.toThrow();
  });

  it('refuses an upgrade to an unknown session', async () => {
    const { closed } = bare('EIO=4&transport=websocket&sid=unknown');
    expect(await closed).toBe(1005);
  });
});

describe('socket.io-client', () => {
  it('connects with its defaults: long-polling first, then the upgrade, and loses nothing on the way', async () => {
    const socket = io(sim.urls.publicUrl, { reconnection: false });
    const upgraded = new Promise<string>((resolve) => {
      socket.io.engine.on('upgrade', (transport: { name: string }) => resolve(transport.name));
    });
    await new Promise<void>((resolve, reject) => {
      socket.on('connect', resolve);
      socket.on('connect_error', reject);
    });
    socket.emit('join-room', 'depth_whole_btc_jpy');
    socket.emit('join-room', 'depth_diff_btc_jpy');
    const whole = await messageOf(socket, 'depth_whole_btc_jpy');
    expect(levels(whole, 'bids')).toBeGreaterThan(180);
    expect(await upgraded).toBe('websocket');
    const diff = await messageOf(socket, 'depth_diff_btc_jpy');
    expect(diff.message.data['s']).toMatch(/^\d+$/);
    socket.close();
  });

  it('stays on long-polling if it must', async () => {
    const socket = io(sim.urls.publicUrl, { reconnection: false, transports: ['polling'] });
    socket.on('connect', () => socket.emit('join-room', 'depth_whole_xrp_jpy'));
    const first = await messageOf(socket, 'depth_whole_xrp_jpy');
    expect(first.message.data['asks']).not.toHaveLength(0);
    socket.emit('join-room', 'ticker_btc_jpy');
    const ticker = await messageOf(socket, 'ticker_btc_jpy');
    expect(ticker.message.data).toHaveProperty('last');
    socket.close();
  });

  it('connects with WebSocket alone', async () => {
    const socket = io(sim.urls.streamUrl, { reconnection: false, transports: ['websocket'] });
    socket.on('connect', () => socket.emit('join-room', 'ticker_btc_jpy'));
    expect((await messageOf(socket, 'ticker_btc_jpy')).message.data).toHaveProperty('last');
    socket.close();
  });

  it('reconnects by itself after a drop', async () => {
    const socket = io(sim.urls.streamUrl, { transports: ['websocket'], reconnectionDelay: 10 });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const again = new Promise<void>((resolve) => socket.once('connect', resolve));
    sim.faults.add({ kind: 'stream-drop' });
    await again;
    socket.close();
  });
});
