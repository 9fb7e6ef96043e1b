import { virtualClock } from './market/clock';
import type { PublishedMessage } from './market/messages';
import { createTape, type Tape } from './market/tape';
import type { SimulationOptions } from './options';
import { createSimulation } from './simulation';

/** Every whole book comes within 15 s. */
const recorded = 20_000;
const start = Date.UTC(2026, 0, 15, 3);

/** Some seconds of the same market, made in no time, as a tape. */
export const tapeOf = (options: SimulationOptions): Tape => {
  const clock = virtualClock(start);
  const simulation = createSimulation({ ...options, journalCapacity: 0 }, { wall: clock, market: clock });
  const messages: PublishedMessage[] = [];
  simulation.market.messages$.subscribe((message) => messages.push(message));
  clock.advanceBy(recorded);
  simulation.close();
  return createTape(messages);
};

const framesATurn = 256;
/** More than a socket takes at once, less than what costs memory, bytes. */
const mostBacklog = 4 * 2 ** 20;

/** Between turns while nobody listens, ms. */
const idle = 5;

/** Plays frames as fast as the slowest client takes them; returns what stops it. */
export const startPump = (playFrame: () => boolean, backlog: () => number): (() => void) => {
  let isRunning = true;
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
