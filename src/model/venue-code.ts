/**
 * What a failed call did. `none`: refused before it could act, or never sent. `unknown`: it may have acted.
 * `in-progress`: the venue is at it.
 */
export type Effect = 'none' | 'unknown' | 'in-progress';

/**
 * What an error is about, and so what to do of it.
 * `credential`: key, secret or signature. `mfa`: a one-time code. `clock`: the request time. `parameter`: the request.
 * `funds`: too little of an asset, a position or a credit. `order-limit`: too many open orders.
 * `order-state`: the order is not in a state for it. `restricted`: not allowed to this account, or suspended now.
 * `rate-limit`: too many calls. `busy`: try later. `maintenance`: the venue is closed. `system`: the venue failed.
 */
export type ErrorClass =
  | 'credential'
  | 'mfa'
  | 'clock'
  | 'parameter'
  | 'funds'
  | 'order-limit'
  | 'order-state'
  | 'restricted'
  | 'rate-limit'
  | 'busy'
  | 'maintenance'
  | 'system';

export interface VenueCode {
  readonly code: number;
  readonly class: ErrorClass;
  readonly effect: Effect;
  readonly meaning: string;
}

/** A code in a table of them. */
export type VenueCodeRow = readonly [code: number, class_: ErrorClass, effect: Effect, meaning: string];

/** The rows of a table by their codes. */
export const codesOf = (table: Readonly<Record<string, VenueCodeRow>>): ReadonlyMap<number, VenueCode> =>
  new Map(
    Object.values(table).map(([code, class_, effect, meaning]) => [
      code,
      { code, class: class_, effect, meaning },
    ]),
  );
