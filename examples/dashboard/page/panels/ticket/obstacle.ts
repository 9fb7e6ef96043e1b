import { combineLatest, distinctUntilChanged, map, of, startWith, switchMap, type Observable } from 'rxjs';
import type { Connection, Instrument, Tradable, UntradableReason } from 'rx-bitbank';
import { isProvisional } from '../../app/instruments';
import { known } from '../../ui/latest';

/** A reason why no order of the pair can be placed now. */
export type Obstacle =
  | { readonly type: 'connecting' }
  | { readonly type: 'no-link'; readonly cause: string | null }
  | { readonly type: 'untradable'; readonly reasons: readonly UntradableReason[] }
  | { readonly type: 'no-rules' }
  | { readonly type: 'halted' };

/** Emits the obstacle; `null`: orders can be placed. */
export const obstacle$ = (sources: {
  readonly instrument$: Observable<Instrument>;
  readonly connection$: Observable<Connection>;
  readonly tradable$: (pair: string) => Observable<Tradable>;
  readonly halted$: Observable<boolean>;
}): Observable<Obstacle | null> => {
  const market$ = sources.instrument$.pipe(
    switchMap((instrument) =>
      isProvisional(instrument)
        ? of<Obstacle>({ type: 'no-rules' })
        : known(sources.tradable$(instrument.pair)).pipe(
            map((tradable): Obstacle | null =>
              tradable === null || tradable.reasons.length === 0
                ? null
                : { type: 'untradable', reasons: tradable.reasons },
            ),
          ),
    ),
  );
  return combineLatest([sources.connection$.pipe(startWith(null)), market$, sources.halted$]).pipe(
    map(([connection, market, isHalted]): Obstacle | null => {
      if (connection === null || connection.state === 'connecting') return { type: 'connecting' };
      if (connection.state === 'waiting') return { type: 'no-link', cause: connection.cause };
      return market ?? (isHalted ? { type: 'halted' } : null);
    }),
    distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
  );
};
