import type * as t from 'io-ts';
import type { Observable } from 'rxjs';
import type { Trading } from '../execution/trading';
import type { Clock } from '../operators/clock';
import { plain, type Codec } from './codec';
import type { Owner } from './owner';

/** The caller for which a call is served, and what serves it. */
export interface Served {
  readonly exec: Trading;
  readonly owner: Owner;
  /** True if the owner may see and cancel every order of the account. */
  readonly seesAll: boolean;
  readonly clock: Clock;
  /** The id of the caller, which is one running client of the owner. */
  readonly caller: string;
  /** True if the caller's side ended the link, and not a loss of the gateway. */
  readonly isCallerGone: () => boolean;
  /** The longest time in ms for which an order may wait before it leaves. */
  readonly ttl: number;
}

/**
 * The kind of a call, which decides its behaviour when a link is lost.
 * `order`: it places an order, and is sent once. A gateway refuses it if it is late. Its life is requested again.
 * `life`: the course of an order, requested again on the next link.
 * `cancel`: it only ends orders, so that it is kept and sent again until it is answered.
 * `one-shot`: a read, repeated within its time.
 * `feed`: a feed, requested again on the next link.
 */
export type Kind = 'order' | 'life' | 'cancel' | 'one-shot' | 'feed';

/** A row of the table of calls: its arguments, its values, and what the gateway does. */
export interface PortCall<Q, A> {
  readonly kind: Kind;
  readonly args: t.Decoder<unknown, Q>;
  readonly value: Codec<A>;
  readonly serve: (served: Served, args: Q) => Observable<A>;
}

export const call = <Q, A>(
  kind: Kind,
  args: t.Decoder<unknown, Q>,
  value: Codec<A> | t.Decoder<unknown, A>,
  serve: (served: Served, args: Q) => Observable<A>,
): PortCall<Q, A> => ({ kind, args, value: 'encode' in value ? value : plain(value), serve });
