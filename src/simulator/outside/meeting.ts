import type { SchedulerLike, Subscription } from 'rxjs';
import type { CircuitBreak } from '../../model/circuit-break';
import type { Flat, FlatLevels } from '../../model/flat-levels';
import type { DepthDiff } from '../../model/order-book';
import { type Side, sides } from '../../model/pair';
import type { Trade } from '../../model/trade';
import type { Decrease } from '../fills/decreases';
import type { FillModel } from '../fills/model';
import { type MarketEvent, nothingRests, onMarketEvent, type Resting } from '../fills/reducer';
import type { MarketNotice } from '../market/notice';
import {
  formatAmount,
  formatPrice,
  isGuess,
  type Ticks,
  type Venue,
  type VenueInstrument,
} from '../venue/index';
import type { Displayed, RestingOrder } from '../venue/displayed';
import { createDisplayedBook, lotsOf, ticksOf, type DisplayedBook } from './displayed-book';
import type { FrameContent } from './outside-frame';
import { newIds } from './new-ids';

/** The content of a notice, without its time and pair. */
type News = MarketNotice extends infer N ? (N extends MarketNotice ? Omit<N, 'at' | 'pair'> : never) : never;

/** The place where the orders of users meet the market of the others, in one pair. */
export interface Meeting {
  readonly displayed: Displayed;
  readonly book: DisplayedBook;
  /** Handles content of the followed venue, now. */
  readonly onContent: (content: FrameContent) => void;
  /** Marks the market as unknown until a whole comes. */
  readonly onLost: (cause: string) => void;
  /**
   * Reports that the pair has rules that the venue can't follow, with the `cause`. The pair counts as unknown until `null`
   * reports that it has its earlier rules again.
   */
  readonly onForeign: (cause: string | null) => void;
  readonly stop: () => void;
}

export interface MeetingConfig {
  readonly venue: Venue;
  readonly instrument: VenueInstrument;
  readonly model: FillModel;
  readonly scheduler: SchedulerLike;
  readonly notify: (notice: MarketNotice) => void;
  readonly catchUp: () => void;
}

/** The greatest age in ms of a whole that proves the book. A whole comes every 15 s. */
const wholeWithin = 20_000;

const nowhere: readonly number[] = [];

/** Returns the prices that levels have in common with a set, each once. */
const pricesIn = (levels: FlatLevels, prices: ReadonlySet<number>): readonly number[] => {
  if (prices.size === 0) return nowhere;
  const found: number[] = [];
  for (let i = 0; i < levels.length; i += 2) {
    const price = levels[i] as number;
    if (prices.has(price) && !found.includes(price)) found.push(price);
  }
  return found;
};

