import type { Outside } from '../model/order-book';
import { parseCircuitBreak } from './circuit-break-info';
import { parseDepthDiff } from './depth-diff';
import { parseDepthWhole } from './depth-whole';
import type { RoomParser } from './room';
import { parseTicker } from './ticker';
import { parseNewTrades } from './transactions';

const none: readonly string[] = [];
const allCarried = (): readonly string[] => none;

/** Asked of every frame, so that it looks before it lists. */
const nulls = (totals: Partial<Outside>): readonly string[] => {
  const { asksOver, bidsUnder, asksUnder, bidsOver, askMarket, bidMarket } = totals;
  const isAny =
    asksOver === null ||
    bidsUnder === null ||
    asksUnder === null ||
    bidsOver === null ||
    askMarket === null ||
    bidMarket === null;
  return isAny ? Object.keys(totals).filter((field) => totals[field as keyof Outside] === null) : none;
};

/** What a kind of room is. */
export interface RoomDefinition<A> {
  readonly parse: RoomParser<A>;
  /** The totals of a message that a `number` could not carry. */
  readonly lossy: (message: A) => readonly string[];
}

const room = <A>(
  parse: RoomParser<A>,
  lossy: RoomDefinition<A>['lossy'] = allCarried,
): RoomDefinition<A> => ({ parse, lossy });

/** Every kind of room, by the name before `_{pair}`. */
export const roomKinds = {
  ticker: room(parseTicker, ({ volume }) => (volume === null ? ['volume'] : [])),
  transactions: room(parseNewTrades),
  depth_whole: room(parseDepthWhole, ({ outside }) => nulls(outside)),
  depth_diff: room(parseDepthDiff, ({ outside }) => nulls(outside)),
  circuit_break_info: room(parseCircuitBreak),
} as const;

export type RoomKind = keyof typeof roomKinds;

/** The domain message of a room of the kind. */
export type RoomMessage<K extends RoomKind> =
  (typeof roomKinds)[K]['parse'] extends RoomParser<infer A> ? A : never;
