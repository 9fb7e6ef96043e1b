import type { VenueState } from '../../model/venue-status';

/**
 * The moments at which a fault strikes. Without one it strikes immediately and until it is removed. Every fault
 * concerns one kind of occasion: a request, a frame of the public stream, a private message or a read.
 */
export type When =
  /**
   * It strikes at the nth such occasion from now (1: the next one), and at the following ones, up to `times` in all.
   */
  | { readonly nth: number; readonly times?: number }
  /** It strikes from a moment of wall time (Unix time, ms), for `for` ms; without `for` until it is removed. */
  | { readonly at: number; readonly for?: number }
  /** It strikes from `after` ms from now, for `for` ms; without `for` until it is removed. */
  | { readonly after: number; readonly for?: number }
  /** It strikes by a seeded schedule: at each such occasion with this probability, drawn from the simulator's seed. */
  | { readonly rate: number };

/**
 * A filter of occasions. A field that is left out lets every occasion through. A `*` at the end of a text stands for
 * any rest.
 */
export interface Only {
  /** Path of the request, such as `/v1/user/spot/order`. If it is left out, every private request counts. */
  readonly path?: string;
  /** API key of the user. */
  readonly apiKey?: string;
  /** Room of the frame, such as `depth_diff_btc_jpy`. */
  readonly room?: string;
  /** Method of the private message, such as `spot_trade`. */
  readonly message?: string;
}

export const staleReads = ['active_orders', 'trade_history', 'order', 'orders_info'] as const;
export type StaleRead = (typeof staleReads)[number];

/** A fault of the public stream. */
export type StreamFault =
  /** The connection is closed. */
  | { readonly kind: 'stream-drop' }
  /** A join right after the connect packet closes the connection. Without this fault it waits for the answer. */
  | { readonly kind: 'early-join' }
  /** Half-open: the connection stays up but carries nothing in either direction, for `ms` (for ever without it). */
  | { readonly kind: 'stream-freeze'; readonly ms?: number }
  /** Every frame takes `ms` longer. */
  | { readonly kind: 'stream-slow'; readonly ms: number }
  /** The frame arrives cut in the middle. */
  | { readonly kind: 'frame-corrupt' }
  | { readonly kind: 'frame-lose' }
  | { readonly kind: 'frame-repeat' }
  /** The frame arrives after the one that follows it. */
  | { readonly kind: 'frame-reorder' }
  /**
   * The sequence of a frame of a book is 9,000,000,000,000,000 higher. The sequence leaps with this frame, and falls back
   * with the next one.
   */
  | { readonly kind: 'sequence-leap' }
  /**
   * From a frame of a book on, the sequences on its connection start again: they lose all digits except the last nine.
   */
  | { readonly kind: 'sequence-restart' };

/** A fault of the private stream. */
export type MessageFault =
  | { readonly kind: 'private-late'; readonly ms: number }
  /** The message is lost without a disconnect, so that no client can notice it. */
  | { readonly kind: 'private-lose' }
  | { readonly kind: 'private-repeat' }
  /** The message arrives after the one that follows it, or `ms` (1,000) later if none does. */
  | { readonly kind: 'private-reorder'; readonly ms?: number }
  /** Every token of the user expires now. */
  | { readonly kind: 'token-expire' };

/** A fault of REST. */
export type RequestFault =
  /** The request is answered with an HTTP status (default 503) and a page that is not JSON. It is not admitted. */
  | { readonly kind: 'rest-status'; readonly status?: number }
  /** The answer is HTTP 429 with code 10009. The request is not admitted. */
  | { readonly kind: 'rest-429' }
  /** The answer is code 10007. The request is not admitted. */
  | { readonly kind: 'maintenance' }
  /** The request is neither answered nor admitted. */
  | { readonly kind: 'rest-timeout-before' }
  /** The request is admitted, but never answered. */
  | { readonly kind: 'rest-timeout-after' }
  /** The request is admitted, but the connection breaks in the middle of the reply. */
  | { readonly kind: 'rest-cut-off' }
  /** The request is admitted, but the reply says 10005: the outcome is unknown. */
  | { readonly kind: 'rest-10005' }
  /**
   * The request is admitted, but the reply says 20035: a gateway loses the first reply, delivers the same bytes again after
   * their time window, and passes on the refusal of the second delivery.
   */
  | { readonly kind: 'rest-resent' }
  /** The request is refused with this code, which may be an unknown one. It is not admitted. */
  | { readonly kind: 'rest-code'; readonly code: number }
  /** The request is admitted. Wherever the reply has a text under `field`, it says `word` instead. */
  | { readonly kind: 'rest-word'; readonly field: string; readonly word: string }
  /**
   * The uplink stalls for `ms` (1,000). This request and the later ones of its key are held on their way and arrive
   * together at its end. A request whose client has hung up by then never arrives.
   */
  | { readonly kind: 'rest-stall'; readonly ms?: number }
  /** The request is admitted `ms` later, if its time window is not over then, even if the client has hung up. */
  | { readonly kind: 'rest-late'; readonly ms: number }
  /** The request is admitted immediately. The reply comes `ms` later, after the private messages that it caused. */
  | { readonly kind: 'rest-reply-late'; readonly ms: number }
  /** The same signed bytes arrive twice; the client gets the first reply. */
  | { readonly kind: 'rest-twice' }
  /** Another program of the same account places an equal order just before (or after) this one. */
  | { readonly kind: 'equal-order'; readonly turn?: 'before' | 'after' };

