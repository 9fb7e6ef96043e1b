import type { CircuitBreak } from '../../model/circuit-break';
import type { Trade } from '../../model/trade';
import type { Decrease } from '../fills/decreases';
import type { FillModel } from '../fills/model';
import { type MarketEvent, nothingRests, onMarketEvent, type Resting } from '../fills/reducer';
import type { MarketNotice } from '../market/notice';
import { formatAmount, formatPrice, type Ticks, type Venue, type VenueInstrument } from '../venue/index';
import type { Displayed } from '../venue/displayed';
import { createDisplayedBook, lotsOf, ticksOf, type DisplayedBook } from './displayed-book';
import type { Said } from './hears';

/** What a notice says, before the time and the pair. */
type News = MarketNotice extends infer N ? (N extends MarketNotice ? Omit<N, 'at' | 'pair'> : never) : never;

/** Where the orders of users meet what the others do, in one pair. */
export interface Meeting {
  readonly displayed: Displayed;
  readonly book: DisplayedBook;
  /** Something happened on the followed venue, now. */
  readonly onSaid: (said: Said) => void;
  /** Nothing is known from here on until a whole book comes. */
  readonly onLost: (cause: string) => void;
}

export interface MeetingConfig {
  readonly venue: Venue;
  readonly instrument: VenueInstrument;
  readonly model: FillModel;
  readonly now: () => number;
  readonly notify: (notice: MarketNotice) => void;
  readonly catchUp: () => void;
}

/** A whole comes every 15 s: without one the book is not proven, ms. */
const wholeWithin = 20_000;
/** Ids of trades that are known: a frame may come twice. */
const mostIds = 1_000;

export const createMeeting = (config: MeetingConfig): Meeting => {
  const { venue, instrument, model, now, notify, catchUp } = config;
  const { pair, priceDigits, amountDigits } = instrument;
  const book = createDisplayedBook(instrument);
  let resting: Resting = nothingRests;
  let isGathering = false;
  /** The price of a break's auction, as far as it is told. */
  let auctionPrice: Ticks | null = null;
  let wholeAt = -Infinity;
  let isKnown = false;
  let ids = new Set<number>();

  const tell = (news: News): void => notify({ at: now(), pair, ...news });

  const isLive = (): boolean => book.state() === 'live' && now() - wholeAt <= wholeWithin;

  const displayed: Displayed = {
    get mode() {
      if (isGathering) return 'auction';
      const state = book.state();
      return state === 'live' && !isLive() ? 'stale' : state;
    },
    best: book.best,
    levels: book.available,
    take: book.take,
    catchUp,
  };

  /** Users of the orders that rest, by their ids. */
  const users = new Map<number, number>();
  const look = (): void => {
    const orders = venue.restingOrders(pair);
    if (orders.length === 0 && resting.quotes.length === 0) return;
    users.clear();
    for (const { orderId, user } of orders) users.set(orderId, user);
    const event: MarketEvent = {
      type: 'resting',
      orders: orders.map(({ orderId: id, side, price, remaining }) => ({ id, side, price, remaining })),
    };
    resting = onMarketEvent(model, resting, event, book).state;
  };

  const meet = (event: MarketEvent, cause: 'gap' | 'auction' = 'gap'): void => {
    const step = onMarketEvent(model, resting, event, book);
    resting = step.state;
    for (const { side, price, amount } of step.takes) book.take(side, price, amount);
    for (const { id, price, amount, assumed } of step.fills) {
      const user = users.get(id);
      if (user === undefined) continue;
      venue.fillResting({ pair, user, orderId: id }, price, amount, { assumed });
      if (assumed)
        tell({
          kind: 'fill-assumed',
          orderId: id,
          price: formatPrice(instrument, price),
          amount: formatAmount(instrument, amount),
          cause,
        });
    }
  };

  const onTrade = (trade: Trade): void => {
    if (ids.has(trade.id)) return;
    ids.add(trade.id);
    if (ids.size > mostIds) ids = new Set([...ids].slice(-mostIds / 2));
    const price = ticksOf(trade.price, priceDigits);
    if (isGathering) auctionPrice = price;
    else {
      look();
      const amount = lotsOf(trade.amount, amountDigits);
      meet({ type: 'print', print: { side: trade.side, price, amount, time: now() } });
    }
    venue.printed(pair, price);
  };

  const becomeKnown = (): void => {
    if (isKnown) return;
    isKnown = true;
    tell({ kind: 'market-known' });
  };
  const becomeUnknown = (cause: string): void => {
    if (!isKnown) return;
    isKnown = false;
    tell({ kind: 'market-unknown', cause });
  };

  const onBook = (said: Extract<Said, { readonly type: 'whole' | 'diff' }>): void => {
    const wasLive = isLive();
    look();
    const time = now();
    const watched =
      said.type === 'diff'
        ? resting.quotes.map(({ side, price }) => ({ side, price, before: book.recorded(side, price) }))
        : [];
    book.apply(said);
    if (book.state() !== 'live') {
      becomeUnknown('the book was contradicted');
      return;
    }
    if (said.type === 'whole') wholeAt = time;
    // Users trade with nobody in a break.
    if (isGathering) return;
    if (!wasLive) {
      if (said.type !== 'whole') return;
      becomeKnown();
      meet({ type: 'resumed' });
      return;
    }
    if (resting.quotes.length === 0) return;
    const seen = new Set<string>();
    const decreases: Decrease[] = [];
    for (const { side, price, before } of watched) {
      if (seen.has(`${side}${price}`)) continue;
      seen.add(`${side}${price}`);
      const amount = before - book.recorded(side, price);
      if (amount > 0n) decreases.push({ side, price, amount, before, time });
    }
    meet({ type: 'book', time, decreases });
  };

  const onBreak = (info: CircuitBreak): void => {
    const ticks = (price: number | null): Ticks | null =>
      price === null ? null : ticksOf(price, priceDigits);
    const { mode, feeType, estimatedItayoseAmount: amount } = info;
    // A mode that is newer than this version gathers orders, as every mode but one does.
    const followed = mode === 'unknown' ? 'CIRCUIT_BREAK' : mode;
    venue.followBreaker(pair, {
      mode: followed,
      upperLimit: ticks(info.itayoseUpperPrice),
      lowerLimit: ticks(info.itayoseLowerPrice),
      feeType: feeType === 'unknown' ? 'DYNAMIC' : feeType,
      reopenAt: info.reopenTimestamp,
      estimatedPrice: ticks(info.estimatedItayosePrice),
      estimatedAmount: amount === null ? null : lotsOf(amount, amountDigits),
    });
    if (followed !== 'NONE') {
      if (!isGathering) auctionPrice = null;
      isGathering = true;
      auctionPrice = ticks(info.estimatedItayosePrice) ?? auctionPrice;
    } else if (isGathering) {
      isGathering = false;
      look();
      meet({ type: 'auctioned', price: auctionPrice }, 'auction');
    }
  };

  return {
    displayed,
    book,
    onSaid: (said) => {
      switch (said.type) {
        case 'whole':
        case 'diff':
          onBook(said);
          return;
        case 'trades':
          said.trades.forEach(onTrade);
          return;
        case 'break':
          onBreak(said.info);
          return;
        case 'unread':
          book.doubt();
          becomeUnknown(said.cause);
          return;
        case 'ticker':
      }
    },
    onLost: (cause) => {
      book.lose();
      wholeAt = -Infinity;
      becomeUnknown(cause);
    },
  };
};
