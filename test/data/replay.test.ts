import { Socket } from 'node:net';
import { forkJoin, lastValueFrom, Subject, toArray, type Observable } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { circuitBreak, diff, ticker, tradeRow, trades, whole } from '../../marbles/support/frames';
import {
  createDataClient,
  replayTransport,
  type DataClient,
  type Diagnostic,
  type RecordedFrame,
} from '../../src/index';
import { wallClock } from '../../src/simulator/market/clock';

/** Trades far enough apart to close bars of a minute, and so many that a live client would read REST for proof. */
const tradeIds = Array.from({ length: 33 }, (_, i) => i + 1);
const recordingStart = Date.UTC(2026, 0, 1);

const recorded: readonly RecordedFrame[] = [
  ticker(1),
  whole({ sequence: 1 }),
  diff({ sequence: 2, bids: [[99, 2]] }),
  circuitBreak('NONE'),
  ...tradeIds.map((id) => trades(tradeRow(id, recordingStart + id * 20_000))),
].map((frame, i) => ({ t: recordingStart + i * 600, frame }));

const undecodable = '42["message",{"room_name":"transactions_btc_jpy","message":{"data":{}}}]';

/**
 * A recording with an unreadable frame of trades. A live client would hold back the following trades until REST has
 * delivered the others.
 */
const withGap: readonly RecordedFrame[] = recorded.flatMap((frame, i) =>
  i === 20 ? [{ ...frame, frame: undecodable }] : [frame],
);

const fullSpeed = (frames: readonly RecordedFrame[] = recorded) =>
  replayTransport(frames, { speed: Infinity });

const all = <A>(source: Observable<A>): Observable<readonly A[]> => source.pipe(toArray());

const everyFeed = (data: DataClient) => ({
  ticker: all(data.ticker$('btc_jpy')),
  trades: all(data.trades$('btc_jpy')),
  book: all(data.book$('btc_jpy')),
  quotes: all(data.quotes$('btc_jpy')),
  candles: all(data.candles$('btc_jpy', '1min')),
  circuitBreak: all(data.circuitBreak$('btc_jpy')),
  tradable: all(data.tradable$('btc_jpy')),
  depthWhole: all(data.depthWhole$('btc_jpy')),
  depthDiff: all(data.depthDiff$('btc_jpy')),
});

const diagnosticsOf = (data: DataClient): readonly Diagnostic[] => {
  const noticed: Diagnostic[] = [];
  data.diagnostics$.subscribe((diagnostic) => noticed.push(diagnostic));
  return noticed;
};

/** The time in ms within which a busy machine has read the recording of eleven minutes. */
const longest = 20_000;

/** A spy that counts every connection of this process and makes it fail. */
const forbidden = vi.spyOn(Socket.prototype, 'connect');

beforeEach(() => {
  forbidden.mockReset();
  forbidden.mockImplementation(() => {
    throw new Error('a replay opened a connection');
  });
});

afterEach(() => forbidden.mockReset());

describe('a client of a recording, with no other option', () => {
  it('opens no connection, and every feed ends with the recording, without delay', async () => {
    const data = createDataClient({ transport: fullSpeed() });
    const started = wallClock.now();
    const told = await lastValueFrom(forkJoin(everyFeed(data)));
    expect(wallClock.now() - started).toBeLessThan(longest);
    expect(forbidden).not.toHaveBeenCalled();
    expect(told.ticker.map(({ last }) => last)).toEqual([1]);
    expect(told.trades.map(({ id }) => id)).toEqual(tradeIds);
    expect(told.book).toHaveLength(2);
    expect(told.depthWhole).toHaveLength(1);
    expect(told.circuitBreak).toHaveLength(1);
  });

  it('has no history of candles: they begin with the first trade recorded, and bars close as they were built', async () => {
    const data = createDataClient({ transport: fullSpeed() });
    const candles = await lastValueFrom(all(data.candles$('btc_jpy', '1min')));
    expect(candles[0]).toMatchObject({ openTime: recordingStart, closed: false });
    const closed = candles.filter((candle) => candle.closed);
    expect(closed.map(({ openTime }) => openTime)).toEqual(
      Array.from({ length: 11 }, (_, i) => recordingStart + i * 60_000),
    );
    expect(closed.map(({ volume }) => volume)).toEqual([2, ...Array.from({ length: 10 }, () => 3)]);
  });

  it('shows the recorded state of the venue, and of the rest only that it is not known', async () => {
    const tradable = await lastValueFrom(
      all(createDataClient({ transport: fullSpeed() }).tradable$('btc_jpy')),
    );
    expect(tradable).toEqual([{ pair: 'btc_jpy', tradable: false, reasons: ['unknown'] }]);
    const silent = fullSpeed(recorded.filter(({ frame }) => !frame.includes('circuit_break')));
    expect(await lastValueFrom(all(createDataClient({ transport: silent }).tradable$('btc_jpy')))).toEqual(
      [],
    );
  });

  it('goes on at once after a frame of trades that can not be read, and says between which trades some are missing', async () => {
    const data = createDataClient({ transport: fullSpeed(withGap) });
    const noticed = diagnosticsOf(data);
    const started = wallClock.now();
    const told = await lastValueFrom(all(data.trades$('btc_jpy')));
    expect(wallClock.now() - started).toBeLessThan(longest);
    expect(told.map(({ id }) => id)).toEqual(tradeIds.filter((id) => id !== 17));
    expect(noticed.filter(({ kind }) => kind === 'trades-missing')).toMatchObject([
      { from: recordingStart + 20_000, to: recordingStart + 18 * 20_000 },
    ]);
    expect(forbidden).not.toHaveBeenCalled();
  });
});

describe('a client of a recording that is given sockets and HTTP nevertheless', () => {
  it('asks neither', async () => {
    const asked: string[] = [];
    const betray = (url: string) => {
      asked.push(url);
      return new Subject<never>();
    };
    const data = createDataClient({
      transport: fullSpeed(withGap),
      sendRequest: ({ url }) => betray(url),
      openSocket: betray,
    });
    await lastValueFrom(forkJoin(everyFeed(data)));
    expect(asked).toEqual([]);
    expect(forbidden).not.toHaveBeenCalled();
  });
});
