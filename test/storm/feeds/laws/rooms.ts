import type { CircuitBreak } from '../../../../src/model/circuit-break';
import type { DepthDiff, DepthWhole } from '../../../../src/model/order-book';
import type { Ticker } from '../../../../src/model/ticker';
import type { Tradable } from '../../../../src/model/venue-status';
import type { RoomKind } from '../../../../src/parsing/room-kinds';
import type {
  CircuitBreakMessage,
  DepthDiffMessage,
  DepthWholeMessage,
  LevelText,
  TickerMessage,
} from '../../../../src/simulator/market/messages';
import type { Law, Oracle } from '../oracle';
import type { RoomLife } from '../wiretap';

/** The greatest age of a seed in ms. */
const longestSeedAge = 2_000;

const number = (text: string | null): number | null => (text === null ? null : Number(text));

const tickerText = (message: TickerMessage): string =>
  JSON.stringify([
    number(message.sell),
    number(message.buy),
    ...[message.open, message.high, message.low, message.last, message.vol].map(Number),
    message.timestamp,
  ]);
const ownTickerText = (ticker: Ticker): string =>
  JSON.stringify([
    ticker.ask,
    ticker.bid,
    ticker.open,
    ticker.high,
    ticker.low,
    ticker.last,
    ticker.volume,
    ticker.timestamp,
  ]);

const breakText = (message: CircuitBreakMessage): string =>
  JSON.stringify([
    message.mode,
    number(message.estimated_itayose_price),
    number(message.estimated_itayose_amount),
    number(message.upper_trigger_price),
    number(message.lower_trigger_price),
    message.fee_type,
    message.reopen_timestamp,
    message.timestamp,
  ]);
const ownBreakText = (info: CircuitBreak): string =>
  JSON.stringify([
    info.mode,
    info.estimatedItayosePrice,
    info.estimatedItayoseAmount,
    info.upperTriggerPrice,
    info.lowerTriggerPrice,
    info.feeType,
    info.reopenTimestamp,
    info.timestamp,
  ]);

const levelTexts = (levels: readonly LevelText[]): readonly string[] =>
  levels.map(([price, amount]) => `${Number(price)} ${Number(amount)}`).sort();
const ownLevelTexts = (levels: DepthDiff['bids']): readonly string[] =>
  levels.map(({ price, amount }) => `${price} ${amount}`).sort();

const diffText = ({ s, b, a }: DepthDiffMessage): string =>
  JSON.stringify([Number(s), levelTexts(b), levelTexts(a)]);
const wholeText = ({ sequenceId, bids, asks }: DepthWholeMessage): string =>
  JSON.stringify([Number(sequenceId), levelTexts(bids), levelTexts(asks)]);
const ownDepthText = ({ sequence, bids, asks }: DepthDiff | DepthWhole): string =>
  JSON.stringify([sequence, ownLevelTexts(bids), ownLevelTexts(asks)]);

interface RoomLaw<A> {
  readonly kind: RoomKind;
  readonly name: string;
  readonly ours: (value: A) => string;
  readonly theirs: (message: never) => string;
  /** True if a late subscriber gets the current value. */
  readonly isState: boolean;
  /**
   * Returns the values of REST that may replace a frame of the room from a join, or a leap of the clock, to its next
   * frame. They are those since shortly before.
   */
  readonly seeds?: (oracle: Oracle, pair: string, since: number) => readonly string[];
  /** Returns the venue's present value, if it is known. */
  readonly atEnd?: (oracle: Oracle, pair: string) => string | null;
}

