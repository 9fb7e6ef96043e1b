import type { VirtualClock } from '../../../src/simulator/market/clock';
import type { DataClient } from '../../../src/data/client';
import type { Diagnostic } from '../../../src/model/diagnostic';
import type { Pair } from '../../../src/model/pair';
import type { FaultKind } from '../../../src/simulator/faults/fault';
import type { Simulation } from '../../../src/simulator/simulation';
import type { FeedScript, Observer } from './script';
import type { Truth } from './truth';
import type { TickerMessage } from '../../../src/simulator/market/messages';
import { meantBy } from './recipe';
import type { Arrival, Link, Wiretap } from './wiretap';

/** What the laws know: the venue itself, and the wire in front of the client. Never the client's own view. */
export interface Oracle {
  readonly clock: VirtualClock;
  readonly start: number;
  readonly script: FeedScript;
  readonly simulation: Simulation;
  readonly client: DataClient;
  readonly truth: Truth;
  readonly tap: Wiretap;
  readonly diagnostics: readonly Diagnostic[];
  /** What REST said of tickers, as it reached the client. */
  readonly tickersRead: readonly TickerRead[];
  readonly joins: Joins;
  readonly strikes: readonly Strike[];
  readonly sleeps: readonly Sleep[];
  readonly violate: (law: string) => void;
}

export interface TickerRead {
  readonly at: number;
  readonly pair: Pair;
  readonly message: TickerMessage;
}

/** A fault has struck. */
export interface Strike {
  readonly at: number;
  readonly kind: FaultKind;
  readonly room: string | null;
  readonly path: string | null;
}

/** The client's machine sleeps. */
export interface Sleep {
  readonly from: number;
  readonly to: number;
}

/** When the venue has taken a join of a room, as far as that is sure: ascending. */
export type Joins = (room: string) => readonly number[];

/** One observer's laws. */
export interface Watch {
  readonly next: (value: never) => void;
  /** It is subscribed, and was told what was current. */
  readonly onSubscribed?: () => void;
  /** A frame comes. */
  readonly onBefore?: (arrival: Arrival) => void;
  /** The client has dealt with a frame. */
  readonly onArrival?: (arrival: Arrival) => void;
  /** The client has dealt with the loss of its link. */
  readonly onLoss?: (link: Link) => void;
  /** The clock was set, or the machine slept, at `at`: some seconds ago, or the client has just said so. */
  readonly onUpset?: (at: number) => void;
  /** Now and then. */
  readonly onTick?: () => void;
  /** It has left before the end. */
  readonly onLeave?: () => void;
  /** The calm is over, and it is still there. */
  readonly onEnd?: () => void;
}

export type Law<O extends Observer = Observer> = (oracle: Oracle, observer: O) => Watch;

/** The diffs up to a sequence that never reached the client in order, since its last whole book. */
export const missedDiffs = (
  { truth }: Pick<Oracle, 'truth'>,
  link: Link,
  pair: Pair,
  upTo: number,
): readonly number[] => {
  const { whole, sequences } = link.heard(pair);
  if (whole === null) return [];
  const { diffs } = truth(pair);
  const missed: number[] = [];
  for (let i = diffs.length - 1; i >= 0; i -= 1) {
    const sequence = diffs[i] as number;
    if (sequence <= meantBy(Number(whole.sequenceId))) break;
    if (sequence <= upTo && !sequences.has(sequence)) missed.push(sequence);
  }
  return missed;
};
