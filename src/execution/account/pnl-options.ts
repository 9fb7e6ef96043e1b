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

/** The source of best prices for `pnl$`; a `DataClient` is one. */
export interface PnlMarket {
  readonly quotes$: (pair: Pair) => Observable<Quote>;
}

/** The start of profit and loss, and its source of prices. */
export interface PnlOptions {
  /** The holdings before the first fill that counts, and their cost. By default there are none. */
  readonly start?: readonly StartingPosition[] | undefined;
  /** The time (Unix, ms) from which fills count. By default they count from the first subscription on. */
  readonly since?: number | undefined;
  /** The source of best prices. Without it, the unrealised part is not known. */
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

/** A codec of `PnlOptions` with their defaults. */
export const PnlConfig = optionsOf<PnlConfig>({
  start: withDefault(StartingPositions, []),
  since: withDefault(integer(0, 8.64e15), null),
  market: withDefault(having<PnlMarket>('an object with quotes$, as a DataClient', ['quotes$']), null),
});

/** The default: fills count from the first subscription on, and there are no prices. */
export const defaultPnl: PnlConfig = { start: [], since: null, market: null };
