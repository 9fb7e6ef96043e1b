import { assets } from '../../../src/simulator/market/assets';
import { virtualClock } from '../../../src/simulator/market/clock';
import { createMarket } from '../../../src/simulator/market/create-market';
import { instruments } from '../../../src/simulator/market/instruments';
import type { MarketOptions } from '../../../src/simulator/market/market';
import type {
  DepthDiffMessage,
  DepthWholeMessage,
  LevelText,
  PublishedMessage,
} from '../../../src/simulator/market/messages';
import { randomOf } from '../../../src/simulator/market/random';
import { createVenue } from '../../../src/simulator/venue/create-venue';

export const start = Date.UTC(2026, 10, 22, 13, 30, 17);

export interface MarketFixtureOptions extends Partial<Omit<MarketOptions, 'scheduler'>> {
  /** The pairs. Default: all 62. */
  readonly pairs?: readonly string[];
}

/** Opens a venue and its market on one virtual clock, and collects every message with its time. */
export const openMarket = ({ pairs, seed = 1, ...options }: MarketFixtureOptions = {}) => {
  const clock = virtualClock(start);
  const venue = createVenue({
    instruments: pairs ? instruments.filter(({ pair }) => pairs.includes(pair)) : instruments,
    assets,
    scheduler: clock,
    random: randomOf(seed, 'venue').next,
  });
  const market = createMarket(venue, { scheduler: clock, seed, ...options });
  const messages: { readonly at: number; readonly message: PublishedMessage }[] = [];
  market.messages$.subscribe((message) => messages.push({ at: clock.now(), message }));
  return { clock, venue, market, messages };
};

type Of<T extends PublishedMessage['type']> = Extract<PublishedMessage, { type: T }>;

export const ofType = <T extends PublishedMessage['type']>(
  messages: readonly { readonly at: number; readonly message: PublishedMessage }[],
  type: T,
): { readonly at: number; readonly message: Of<T> }[] =>
  messages.filter((entry): entry is { at: number; message: Of<T> } => entry.message.type === type);

// ---------------------------------------------------------------------------------------------- the law of books

type Side = ReadonlyMap<string, number>;

/** Applies a diff as the venue's documentation describes. */
const change = (side: Side, levels: readonly LevelText[]): Side => {
  const next = new Map(side);
  for (const [price, amount] of levels)
    if (Number(amount) === 0) next.delete(price);
    else next.set(price, Number(amount));
  return next;
};

const sorted = (side: Side) => [...side].sort(([a], [b]) => Number(a) - Number(b));

export interface BookState {
  readonly asks: readonly (readonly [string, number])[];
  readonly bids: readonly (readonly [string, number])[];
  readonly totals: readonly number[];
}

export const stateOf = (whole: DepthWholeMessage): BookState => ({
  asks: sorted(change(new Map(), whole.asks)),
  bids: sorted(change(new Map(), whole.bids)),
  totals: [whole.asks_over, whole.bids_under, whole.asks_under, whole.bids_over].map(Number),
});

/** Brings a whole forward with the diffs after it up to `until`. */
export const forward = (
  whole: DepthWholeMessage,
  diffs: readonly DepthDiffMessage[],
  until: number,
): BookState => {
  let asks = change(new Map(), whole.asks);
  let bids = change(new Map(), whole.bids);
  let [ao = 0, bu = 0, au = 0, bo = 0] = stateOf(whole).totals;
  for (const diff of diffs) {
    if (Number(diff.s) <= Number(whole.sequenceId) || Number(diff.s) > until) continue;
    asks = change(asks, diff.a);
    bids = change(bids, diff.b);
    ao = Number(diff.ao ?? ao);
    bu = Number(diff.bu ?? bu);
    au = Number(diff.au ?? au);
    bo = Number(diff.bo ?? bo);
  }
  return { asks: sorted(asks), bids: sorted(bids), totals: [ao, bu, au, bo] };
};
