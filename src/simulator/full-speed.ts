import { EMPTY } from 'rxjs';
import { virtualClock } from './market/clock';
import { createMarket } from './market/create-market';
import type { MarketSource } from './market/market';
import type { PublishedMessage } from './market/messages';
import type { RoomNews } from './market/room-news';
import { createTape, type Tape } from './market/tape';
import type { SimulationOptions } from './options';
import { createSimulation } from './simulation';

/** Length of the tape in ms. A whole of every book comes within 15 s. */
const recorded = 20_000;
const start = Date.UTC(2026, 0, 15, 3);

/** Makes a market for a tape. Its rooms publish only the tape, because other wholes would not fit the diffs of the tape. */
export const tapedMarket = (source: MarketSource): MarketSource => ({
  ...source,
  create: (venue, options) => ({
    ...createMarket(venue, options),
    messages$: EMPTY,
    joined$: () => EMPTY,
  }),
});

/** Makes a tape of some seconds of the same market, in virtual time. */
export const tapeOf = (options: SimulationOptions): Tape => {
  const clock = virtualClock(start);
  const simulation = createSimulation({ ...options, journalCapacity: 0 }, { wall: clock, market: clock });
  const messages: PublishedMessage[] = [];
  simulation.market.messages$.subscribe((message) => messages.push(message as PublishedMessage));
  clock.advanceBy(recorded);
  simulation.close();
  return createTape(messages);
};

const framesATurn = 256;
/**
 * The greatest backlog of a client in bytes: more than a socket takes in one write, and little enough for the memory.
 */
const mostBacklog = 4 * 2 ** 20;

/** The pause between two turns while nobody listens, ms. */
const idle = 5;

/** Plays frames as fast as the slowest client takes them. Returns a function that stops it. */
export const startPump = (
  tape: Tape,
  publish: (news: RoomNews) => boolean,
  backlog: () => number,
): (() => void) => {
  let isRunning = true;
  const playFrame = (): boolean => {
    const { room, text } = tape.next();
    return publish({ room, text: () => text });
  };
  const turn = () => {
    if (!isRunning) return;
    let played = 0;
    const isTaken = backlog() < mostBacklog;
    if (isTaken) for (let frame = 0; frame < framesATurn; frame++) played += playFrame() ? 1 : 0;
    if (isTaken && played === 0) setTimeout(turn, idle);
    else setImmediate(turn);
  };
  turn();
  return () => {
    isRunning = false;
  };
};
