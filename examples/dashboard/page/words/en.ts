import type { CandleType, Connection, Instrument, UntradableReason } from 'rx-bitbank';
import type { CancelOutcome, HaltEvent, Order, OrderTransition } from 'rx-bitbank/execution';
import type { Age } from '../ui/age';
import { assetName, pairName } from '../ui/format';
import { enNames } from './en-names';
import { plain } from './en-causes';
import type { Older } from '../panels/chart/stream';
import type { OrdersNews } from '../panels/orders/stream';
import type { Problem, Question } from '../panels/ticket/form';
import type { Obstacle } from '../panels/ticket/obstacle';

const reasons: Readonly<Record<UntradableReason, string>> = {
  halt: 'the venue has halted',
  maintenance: 'the venue is in maintenance',
  suspended: 'the pair is suspended',
  'circuit-break': 'its circuit breaker is on',
  unknown: 'it is not known whether it may be traded',
};

const inWords = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;

const fate = (transition: OrderTransition): string => {
  switch (transition.type) {
    case 'Submitted':
      return 'It is on its way.';
    case 'Accepted':
      return `Accepted as order ${transition.order.orderId}.`;
    case 'Triggered':
      return 'Its trigger was reached.';
    case 'PartiallyFilled':
      return `Filled in part: ${transition.fill.amount} at ${transition.fill.price}.`;
    case 'Filled':
      return `Filled, at ${transition.order.averagePrice ?? 'an unknown price'} on average.`;
    case 'Canceled':
      return transition.by === 'post-only' ? 'Canceled: it would have taken.' : 'Canceled.';
    case 'Rejected':
      return transition.reason === 'not-sent'
        ? `Not sent: ${plain(transition.message)}.`
        : `Refused${transition.code === null ? '' : ` (${transition.code})`}: ${plain(transition.message)}.`;
    case 'Unresolved':
      return `It is not known what became of it, it is still searched for: ${plain(transition.message)}.`;
  }
};

const outcome = (result: CancelOutcome): string => {
  switch (result.type) {
    case 'Canceled':
    case 'AlreadyCanceled':
      return 'canceled';
    case 'AlreadyFilled':
      return 'was filled before';
    case 'Pending':
      return 'is being canceled';
    case 'Refused':
      return `was not canceled: ${plain(result.message)}`;
    case 'Unresolved':
      return `may still be open: ${plain(result.message)}`;
  }
};

const ordersNews = (news: OrdersNews): string => {
  switch (news.type) {
    case 'cancel-sent':
      return `Order ${news.orderId}: the cancel is on its way.`;
    case 'cancel':
      return `Order ${news.outcome.orderId} ${outcome(news.outcome)}.`;
    case 'cancel-failed':
      return `Order ${news.orderId} was not canceled: ${plain(news.cause)}.`;
    case 'all-sent':
      return 'The cancels are on their way.';
    case 'all':
      return `${news.done} ended${news.open === 0 ? '' : `, ${news.open} may still be open`}.`;
    case 'all-failed':
      return `Nothing was canceled: ${plain(news.cause)}.`;
    case 'change':
      return `New price for order ${news.orderId}: ${news.transition === null ? 'It is on its way.' : fate(news.transition)}`;
    case 'change-failed':
      return `Order ${news.orderId} keeps its price: ${plain(news.cause)}.`;
  }
};

