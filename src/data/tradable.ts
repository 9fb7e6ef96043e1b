import {
  catchError,
  combineLatest,
  connect,
  distinctUntilChanged,
  filter,
  forkJoin,
  last,
  map,
  of,
  startWith,
  switchMap,
  takeUntil,
  timer,
  type Observable,
} from 'rxjs';
import type { CircuitBreak } from '../model/circuit-break';
import type { VenueError } from '../model/errors';
import { causeOf } from '../model/tagged';
import type { Instrument } from '../model/instrument';
import type { Pair } from '../model/pair';
import type { Tradable, UntradableReason, VenueStatus } from '../model/venue-status';
import { snapshotRoom$, type Feed, type FeedContext, type StreamContext } from './context';

/** The report of REST about the venue, or the reason why there is none. */
export type VenueReport =
  | {
      readonly type: 'read';
      readonly statuses: readonly VenueStatus[];
      readonly instruments: readonly Instrument[];
    }
  | { readonly type: 'maintenance' | 'unknown' };

const maintenanceCode = 10007;

const isMaintenance = (error: unknown): boolean => (error as Partial<VenueError>).code === maintenanceCode;

/** Reads the state of every pair each `interval` ms, shared by all pairs. Without REST it stays unknown. */
export const venueReport$ = (
  { rest, hasRest, clock, leaps$, diagnose }: FeedContext,
  interval: number,
): Observable<VenueReport> =>
  (hasRest
    ? leaps$.pipe(
        startWith(null),
        switchMap(() => timer(0, interval, clock)),
      )
    : of(0)
  ).pipe(
    switchMap(() =>
      forkJoin([rest.status(), rest.instruments()]).pipe(
        map(([statuses, instruments]): VenueReport => ({
          type: 'read',
          statuses: statuses.value,
          instruments: instruments.value,
        })),
        catchError((error: unknown) => {
          if (isMaintenance(error)) return of<VenueReport>({ type: 'maintenance' });
          diagnose({ kind: 'status-unread', cause: causeOf(error) });
          return of<VenueReport>({ type: 'unknown' });
        }),
      ),
    ),
  );

/** Emits the mode of the circuit breaker; `null` while the link is down. */
const mode$ = (context: StreamContext, pair: Pair): Observable<CircuitBreak['mode'] | null> =>
  snapshotRoom$(context, 'circuit_break_info', pair).pipe(
    filter((event) => event.type === 'message' || event.type === 'lost' || event.type === 'leapt'),
    map((event) => (event.type === 'message' ? event.message.mode : null)),
  );

const noRows = { statuses: [], instruments: [] } as const;

const reasonsOf = (
  pair: Pair,
  report: VenueReport,
  mode: CircuitBreak['mode'] | null,
): readonly UntradableReason[] => {
  const { statuses, instruments } = report.type === 'read' ? report : noRows;
  const instrument = instruments.find((candidate) => candidate.pair === pair);
  const status = statuses.find((candidate) => candidate.pair === pair);
  const isMaintained = report.type === 'maintenance';
  const reasons: Readonly<Record<UntradableReason, boolean | undefined>> = {
    maintenance: isMaintained,
    halt: instrument && status?.state === 'HALT',
    suspended:
      instrument && (!instrument.enabled || instrument.stopped.order || instrument.stopped.orderAndCancel),
    unknown:
      mode === null ||
      mode === 'unknown' ||
      status?.state === 'unknown' ||
      (!isMaintained && instrument === undefined),
    'circuit-break': mode !== null && mode !== 'unknown' && mode !== 'NONE',
  };
  return (Object.keys(reasons) as UntradableReason[]).filter((reason) => reasons[reason]);
};

/** The feed that says whether a pair can be traded now, and if not, why. It starts once the venue and the circuit breaker are known. */
export const tradableFeed =
  (context: FeedContext, report$: Observable<VenueReport>): Feed<Tradable> =>
  (pair) =>
    mode$(context, pair).pipe(
      // It ends with the room, because otherwise the report would be read for ever.
      connect((modes$) => combineLatest([report$.pipe(takeUntil(modes$.pipe(last(null, null)))), modes$])),
      map(([report, mode]): Tradable => {
        const reasons = reasonsOf(pair, report, mode);
        return { pair, tradable: reasons.length === 0, reasons };
      }),
      distinctUntilChanged((a, b) => a.reasons.join() === b.reasons.join()),
    );