/** A fault of the venue as a whole. */
export type VenueFault =
  /** A read shows the state from `ms` ago. */
  | { readonly kind: 'stale-read'; readonly read: StaleRead; readonly ms: number }
  /**
   * A pair (every pair without `pair`) is in HALT, BUSY or VERY_BUSY, for `ms` (without `ms` until it is set again).
   */
  | {
      readonly kind: 'pair-status';
      readonly status: VenueState;
      readonly pair?: string;
      readonly ms?: number;
    }
  /** Every connection breaks, and no new one is accepted for `ms` (1,000). Accounts, orders and books are kept. */
  | { readonly kind: 'restart'; readonly ms?: number };

/**
 * A fault of the simulated exchange. Without `when` it happens each time, and without `only` for every account, path, room
 * and message.
 */
export type Fault = (StreamFault | MessageFault | RequestFault | VenueFault) & {
  readonly when?: When;
  readonly only?: Only;
};

export type FaultKind = Fault['kind'];
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { readonly kind: Kind }>;

/** An occasion at which a fault can strike. */
export type Occasion = 'request' | 'frame' | 'message' | 'read';

/** Every kind of fault: its occasion, and whether it is a single act rather than something done to each occasion. */
export const faultKinds: Readonly<
  Record<FaultKind, { readonly occasion: Occasion; readonly isAct: boolean }>
> = {
  'stream-drop': { occasion: 'frame', isAct: true },
  'early-join': { occasion: 'frame', isAct: false },
  'stream-freeze': { occasion: 'frame', isAct: true },
  'stream-slow': { occasion: 'frame', isAct: false },
  'frame-corrupt': { occasion: 'frame', isAct: false },
  'frame-lose': { occasion: 'frame', isAct: false },
  'frame-repeat': { occasion: 'frame', isAct: false },
  'frame-reorder': { occasion: 'frame', isAct: false },
  'sequence-leap': { occasion: 'frame', isAct: false },
  'sequence-restart': { occasion: 'frame', isAct: false },
  'private-late': { occasion: 'message', isAct: false },
  'private-lose': { occasion: 'message', isAct: false },
  'private-repeat': { occasion: 'message', isAct: false },
  'private-reorder': { occasion: 'message', isAct: false },
  'token-expire': { occasion: 'message', isAct: true },
  'rest-status': { occasion: 'request', isAct: false },
  'rest-429': { occasion: 'request', isAct: false },
  maintenance: { occasion: 'request', isAct: false },
  'rest-timeout-before': { occasion: 'request', isAct: false },
  'rest-timeout-after': { occasion: 'request', isAct: false },
  'rest-cut-off': { occasion: 'request', isAct: false },
  'rest-10005': { occasion: 'request', isAct: false },
  'rest-code': { occasion: 'request', isAct: false },
  'rest-word': { occasion: 'request', isAct: false },
  'rest-stall': { occasion: 'request', isAct: false },
  'rest-late': { occasion: 'request', isAct: false },
  'rest-reply-late': { occasion: 'request', isAct: false },
  'rest-resent': { occasion: 'request', isAct: false },
  'rest-twice': { occasion: 'request', isAct: false },
  'equal-order': { occasion: 'request', isAct: false },
  'stale-read': { occasion: 'read', isAct: false },
  'pair-status': { occasion: 'request', isAct: true },
  restart: { occasion: 'request', isAct: true },
};
