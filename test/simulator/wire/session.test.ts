import { EMPTY, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { virtualClock } from '../../../src/simulator/market/clock';
import type { RoomNews } from '../../../src/simulator/market/room-news';
import { createHub, roomFrame } from '../../../src/simulator/wire/hub';
import { openSession, type StreamSession, venueTiming } from '../../../src/simulator/wire/session';

const rooms = ['ticker_btc_jpy', 'depth_whole_btc_jpy'];
const whole: RoomNews = { room: 'depth_whole_btc_jpy', data: { asks: [], bids: [] } };

const client = (protocol = 4) => {
  const clock = virtualClock(1_000_000);
  const hub = createHub({
    hasRoom: (room) => rooms.includes(room),
    joined$: (room) => (room === whole.room ? of(whole) : EMPTY),
  });
  const received: string[] = [];
  let closedAfter: number | null = null;
  const session: StreamSession = openSession({
    sid: 'engine-sid',
    connectSid: 'socket-sid',
    outlet: {
      send: ({ text }) => received.push(text),
      close: () => (closedAfter = clock.now() - 1_000_000),
    },
    hub,
    timing: venueTiming,
    scheduler: clock,
    protocol,
    upgrades: [],
  });
  const connected = () => {
    session.receive('40');
    clock.advanceBy(100);
    received.length = 0;
  };
  return { clock, hub, received, session, connected, closedAfter: () => closedAfter };
};

const tick = (last: string): RoomNews => ({ room: 'ticker_btc_jpy', data: { last } });

describe('a session of the public stream', () => {
  it('greets at once, and answers the connect packet at once', () => {
    const { clock, received, session } = client();
    expect(received).toEqual([
      '0{"sid":"engine-sid","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}',
    ]);
    session.receive('40');
    clock.advanceBy(0);
    expect(received[1]).toBe('40{"sid":"socket-sid"}');
  });

  it('hands out the messages of joined rooms only, each once', () => {
    const { hub, received, session, connected } = client();
    connected();
    hub.publish(tick('1'));
    session.receive('42["join-room","ticker_btc_jpy"]');
    session.receive('42["join-room","ticker_btc_jpy"]');
    hub.publish(tick('2'));
    session.receive('42["leave-room","ticker_btc_jpy"]');
    hub.publish(tick('3'));
    expect(received).toEqual([
      '42["message",{"room_name":"ticker_btc_jpy","message":{"data":{"last":"2"}}}]',
    ]);
  });

  it('sends the frames of a room to a newcomer, and nothing for a second join', () => {
    const { received, session, connected } = client();
    connected();
    session.receive('42["join-room","depth_whole_btc_jpy"]');
    session.receive('42["join-room","depth_whole_btc_jpy"]');
    expect(received).toEqual([roomFrame(whole).text]);
  });

  it('stays silent and open for unknown rooms, unknown events and events without a room', () => {
    const { received, session, connected, closedAfter } = client();
    connected();
    session.receive('42["join-room","ticker_no_pair"]');
    session.receive('42["sing","ticker_btc_jpy"]');
    session.receive('42["join-room",{"room":1}]');
    session.receive('42["join-room"]');
    session.receive('427["join-room","ticker_no_pair"]');
    expect(received).toEqual([]);
    expect(closedAfter()).toBeNull();
  });

  it.each(['hello', '42["join-room"', '42{}', '9', '', '1', '2'])('is closed by %j', (text) => {
    const { session, connected, closedAfter } = client();
    connected();
    session.receive(text);
    expect(closedAfter()).toBe(100);
  });

  it('holds a join right behind the connect packet until it is connected', () => {
    const { clock, received, session, closedAfter } = client();
    received.length = 0;
    session.receive('40');
    session.receive('42["join-room","depth_whole_btc_jpy"]');
    expect(received).toEqual([]);
    clock.advanceBy(0);
    expect(received).toEqual(['40{"sid":"socket-sid"}', roomFrame(whole).text]);
    expect(closedAfter()).toBeNull();
  });

  it('is closed by an event before it asks to connect', () => {
    const { session, closedAfter } = client();
    session.receive('42["join-room","ticker_btc_jpy"]');
    expect(closedAfter()).toBe(0);
  });

  it('pings every 25 s, and goes on while each is answered', () => {
    const { clock, received, session, connected, closedAfter } = client();
    connected();
    for (let answered = 0; answered < 10; answered++) {
      clock.advanceBy(25_000);
      expect(received).toEqual(['2']);
      received.length = 0;
      session.receive('3');
    }
    expect(closedAfter()).toBeNull();
  });

  it('is closed 45 s after the last answered ping', () => {
    const { clock, connected, closedAfter } = client();
    connected();
    clock.advanceBy(60_000);
    expect(closedAfter()).toBe(45_000);
  });

  it('is closed after 45 s if it answers pings but never connects', () => {
    const { clock, received, session, closedAfter } = client();
    clock.advanceBy(25_000);
    expect(received).toContain('2');
    session.receive('3');
    clock.advanceBy(60_000);
    expect(closedAfter()).toBe(45_000);
  });

  it('receives nothing more once it is closed or lost', () => {
    const { clock, hub, received, session, connected, closedAfter } = client();
    connected();
    session.receive('42["join-room","ticker_btc_jpy"]');
    session.lost();
    hub.publish(tick('1'));
    clock.advanceBy(100_000);
    expect(received).toEqual([]);
    expect(closedAfter()).toBeNull();
  });

  it('lets a client of EIO=3 join without connecting, and answers its pings', () => {
    const { clock, hub, received, session, closedAfter } = client(3);
    received.length = 0;
    session.receive('42["join-room","ticker_btc_jpy"]');
    hub.publish(tick('1'));
    expect(received).toHaveLength(1);
    for (let sent = 0; sent < 10; sent++) {
      clock.advanceBy(15_000);
      session.receive('2');
      expect(received.at(-1)).toBe('3');
    }
    expect(closedAfter()).toBeNull();
  });
});

describe('the hub', () => {
  it('encodes a frame once for all its members, and not at all for an empty room', () => {
    let encoded = 0;
    const data = {
      toJSON: () => {
        encoded += 1;
        return {};
      },
    };
    const hub = createHub({ hasRoom: () => true, joined$: () => EMPTY });
    hub.publish({ room: 'a', data });
    expect(encoded).toBe(0);
    const frames = new Set<Buffer>();
    for (let member = 0; member < 5; member++) {
      hub.join('a', { deliver: (frame) => frames.add(frame.bytes()) });
    }
    hub.publish({ room: 'a', data });
    expect(encoded).toBe(1);
    expect(frames.size).toBe(1);
  });
});
