/** The way from the text of a depth frame to the best 20 levels per side, in other libraries. */
export type Book = (frame: string) => unknown;

export interface Peer {
  readonly name: string;
  readonly createBook: () => Book;
}

type LevelText = readonly [price: string, amount: string];
interface WholeData {
  readonly asks: readonly LevelText[];
  readonly bids: readonly LevelText[];
  readonly timestamp: number;
  readonly sequenceId: string;
}
interface DiffData {
  readonly a: readonly LevelText[];
  readonly b: readonly LevelText[];
  readonly t: number;
  readonly s: string;
}

const depth = 20;

const dataOf = (frame: string): WholeData | DiffData =>
  (JSON.parse(frame.slice(2)) as [string, { message: { data: WholeData | DiffData } }])[1].message.data;

const isWhole = (data: WholeData | DiffData): data is WholeData => 'asks' in data;

const naiveMap: Peer = {
  name: 'JSON.parse + a Map, sorted for each book',
  createBook: () => {
    const asks = new Map<string, string>();
    const bids = new Map<string, string>();
    const apply = (side: Map<string, string>, changes: readonly LevelText[]): void => {
      for (const [price, amount] of changes) {
        if (Number(amount) === 0) side.delete(price);
        else side.set(price, amount);
      }
    };
    const top = (side: Map<string, string>, sign: 1 | -1): unknown =>
      [...side]
        .map(([price, amount]) => ({ price: Number(price), amount: Number(amount) }))
        .sort((a, b) => (a.price - b.price) * sign)
        .slice(0, depth);
    return (frame) => {
      const data = dataOf(frame);
      if (isWhole(data)) {
        asks.clear();
        bids.clear();
      }
      apply(asks, isWhole(data) ? data.asks : data.a);
      apply(bids, isWhole(data) ? data.bids : data.b);
      return { asks: top(asks, 1), bids: top(bids, -1) };
    };
  },
};

interface TardisLevel {
  readonly price: number;
  readonly amount: number;
}
interface TardisBook {
  readonly update: (change: { isSnapshot: boolean; asks: TardisLevel[]; bids: TardisLevel[] }) => void;
  readonly asks: () => Iterator<TardisLevel>;
  readonly bids: () => Iterator<TardisLevel>;
}

const tardis = async (): Promise<Peer> => {
  const { OrderBook } = (await import('tardis-dev' as string)) as { OrderBook: new () => TardisBook };
  const levels = (texts: readonly LevelText[]): TardisLevel[] =>
    texts.map(([price, amount]) => ({ price: Number(price), amount: Number(amount) }));
  const top = (side: Iterator<TardisLevel>): TardisLevel[] => {
    const best: TardisLevel[] = [];
    while (best.length < depth) {
      const next = side.next();
      if (next.done === true) break;
      best.push({ price: next.value.price, amount: next.value.amount });
    }
    return best;
  };
  return {
    name: 'JSON.parse + tardis-dev’s OrderBook',
    createBook: () => {
      const book = new OrderBook();
      return (frame) => {
        const data = dataOf(frame);
        const [asks, bids] = isWhole(data) ? [data.asks, data.bids] : [data.a, data.b];
        book.update({ isSnapshot: isWhole(data), asks: levels(asks), bids: levels(bids) });
        return { asks: top(book.asks()), bids: top(book.bids()) };
      };
    },
  };
};

type CcxtSide = number[][] & { readonly storeArray: (level: number[]) => void };
interface CcxtBook {
  readonly asks: CcxtSide;
  readonly bids: CcxtSide;
  readonly reset: (snapshot: object) => void;
}

/** Loads ccxt's book of streams from its file, because the package does not export it. */
const ccxt = async (): Promise<Peer> => {
  const file = new URL('./src/base/ws/OrderBook.js', import.meta.resolve('ccxt')).href;
  const { OrderBook } = (await import(file)) as { OrderBook: new () => CcxtBook };
  const levels = (texts: readonly LevelText[]): number[][] =>
    texts.map(([price, amount]) => [Number(price), Number(amount)]);
  const top = (side: CcxtSide): number[][] => Array.from(side.slice(0, depth), (level) => [...level]);
  return {
    name: 'JSON.parse + ccxt’s OrderBook',
    createBook: () => {
      const book = new OrderBook();
      return (frame) => {
        const data = dataOf(frame);
        if (isWhole(data)) book.reset({ asks: levels(data.asks), bids: levels(data.bids) });
        else {
          for (const level of levels(data.a)) book.asks.storeArray(level);
          for (const level of levels(data.b)) book.bids.storeArray(level);
        }
        return { asks: top(book.asks), bids: top(book.bids) };
      };
    },
  };
};

/** Loads the installed libraries, and returns the names of the others. */
export const loadPeers = async (): Promise<{
  readonly peers: readonly Peer[];
  readonly missing: readonly string[];
}> => {
  const peers = [naiveMap];
  const missing: string[] = [];
  for (const [name, load] of Object.entries({ 'tardis-dev': tardis, ccxt })) {
    try {
      peers.push(await load());
    } catch (error) {
      missing.push(`${name} (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`);
    }
  }
  return { peers, missing };
};
