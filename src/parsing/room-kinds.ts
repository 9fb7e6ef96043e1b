import { parseCircuitBreak } from './circuit-break-info';
import { parseDepthDiff } from './depth-diff';
import { parseDepthWhole } from './depth-whole';
import type { RoomParser } from './room';
import { parseTicker } from './ticker';
import { parseNewTrades } from './transactions';

/** Every kind of room, by the name before `_{pair}`. */
export const roomKinds = {
  ticker: parseTicker,
  transactions: parseNewTrades,
  depth_whole: parseDepthWhole,
  depth_diff: parseDepthDiff,
  circuit_break_info: parseCircuitBreak,
} as const;

export type RoomKind = keyof typeof roomKinds;

/** The domain message of a room of the kind. */
export type RoomMessage<K extends RoomKind> = (typeof roomKinds)[K] extends RoomParser<infer A> ? A : never;
