import { filter, map, type Observable } from 'rxjs';
import type { AssetBalance } from '../model/asset';
import type { Position } from '../model/position';
import type { PrivateEvent } from '../model/private-event';
import type { OrderContext } from './order/context';
import { tryingAgain } from './order/reconcile';
import type { Rest } from './rest';
import type { Session } from './session';
import { createSettling, type Settled, settlingFeed } from './settling';

export interface AccountConfig {
  readonly context: OrderContext;
  readonly session: Session;
  readonly rest: Pick<Rest, 'userAssets$' | 'marginPositions$'>;
}

/** What the account holds, as state feeds that need a running session. */
export interface Account {
  readonly assets$: Observable<ReadonlyMap<string, Settled<AssetBalance>>>;
  /** Open ones by `pair/side`. */
  readonly positions$: Observable<ReadonlyMap<string, Settled<Position>>>;
}

export const createAccount = ({ context, session, rest }: AccountConfig): Account => {
  const { scheduler } = context;
  const { events$, reconcile$, lost$ } = session;
  const now = (): number => scheduler.now();
  const toldBy = (type: PrivateEvent['type']): Observable<unknown> =>
    events$.pipe(filter((event) => event.type === type));

  const assets = createSettling<AssetBalance>(({ asset }) => asset, isAlways, now);
  const positions = createSettling<Position>(
    ({ pair, positionSide }) => `${pair}/${positionSide}`,
    ({ openAmount }) => !isZero(openAmount),
    now,
  );
  events$.subscribe((event) => {
    if (event.type === 'asset_update') assets.tell(event.assets, event.timetoken);
    if (event.type === 'margin_position_update') positions.tell(event.positions, event.timetoken);
  });

  return {
    assets$: settlingFeed({
      settling: assets,
      read: () => rest.userAssets$(),
      reconcile$,
      told$: toldBy('asset_update'),
      lost$,
      tryingAgain: tryingAgain(context, 'assets'),
      scheduler,
    }),
    positions$: settlingFeed({
      settling: positions,
      read: () => rest.marginPositions$().pipe(map((margin) => margin.positions)),
      reconcile$,
      told$: toldBy('margin_position_update'),
      lost$,
      tryingAgain: tryingAgain(context, 'positions'),
      scheduler,
    }),
  };
};

const isAlways = (): boolean => true;

const isZero = (decimal: string): boolean => !/[1-9]/.test(decimal);