const openPositions = (positions: readonly unknown[] | null): string =>
  positions === null
    ? ' Whether positions are open could not be read.'
    : positions.length === 0
      ? ''
      : ` ${plural(positions.length, 'margin position')} still open.`;

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const tables = {
  sides: { buy: 'Buy', sell: 'Sell' },
  types: { limit: 'Limit', market: 'Market', stop: 'Stop', stop_limit: 'Stop limit' },
  positionSides: { none: 'None (spot)', long: 'Long', short: 'Short' },
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  steps: {
    Submitted: 'Submitted',
    Accepted: 'Accepted',
    Triggered: 'Triggered',
    PartiallyFilled: 'PartiallyFilled',
    Filled: 'Filled',
    Canceled: 'Canceled',
    Rejected: 'Rejected',
    Unresolved: 'Unresolved',
  } satisfies Record<OrderTransition['type'], string>,
  intervals: {
    '1min': '1m',
    '5min': '5m',
    '15min': '15m',
    '30min': '30m',
    '1hour': '1h',
    '4hour': '4h',
    '8hour': '8h',
    '12hour': '12h',
    '1day': '1D',
    '1week': '1W',
    '1month': '1M',
  } satisfies Record<CandleType, string>,
  keys: {
    buy: 'Buy: to the first empty field of the ticket',
    sell: 'Sell: to the first empty field of the ticket',
    limit: 'Limit order',
    market: 'Market order',
    search: 'Search pairs',
    cancelAll: 'Cancel all orders (asks first)',
    interval: 'Intervals, shortest first',
    theme: 'Light or dark',
    language: '日本語 / English',
    halt: 'Halt (asks first)',
    help: 'This list',
    leave: 'Leave a field or a dialog',
  },
  parts: {
    header: 'The head of the page',
    screen: 'The screen',
    keys: 'The hotkeys',
    tabs: 'The tabs',
    title: 'The price in the title',
    notices: 'Sound and notices at fills',
    address: 'The address of the page',
    theme: 'The theme',
    gateway: 'The link to the gateway',
  },
  units: { open: 'O', high: 'H', low: 'L', close: 'C', volume: 'Vol', average: 'MA' },
};

