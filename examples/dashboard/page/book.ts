import { map, switchMap, tap, type Observable } from 'rxjs';
import type { Instrument, Level, OrderBook } from 'rx-bitbank';
import type { PageContext } from './context';
import { byId, element, setText } from './dom';
import { amount, number, price } from './format';
import { perFrame } from './per-frame';

const depth = 14;

/** A row of the ladder, made once and filled again and again. */
interface Row {
  readonly root: HTMLElement;
  readonly show: (level: Level | undefined, total: number, share: number, instrument: Instrument) => void;
}

const createRow = (side: string, pick: (price: number) => void): Row => {
  const button = element('button') as HTMLButtonElement;
  button.type = 'button';
  const amountCell = element('td');
  const totalCell = element('td');
  const root = element('tr', '', element('td', '', button), amountCell, totalCell);
  let current: Level | undefined;
  button.onclick = () => {
    if (current !== undefined) pick(current.price);
  };
  return {
    root,
    show: (level, total, share, instrument) => {
      current = level;
      root.style.visibility = level === undefined ? 'hidden' : '';
      if (level === undefined) return;
      setText(button, price(level.price, instrument));
      button.setAttribute('aria-label', `Use the ${side} price ${level.price}`);
      setText(amountCell, amount(level.amount, instrument));
      setText(totalCell, amount(total, instrument));
      root.style.setProperty('--share', `${(share * 100).toFixed(1)}%`);
    },
  };
};

const totals = (levels: readonly Level[]): readonly number[] => {
  let sum = 0;
  return levels.map(({ amount: more }) => (sum += more));
};

const createLadder = (pick: (price: number) => void): ((book: OrderBook, instrument: Instrument) => void) => {
  const asks = Array.from({ length: depth }, () => createRow('ask', pick));
  const bids = Array.from({ length: depth }, () => createRow('bid', pick));
  byId('asks').replaceChildren(...asks.map(({ root }) => root).reverse());
  byId('bids').replaceChildren(...bids.map(({ root }) => root));
  const fill = (
    rows: readonly Row[],
    levels: readonly Level[],
    most: number,
    instrument: Instrument,
  ): void => {
    const sums = totals(levels);
    rows.forEach((row, i) => {
      const total = sums[i] ?? 0;
      row.show(levels[i], total, total / most, instrument);
    });
  };
  return (book, instrument) => {
    const most = Math.max(totals(book.bids).at(-1) ?? 0, totals(book.asks).at(-1) ?? 0) || 1;
    fill(asks, book.asks, most, instrument);
    fill(bids, book.bids, most, instrument);
    const [bid, ask] = [book.bids[0]?.price, book.asks[0]?.price];
    const spread = bid === undefined || ask === undefined ? null : ask - bid;
    const relative =
      spread === null || ask === undefined ? '' : ` (${number((spread / ask) * 10_000, 1)} bp)`;
    setText(
      byId('spread'),
      `Spread ${price(spread, instrument)}${relative}${book.crossed ? ', crossed' : ''}`,
    );
    byId('book').classList.toggle('stale', book.stale);
  };
};

export const book$ = ({ data, instrument$, pickPrice }: PageContext): Observable<unknown> => {
  const show = createLadder(pickPrice);
  return instrument$.pipe(
    tap((instrument) =>
      show({ bids: [], asks: [], stale: true, crossed: false } as unknown as OrderBook, instrument),
    ),
    switchMap((instrument) =>
      data.book$(instrument.pair, { depth }).pipe(
        perFrame(),
        map((book) => show(book, instrument)),
      ),
    ),
  );
};