export const createMeeting = (config: MeetingConfig): Meeting => {
  const { venue, instrument, model, scheduler, notify, catchUp } = config;
  const now = (): number => scheduler.now();
  const { pair, priceDigits, amountDigits } = instrument;
  const book = createDisplayedBook(instrument);
  let resting: Resting = nothingRests;
  let isGathering = false;
  /** The price of the auction that ends the break, as far as it was published. */
  let auctionPrice: Ticks | null = null;
  let wholeAt = -Infinity;
  let isKnown = false;
  const isNew = newIds();

  const report = (news: News): void => notify({ at: now(), pair, ...news });

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

  /** The users of the resting orders, by order id. */
  const users = new Map<number, number>();
  /** The prices of the resting orders, as numbers of frames. */
  const ownPrices: Readonly<Record<Side, Set<number>>> = { buy: new Set(), sell: new Set() };
  let looked: readonly RestingOrder[] = [];
  const look = (): void => {
    const orders = venue.restingOrders(pair);
    if (orders === looked) return;
    looked = orders;
    users.clear();
    ownPrices.buy.clear();
    ownPrices.sell.clear();
    for (const { orderId, user, side, price } of orders) {
      users.set(orderId, user);
      ownPrices[side].add(price / 10 ** priceDigits);
    }
    const event: MarketEvent = {
      type: 'resting',
      orders: orders.map(({ orderId: id, side, price, remaining }) => ({ id, side, price, remaining })),
    };
    resting = onMarketEvent(model, resting, event, book).state;
  };

  const meet = (event: MarketEvent): void => {
    const step = onMarketEvent(model, resting, event, book);
    resting = step.state;
    for (const { side, price, amount } of step.takes) book.take(side, price, amount);
    const fills = step.fills.flatMap(({ id: orderId, price, amount, basis }) => {
      const user = users.get(orderId);
      return user === undefined ? [] : [{ pair, user, orderId, price, amount, basis }];
    });
    if (fills.length === 0) return;
    venue.fillResting(fills);
    for (const { orderId, price, amount, basis } of fills)
      if (isGuess(basis))
        report({
          kind: 'fill-assumed',
          orderId,
          price: formatPrice(instrument, price),
          amount: formatAmount(instrument, amount),
          cause: basis,
        });
  };

  const onTrade = (trade: Trade): void => {
    if (!isNew(trade.id)) return;
    const price = ticksOf(trade.price, priceDigits);
    const amount = lotsOf(trade.amount, amountDigits);
    if (isGathering) auctionPrice = price;
    else {
      look();
      const print = { side: trade.side, price, amount, time: now() };
      meet({ type: isLive() ? 'print' : 'missed', print });
    }
    venue.printed(pair, price, amount);
  };

  const becomeKnown = (): void => {
    if (isKnown) return;
    isKnown = true;
    report({ kind: 'market-known' });
  };
  const becomeUnknown = (cause: string): void => {
    if (!isKnown) return;
    isKnown = false;
    report({ kind: 'market-unknown', cause });
  };

  /** The timer that reports a silence as soon as it is too long, rather than with the next frame. */
  let silence: Subscription | null = null;
  const watchSilence = (): void => {
    silence ??= scheduler.schedule(
      () => {
        silence = null;
        if (!isKnown) return;
        if (isLive()) watchSilence();
        else becomeUnknown(`no whole book for ${wholeWithin} ms`);
      },
      wholeAt + wholeWithin + 1 - now(),
    );
  };

  /** Returns the levels of a diff at which users have orders, as they are before it. */
  const ownLevelsIn = ({ bids, asks }: Flat<DepthDiff>) =>
    sides.flatMap((side) =>
      pricesIn(side === 'buy' ? bids : asks, ownPrices[side]).map((text) => {
        const price = ticksOf(text, priceDigits);
        return { side, price, before: book.recorded(side, price) };
      }),
    );

  const onBook = (content: Extract<FrameContent, { readonly type: 'whole' | 'diff' }>): void => {
    const wasLive = isLive();
    look();
    const time = now();
    const own = content.type === 'diff' ? ownLevelsIn(content.message) : [];
    book.apply(content);
    if (book.state() !== 'live') {
      becomeUnknown('the book was contradicted');
      return;
    }
    if (content.type === 'whole') {
      wholeAt = time;
      watchSilence();
    }
    // In a break no order of a user trades.
    if (isGathering) return;
    if (!wasLive) {
      if (content.type !== 'whole') return;
      becomeKnown();
      // The observers of the notice may have placed and cancelled orders.
      look();
      meet({ type: 'resumed' });
      return;
    }
    if (resting.quotes.length === 0) return;
    const decreases = own.flatMap((level): readonly Decrease[] => {
      const amount = level.before - book.recorded(level.side, level.price);
      return amount > 0n ? [{ ...level, amount, time }] : [];
    });
    meet({ type: 'book', time, decreases });
  };

  const onBreak = (info: CircuitBreak): void => {
    const ticks = (price: number | null): Ticks | null =>
      price === null ? null : ticksOf(price, priceDigits);
    const { mode, feeType, estimatedItayoseAmount: amount } = info;
    // A mode that is newer than this version is taken as a break, because every mode except one gathers orders.
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
      meet({ type: 'auctioned', price: auctionPrice });
    }
  };

  const onLost = (cause: string): void => {
    book.lose();
    wholeAt = -Infinity;
    becomeUnknown(cause);
  };
  let isForeign = false;

  return {
    displayed,
    book,
    onContent: (content) => {
      if (isForeign) return;
      switch (content.type) {
        case 'whole':
        case 'diff':
          onBook(content);
          return;
        case 'trades':
          content.trades.forEach(onTrade);
          return;
        case 'break':
          onBreak(content.info);
          return;
        case 'unread':
          book.doubt();
          becomeUnknown(content.cause);
          return;
        case 'ticker':
      }
    },
    onLost,
    onForeign: (cause) => {
      isForeign = cause !== null;
      if (cause !== null) onLost(cause);
    },
    stop: () => silence?.unsubscribe(),
  };
};