const sentences = {
  inPaper: (name: string) => `${name} (paper)`,
  age: (age: Age): string =>
    age === 'unknown' || age === null ? 'Nothing has come yet' : `As of ${inWords(age)} ago`,
  cancelAllQuestion: (count: number): string =>
    count === 0
      ? 'Cancel whatever order is open, of all pairs?'
      : `Cancel ${plural(count, 'open order')} of all pairs?`,
  cancelOf: (orderId: number): string => `Cancel order ${orderId}`,
  candleChart: (name: string, bars: number, fills: number, orders: number): string =>
    `Candlestick chart of ${name}: ${plural(bars, 'bar')}, ${plural(fills, 'own fill')}, ${plural(orders, 'own order')}`,
  changePriceOf: (orderId: number): string => `Change the price of order ${orderId}`,
  connection: ({ state, attempt, cause }: Connection): string =>
    state === 'open'
      ? 'connected'
      : `${state}${attempt > 0 ? `, attempt ${attempt}` : ''}${cause === null ? '' : `: ${plain(cause)}`}`,
  fate,
  feeAtMost: (fee: string): string => `fee at most ${fee}`,
  filled: (side: 'buy' | 'sell', amount: string, pair: string, price: string): string =>
    `${side === 'buy' ? 'Bought' : 'Sold'} ${amount} ${pair} at ${price}`,
  haltEvent: (event: HaltEvent): string => {
    switch (event.type) {
      case 'Halted':
        return 'No order leaves any more, but for those that reduce a margin position.';
      case 'Canceling':
        return `The cancel of ${plural(event.orders.length, 'order')} leaves.`;
      case 'CancelOutcome':
        return `Order ${event.outcome.orderId} ${outcome(event.outcome)}.`;
      case 'Remaining':
        return `${plural(event.orders.length, 'order')} still open.`;
      case 'Unreadable':
        return `Open orders cannot be read: ${plain(event.message)}. It is tried again.`;
      case 'Closing':
        return `An order to ${event.order.side} ${String(event.order.amount ?? '')} ${pairName(event.position.pair)} closes the ${event.position.positionSide} position.`;
      case 'NotClosed':
        return `The ${event.position.positionSide} position in ${pairName(event.position.pair)} is open still: ${plain(event.message)}.`;
      case 'Flat':
        return event.left.length === 0
          ? `It is proven that no order is open.${openPositions(event.positions)}`
          : `Only ${plural(event.left.length, 'order')} that the venue alone may cancel ${event.left.length === 1 ? 'is' : 'are'} open.${openPositions(event.positions)}`;
    }
  },
  haltWill: (open: number | null): string =>
    `From now on no order leaves, and every open order of the account (${open ?? 'how many is not known'} now) is canceled until it is proven that none is open.`,
  newPrice: (orderId: number): string => `New price of order ${orderId}`,
  notSent: (cause: string): string => `Not sent: ${plain(cause)}.`,
  obstacle: (obstacle: Obstacle): string => {
    switch (obstacle.type) {
      case 'connecting':
        return 'There is no link to the gateway yet.';
      case 'no-link':
        return `There is no link: ${obstacle.cause === null ? 'it is tried again' : plain(obstacle.cause)}.`;
      case 'untradable':
        return `No orders of this pair now: ${obstacle.reasons.map((reason) => reasons[reason]).join(', ')}.`;
      case 'no-rules':
        return 'No orders: the rules of the pair are not known.';
      case 'halted':
        return 'Halted: only orders that reduce a margin position leave.';
    }
  },
  notSet: (problem: string, set: string): string => `${problem} ${set} holds.`,
  older: (older: Older): string => {
    switch (older.type) {
      case 'unknown':
        return '';
      case 'reading':
        return 'Older bars are read.';
      case 'none':
        return 'There are no older bars.';
      case 'failed':
        return `Older bars cannot be read: ${plain(older.cause)}. It is tried again.`;
    }
  },
  ordersNews,
  ownHere: (amount: string): string => `Own order of ${amount}`,
  partFailed: (name: string, cause: string): string => `${name} failed: ${cause}. It is tried again.`,
  problem: (problem: Problem): string => {
    switch (problem.type) {
      case 'missing':
        return 'A number is missing.';
      case 'no-number':
        return 'This is not a number.';
      case 'zero':
        return 'It must be more than 0.';
      case 'step':
        return `The smallest step is ${problem.step} ${assetName(problem.asset)}.`;
      case 'least':
        return `The least is ${problem.least} ${assetName(problem.asset)}.`;
    }
  },
  question: (question: Question): string => {
    switch (question.type) {
      case 'far':
        return `The price is ${Math.abs(question.share * 100).toFixed(1)} % ${question.share < 0 ? 'below' : 'above'} the market.`;
      case 'no-book':
        return 'There is no live book to compare it with.';
      case 'deep':
        return 'It takes more than the levels that are shown.';
      case 'large':
        return `It is for more than ${question.above.toLocaleString('en-US')} JPY.`;
      case 'no-worth':
        return 'What it comes to in JPY is not known.';
    }
  },
  rulesOf: (instrument: Instrument, tick: string, lot: string): string =>
    `Tick ${tick} ${instrument.quoteAsset}, lot ${lot} ${instrument.baseAsset}, ` +
    `${instrument.minAmount} to ${instrument.limitMaxAmount} (market: ${instrument.marketMaxAmount}). ` +
    `Fee: maker ${instrument.fees.makerQuote}, taker ${instrument.fees.takerQuote}.`,
  statusOf: (status: Order['status']): string => status.toLowerCase().replace('_', ' '),
  /** `what` names the thing that can't be done because of the problem. */
  triedAgain: (problem: string, what?: string): string => {
    const why = plain(problem);
    return `${what === undefined ? why.charAt(0).toUpperCase() + why.slice(1) : `${what}: ${why}`}. It is tried again.`;
  },
  typeOf: (type: Order['type']): string => type.replace('_', ' '),
  usePrice: (side: 'ask' | 'bid', price: string): string => `Use the ${side} price ${price}`,
};

export const en = { ...enNames, ...tables, ...sentences };
