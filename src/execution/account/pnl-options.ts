import type { Observable } from 'rxjs';
import { isPlainDecimal } from '../../model/decimal';
import type { Pair } from '../../model/pair';
import type { Quote } from '../../model/quote';
import { having, integer, maybe, withDefault } from '../../options/codecs';
import { optionsOf } from '../../options/options';
import { PairName } from '../../options/pair-name';
import { list } from '../../parsing/combinators';
import { oneOf, scalar } from '../../parsing/primitives';
import { fits, holdingSides, type StartingPosition } from '../../profit/index';

/** What `pnl$` asks of the market; a `DataClient` is one. */
export interface PnlMarket {
  readonly quotes$: (pair: Pair) => Observable<Quote>;
}

/** What profit and loss is counted from. */
export interface PnlOptions {
  /** What was held before the first fill that counts, and what it had cost. Default: nothing. */
  readonly start?: readonly StartingPosition[] | undefined;
  /** Fills from then on are read, Unix time, ms. Default: those from the first subscription on. */
  readonly since?: number | undefined;
  /** Where best prices come from. Without it nothing is known of what is unrealised. */
  readonly market?: PnlMarket | undefined;
}

export interface PnlConfig {
  readonly start: readonly StartingPosition[];
  readonly since: number | null;
  readonly market: PnlMarket | null;
}

const Amount = scalar('a plain decimal as a text, of 16 places at most', (input) =>
  typeof input === 'string' && isPlainDecimal(input) && fits(input) ? input : undefined,
);

const StartingPositions = list(
  'starting positions',
  optionsOf<StartingPosition>({
    pair: PairName,
    side: maybe(oneOf('spot, long or short', holdingSides)),
    amount: Amount,
    cost: Amount,
  }),
);

/** `PnlOptions`, with their defaults. */
export const PnlConfig = optionsOf<PnlConfig>({
  start: withDefault(StartingPositions, []),
  since: withDefault(integer(0, 8.64e15), null),
  market: withDefault(having<PnlMarket>('an object with quotes$, as a DataClient', ['quotes$']), null),
});

/** Fills from the first subscription on, and no prices. */
export const defaultPnl: PnlConfig = { start: [], since: null, market: null };
