import { filter, map, type Observable } from 'rxjs';
import type { AssetBalance } from '../../model/asset';
import type { Pair } from '../../model/pair';
import type { Position } from '../../model/position';
import type { PrivateEvent } from '../../model/private-event';
import type { OrderContext } from '../order/context';
import { tryingAgain } from '../order/reconcile';
import type { PrivateRest } from '../rest/rest';
import type { Session } from '../stream/session';
import { createConfirming, type Confirmed, confirmingFeed } from './confirming';

export interface AccountConfig {
  readonly context: OrderContext;
  readonly session: Session;
  readonly rest: Pick<PrivateRest, 'assets' | 'marginPositions'>;
}

/** The balances and positions of the account, as feeds of state that need a running session. */
export interface Account {
  readonly assets$: Observable<ReadonlyMap<string, Confirmed<AssetBalance>>>;
  /** The elapsed time in ms at which the last message about an asset came, or the read with it was sent. */
  readonly updatedAt: (asset: string) => number;
  /** The open positions by pair. */
  readonly positions$: Observable<ReadonlyMap<Pair, PairPositions>>;
}

/** The open margin positions of a pair; `null` for a side without one. */
export interface PairPositions {
  readonly long: Confirmed<Position> | null;
  readonly short: Confirmed<Position> | null;
}

export const createAccount = ({ context, session, rest }: AccountConfig): Account => {
  const { clock } = context;
  const { events$, reconcile$, lost$ } = session;
  const updatesOf = (type: PrivateEvent['type']): Observable<unknown> =>
    events$.pipe(filter((event) => event.type === type));

  const assets = createConfirming<AssetBalance>(({ asset }) => asset, isAlways, clock);
  const positions = createConfirming<Position>(
    ({ pair, positionSide }) => `${pair}/${positionSide}`,
    ({ openAmount }) => !isZero(openAmount),
    clock,
  );
  events$.subscribe((event) => {
    if (event.type === 'asset_update') assets.update(event.assets, event.timetoken);
    if (event.type === 'margin_position_update') positions.update(event.positions, event.timetoken);
  });

  return {
    updatedAt: (asset) => assets.updatedAt(asset),
    assets$: confirmingFeed({
      confirming: assets,
      read: () => rest.assets(),
      reconcile$,
      updates$: updatesOf('asset_update'),
      lost$,
      tryingAgain: tryingAgain(context, 'assets'),
      clock,
    }),
    positions$: confirmingFeed({
      confirming: positions,
      read: () => rest.marginPositions().pipe(map((margin) => margin.positions)),
      reconcile$,
      updates$: updatesOf('margin_position_update'),
      lost$,
      tryingAgain: tryingAgain(context, 'positions'),
      clock,
    }).pipe(map(byPair)),
  };
};

const byPair = (positions: ReadonlyMap<string, Confirmed<Position>>): ReadonlyMap<Pair, PairPositions> => {
  const pairs = new Map<Pair, PairPositions>();
  for (const position of positions.values()) {
    const { pair, positionSide } = position;
    pairs.set(pair, { ...(pairs.get(pair) ?? { long: null, short: null }), [positionSide]: position });
  }
  return pairs;
};

const isAlways = (): boolean => true;

const isZero = (decimal: string): boolean => !/[1-9]/.test(decimal);