/** Makes the law of a feed that is a room: each readable frame is emitted once, unchanged. */
const roomLaw =
  <A>({ kind, name, ours, theirs, isState, seeds, atEnd }: RoomLaw<A>): Law =>
  (oracle, { pair }) => {
    const { tap, violate } = oracle;
    const told: string[] = [];
    let last: string | null = null;
    let wasTold = false;
    const life = (): RoomLife | undefined => tap.link()?.rooms.get(`${kind}_${pair}`);
    const isSeed = (text: string): boolean => {
      const { latest = null, joinedAt, leftAt, isInDoubt } = life() ?? {};
      if (joinedAt === undefined || leftAt !== null || (latest !== null && !isInDoubt)) return false;
      return seeds?.(oracle, pair, joinedAt - longestSeedAge).includes(text) === true;
    };
    return {
      next: (value: A) => {
        const text = ours(value);
        if (isSeed(text)) {
          last = text;
          return;
        }
        last = text;
        told.push(last);
        if (life()?.isInDoubt === true) violate(`${name} hands out what was said before its clock leapt`);
        const frame = life()?.latest ?? null;
        if (frame === null) violate(`${name} hands out what no frame of this link said`);
        else if (last !== theirs(frame as never))
          violate(`${name} hands out what the newest frame did not say`);
      },
      onSubscribed: () => {
        if (told.length > (isState ? 1 : 0)) violate(`${name} told a new subscriber ${told.length} values`);
        told.length = 0;
        wasTold = true;
      },
      onArrival: (arrival) => {
        if (arrival.kind !== kind || arrival.pair !== pair) return;
        const due = arrival.message === null || !wasTold ? 0 : 1;
        if (told.length !== due) violate(`${name} told ${told.length} values for a frame, ${due} were due`);
        told.length = 0;
      },
      onEnd: () => {
        const due = atEnd?.(oracle, pair) ?? null;
        if (due !== null && last !== due)
          violate(`${name} is not the venue's at the end of the calm: ${last}, ${due}`);
      },
    };
  };

export const tickerLaw = roomLaw<Ticker>({
  kind: 'ticker',
  name: 'ticker$',
  ours: ownTickerText,
  theirs: tickerText,
  isState: true,
  seeds: ({ tickersRead }, pair, since) =>
    tickersRead
      .filter((read) => read.pair === pair && read.at >= since)
      .map(({ message }) => tickerText(message)),
});

export const circuitBreakLaw = roomLaw<CircuitBreak>({
  kind: 'circuit_break_info',
  name: 'circuitBreak$',
  ours: ownBreakText,
  theirs: breakText,
  isState: true,
  atEnd: ({ simulation }, pair) => {
    const now = simulation.market.queries.circuitBreakInfo(pair);
    return now === undefined ? null : breakText(now);
  },
});

export const depthWholeLaw = roomLaw<DepthWhole>({
  kind: 'depth_whole',
  name: 'depthWhole$',
  ours: ownDepthText,
  theirs: wholeText,
  isState: false,
});

export const depthDiffLaw = roomLaw<DepthDiff>({
  kind: 'depth_diff',
  name: 'depthDiff$',
  ours: ownDepthText,
  theirs: diffText,
  isState: false,
});

/** The law of `tradable$`: it is never true while that is not known, and it is the venue's state once all is calm. */
export const tradableLaw: Law = (oracle, { pair }) => {
  const { simulation, tap, violate } = oracle;
  let last: Tradable | null = null;
  const heardMode = (): string | null => {
    const latest = tap.link()?.rooms.get(`circuit_break_info_${pair}`)?.latest ?? null;
    return latest === null ? null : (latest as CircuitBreakMessage).mode;
  };
  return {
    next: (tradable: Tradable) => {
      last = tradable;
      if (tradable.tradable && heardMode() !== 'NONE')
        violate('tradable$ says yes without a word of the breaker');
    },
    onLoss: () => {
      if (last?.tradable === true) violate('tradable$ says yes after the loss of its link');
    },
    onEnd: () => {
      const { status } = simulation.venue.pairStatuses().find((known) => known.pair === pair) ?? {};
      const stopped = simulation.venue.instrument(pair)?.stopped;
      const due = [
        ...(status === 'HALT' ? ['halt'] : []),
        ...(stopped?.order === true || stopped?.orderAndCancel === true ? ['suspended'] : []),
        ...(simulation.venue.circuitBreakInfo(pair)?.mode === 'NONE' ? [] : ['circuit-break']),
      ];
      if (last?.reasons.join() !== due.join()) {
        violate(
          `tradable$ says ${last?.reasons.join() ?? 'nothing'} at the end of the calm, it is ${due.join()}`,
        );
      }
    },
  };
};
