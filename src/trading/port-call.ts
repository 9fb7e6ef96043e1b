import type * as t from 'io-ts';
import type { Observable } from 'rxjs';
import type { Trading } from '../execution/trading';
import type { Clock } from '../operators/clock';
import { plain, type Codec } from './codec';
import type { Owner } from './owner';

/** Whom a call is served for, and by what. */
export interface Served {
  readonly exec: Trading;
  readonly owner: Owner;
  /** The owner may see and cancel every order of the account. */
  readonly seesAll: boolean;
  readonly clock: Clock;
  /** Who asks: one running client of the owner's. */
  readonly caller: string;
  /** The link was ended by the caller's side, and not by a loss of the gateway's own. */
  readonly isCallerGone: () => boolean;
  /** How long an order may wait before it leaves, ms. */
  readonly ttl: number;
}

/**
 * How a call behaves when a link is lost.
 * `order`: it places an order, is sent once, and never to a gateway that it reaches late; its life is asked for again.
 * `life`: the course of an order, asked for again on the next link.
 * `cancel`: it only ends orders, so that it is kept and sent again until it is answered.
 * `one-shot`: a read, asked again within its time.
 * `feed`: asked for again on the next link.
 */
export type Kind = 'order' | 'life' | 'cancel' | 'one-shot' | 'feed';

/** A call: what it is asked with, what it tells, and what the gateway does. */
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
