import type { Trade } from '../../model/trade';
import { recentKeys } from '../../operators/recent-keys';
import { roomKinds } from '../../parsing/room-kinds';
import { columnsOf, perPair, type RoomFrame, type TableReader } from './table';

/** The number of remembered trades. Older ones do not come again. */
const remembered = 10_000;

/** Returns a function that reads each trade of the frames once; `null` if a frame can't be read. */
export const newTrades = (): ((frame: RoomFrame) => readonly Trade[] | null) => {
  const { of } = perPair((pair) => ({
    parse: roomKinds.transactions(pair),
    isNew: recentKeys(remembered),
  }));
  return ({ pair, frame }) => {
    const { parse, isNew } = of(pair);
    const read = parse(frame);
    return read._tag === 'Left' ? null : read.right.filter(({ id }) => isNew(id));
  };
};

export const tradesTable = (): TableReader => {
  const read = newTrades();
  return {
    columns: columnsOf({
      time: 'time',
      pair: 'text',
      id: 'integer',
      timestamp: 'time',
      side: 'text',
      price: 'number',
      amount: 'number',
    }),
    kinds: new Set(['transactions']),
    onFrame: (frame, emit) => {
      const trades = read(frame);
      for (const { pair, id, timestamp, side, price, amount } of trades ?? [])
        emit([frame.t, pair, id, timestamp, side, price, amount]);
      return trades !== null;
    },
    onOpen: () => undefined,
    onDrop: () => undefined,
    onEnd: () => undefined,
  };
};
