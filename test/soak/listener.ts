import { bufferTime, firstValueFrom } from 'rxjs';
import { createDataClient, type DataClient, type OrderBook, type Trade } from '../../src/index';
import type { SimulatorUrls } from '../../src/simulator/index';

/** Observes the public feeds of some pairs, and notes the values to compare. */
export interface Listener {
  readonly price: (pair: string) => number | null;
  /** Returns the number of links that were lost so far. */
  readonly reconnects: () => number;
  /**
   * Compares, in a calm, the trades since the last time with REST, and books with those of a client that has seen no
   * fault.
   */
  readonly judge: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** The time in ms for which REST repeats itself and a frame may be on its way. */
const lag = 3_000;
/**
 * The time in ms after which trades are proved. REST proves them once a minute, so that younger ones may still be
 * missing silently.
 */
const proven = 75_000;
const compared = 50;

const bookText = ({ bids, asks }: OrderBook): string =>
  [bids, asks]
    .map((side) =>
      side
        .slice(0, compared)
        .map(({ price, amount }) => `${price}:${amount}`)
        .join(' '),
    )
    .join(' | ');

export const listen = (urls: SimulatorUrls, pairs: readonly string[]): Listener => {
  const data = createDataClient(urls);
  const prices = new Map<string, number>();
  const heard = new Map<string, Trade[]>(pairs.map((pair) => [pair, []]));
  const judged = new Map<string, number>();
  const gaps: { readonly pair: string; readonly from: number; readonly to: number }[] = [];
  let reconnects = 0;
  for (const pair of pairs) {
    data.ticker$(pair).subscribe(({ last }) => {
      if (last !== null) prices.set(pair, last);
    });
    // The book is kept all the time, so that it has been through the faults.
    data.book$(pair).subscribe();
    data.trades$(pair).subscribe((trade) => {
      judged.set(pair, judged.get(pair) ?? trade.id - 1);
      heard.get(pair)?.push(trade);
    });
  }
  data.diagnostics$.subscribe((diagnostic) => {
    if (diagnostic.kind === 'link-lost') reconnects += diagnostic.count;
    if (diagnostic.kind === 'trades-missing')
      // A diagnostic that stands for others names neither their pair nor their beginning.
      for (const pair of diagnostic.count > 1 ? pairs : [diagnostic.pair])
        gaps.push({
          pair,
          from: diagnostic.count > 1 ? -Infinity : (diagnostic.from ?? -Infinity),
          to: diagnostic.to,
        });
  });

  const judgeTrades = async (pair: string): Promise<readonly string[]> => {
    const before = judged.get(pair);
    if (before === undefined) return [];
    const provenAt = Date.now() - proven;
    // The venue lists today's trades only among the newest 60.
    const newest60 = await firstValueFrom(data.rest.transactions({ pair }));
    const listed = newest60.filter(({ id }) => id > before);
    const told = heard.get(pair) ?? [];
    const ids = new Set(told.map(({ id }) => id));
    const isAnnounced = ({ timestamp }: Trade): boolean =>
      gaps.some((gap) => gap.pair === pair && timestamp >= gap.from - 1 && timestamp <= gap.to + 1);
    const old = listed.filter(({ timestamp }) => timestamp < provenAt);
    const newest = Math.max(before, ...old.map(({ id }) => id));
    judged.set(pair, newest);
    heard.set(
      pair,
      told.filter(({ id }) => id > newest),
    );
    return [
      ...old
        .filter((trade) => !ids.has(trade.id) && !isAnnounced(trade))
        .map(({ id }) => `${pair}: trade ${id} was never told, nor announced as missing`),
      ...(ids.size < told.length ? [`${pair}: ${told.length - ids.size} trades told twice`] : []),
    ];
  };

  const books = (client: DataClient, pair: string): Promise<readonly OrderBook[]> =>
    firstValueFrom(client.book$(pair).pipe(bufferTime(lag)));

  const judgeBook = async (fresh: DataClient, pair: string): Promise<readonly string[]> => {
    // A lost diff shows with the next whole.
    await firstValueFrom(data.depthWhole$(pair));
    const [ours, theirs] = await Promise.all([books(data, pair), books(fresh, pair)]);
    const bySequence = new Map(theirs.map((book) => [book.sequence, bookText(book)]));
    const common = ours.filter(({ sequence, stale }) => !stale && bySequence.has(sequence));
    return common
      .filter((book) => bookText(book) !== bySequence.get(book.sequence))
      .map(({ sequence }) => `${pair}: the book at ${sequence} is not the one of a client without faults`);
  };

  return {
    price: (pair) => prices.get(pair) ?? null,
    reconnects: () => reconnects,
    judge: async () => {
      const fresh = createDataClient(urls);
      try {
        const broken = await Promise.all(
          pairs.flatMap((pair) => [judgeTrades(pair), judgeBook(fresh, pair)]),
        );
        return broken.flat();
      } finally {
        await fresh.close();
      }
    },
    close: () => data.close(),
  };
};
