import { EMPTY, filter, map, merge, NEVER, of, takeWhile, throwError } from 'rxjs';
import { pages, reads } from '../../src/execution/rest/reads';
import { writes } from '../../src/execution/rest/writes';
import type { PrivateApi, PrivatePages, PrivateReads, PrivateWrites } from '../../src/execution/rest/rest';
import type { Stamp } from '../../src/execution/rest/signing';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import type { CallError } from '../../src/model/errors';
import { xrp } from './instruments';
import { believable } from './replies';

/** The calls of a stubbed venue by their names in `exec.rest`, and by those of its writes. */
export type Calls = PrivateReads &
  PrivateWrites & { readonly [K in keyof PrivatePages as `all.${K}`]: PrivatePages[K] } & Pick<
    PrivateApi,
    'answered$' | 'odd$' | 'pauses$'
  >;

const unexpectedAll = (names: object, prefix = ''): object =>
  Object.fromEntries(
    Object.keys(names).map((name) => [
      prefix + name,
      () => throwError(() => new Error(`${prefix}${name} was not expected`)),
    ]),
  );

/** A venue that lists nothing and knows no order, unless a spec says otherwise. */
const quiet: Partial<Calls> = {
  ordersInfo: () => of([]),
  activeOrders: () => of([]),
  'all.activeOrders': () => EMPTY,
  tradeHistory: () => of([]),
  'all.tradeHistory': () => EMPTY,
  assets: () => of([]),
  instruments: () => of([xrp]),
  answered$: NEVER,
  odd$: NEVER,
  pauses$: NEVER,
};

/** Returns the private API of a stubbed venue. */
export const apiOf = (calls: Partial<Calls>, believed = believable()): PrivateApi => {
  const known = {
    ...unexpectedAll(reads),
    ...unexpectedAll(pages, 'all.'),
    ...unexpectedAll(writes),
    ...quiet,
    ...calls,
  } as Calls;
  const all = Object.fromEntries(
    Object.keys(pages).map((name) => [name, known[`all.${name as keyof PrivatePages}`]]),
  );
  return {
    ...known,
    createOrder: askedToLeave(known.createOrder, believed),
    rest: { ...known, all: all as unknown as PrivatePages },
  };
};

export const failed = (error: CallError): WriteEvent<never> => ({ type: 'Failed', error });

/**
 * An order leaves when a spec says `Sent`, unless it may not. The check runs then, if the spec has not run it itself.
 */
const askedToLeave =
  (
    createOrder: PrivateWrites['createOrder'],
    believed: ReturnType<typeof believable>,
  ): PrivateWrites['createOrder'] =>
  (request, leaving = {}) => {
    let isAsked = false;
    let hasLeft = false;
    const recalled$ = (leaving.recalled?.() ?? NEVER).pipe(
      filter(() => !hasLeft),
      map((errorOf) => failed(errorOf())),
    );
    const leave = (stamp: Stamp): CallError | null => {
      isAsked = true;
      return leaving.leave?.(stamp) ?? null;
    };
    const events$ = createOrder(request, { ...leaving, leave }).pipe(
      map((event) => {
        if (event.type === 'Done') return { ...event, value: believed(event.value, request) };
        if (event.type !== 'Sent') return event;
        const error = isAsked ? null : leave(event.stamp);
        isAsked = false;
        hasLeft ||= error === null;
        return error === null ? event : failed(error);
      }),
    );
    return merge(events$, recalled$).pipe(takeWhile(({ type }) => type === 'Sent', true));
  };
