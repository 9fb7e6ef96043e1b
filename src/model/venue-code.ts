/**
 * The effect of a failed call. `none`: it was refused before it could act, or never sent. `unknown`: it may have acted.
 * `in-progress`: the venue is still working on it.
 */
export type Effect = 'none' | 'unknown' | 'in-progress';

/**
 * The class of an error, which decides what to do about it. `credential`: key, secret or signature. `mfa`: a one-time code.
 * `clock`: the request time. `parameter`: the request. `funds`: too little of an asset, a position or a credit.
 * `order-limit`: too many open orders. `order-state`: the state of the order does not allow the call. `restricted`: not
 * allowed to this account, or suspended now. `rate-limit`: too many calls. `busy`: try later. `maintenance`: the venue is
 * closed. `system`: the venue failed. `refused`: a code that is newer than the table, of a family that only refuses.
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
  | 'system'
  | 'refused';

export interface VenueCode {
  readonly code: number;
  readonly class: ErrorClass;
  readonly effect: Effect;
  readonly meaning: string;
}

/** A row of a table of codes. */
export type VenueCodeRow = readonly [code: number, class_: ErrorClass, effect: Effect, meaning: string];

/** Makes a map of the rows of a table by their codes. */
export const codesOf = (table: Readonly<Record<string, VenueCodeRow>>): ReadonlyMap<number, VenueCode> =>
  new Map(
    Object.values(table).map(([code, class_, effect, meaning]) => [
      code,
      { code, class: class_, effect, meaning },
    ]),
  );

export const codeFamilies = [
  'SYSTEM_ERROR',
  'AUTHENTICATION_ERROR',
  'REQUIRED_PARAMETER_ERROR',
  'INVALID_PARAMETER_ERROR',
  'DATA_ERROR',
  'VALUE_ERROR',
  'STOP_UPDATE_REQUEST_SYSTEM_STATUS',
] as const;

/** The family of a code, by its first digit. */
export type CodeFamily = (typeof codeFamilies)[number];

/** The venue's families of codes by their first digit, with the class and effect of codes that the table does not have. */
const families = {
  1: ['SYSTEM_ERROR', 'system'],
  2: ['AUTHENTICATION_ERROR', 'credential'],
  3: ['REQUIRED_PARAMETER_ERROR', 'parameter'],
  4: ['INVALID_PARAMETER_ERROR', 'parameter'],
  5: ['DATA_ERROR', 'refused'],
  6: ['VALUE_ERROR', 'refused'],
  7: ['STOP_UPDATE_REQUEST_SYSTEM_STATUS', 'system'],
} as const satisfies Readonly<Record<number, readonly [family: CodeFamily, class_: ErrorClass]>>;

type Family = (typeof families)[keyof typeof families];

const rowOf = (code: number): Family | readonly [null, 'system'] =>
  (families as Readonly<Record<number, Family | undefined>>)[Math.floor(code / 10_000)] ?? [null, 'system'];

/** The family of a code, even if the code is newer than the table; `null` if the family is not known, or there is no code. */
export const familyOf = (code: number | null): CodeFamily | null => (code === null ? null : rowOf(code)[0]);

/** Describes a code that the table does not have. Most families only refuse. */
export const undocumentedCode = (code: number): Omit<VenueCode, 'code'> => {
  const [family, class_] = rowOf(code);
  return {
    meaning: family === null ? 'An undocumented code.' : `An undocumented code of ${family}.`,
    class: class_,
    effect: class_ === 'system' ? 'unknown' : 'none',
  };
};
