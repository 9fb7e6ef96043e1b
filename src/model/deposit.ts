/** Every status of a deposit, in order. */
export const depositStatuses = ['FOUND', 'CONFIRMED', 'DONE'] as const;
export type DepositStatus = (typeof depositStatuses)[number];

export const depositTypes = ['WALLET', 'ELSE'] as const;
export const originatorStatuses = ['SCREENING', 'CONFIRMED', 'REJECTED', 'DEPRECATED'] as const;
export const originatorTypes = ['OWN', 'PERSON', 'COMPANY'] as const;

/**
 * A deposit. Times are Unix times in ms.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-history
 */
export interface Deposit {
  readonly uuid: string;
  readonly asset: string;
  /** Units of the asset. */
  readonly amount: string;
  /** `null` for JPY. */
  readonly network: string | null;
  readonly address: string | null;
  readonly txid: string | null;
  /** `unknown`: a status that is newer than this version. */
  readonly status: DepositStatus | 'unknown';
  readonly foundAt: number;
  readonly confirmedAt: number | null;
}

/**
 * A deposit whose originator the user has not confirmed yet.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-unconfirmed-deposits
 */
export interface UnconfirmedDeposit {
  readonly uuid: string;
  readonly asset: string;
  readonly amount: string;
  readonly network: string | null;
  readonly txid: string | null;
  /** Unix time, ms. */
  readonly createdAt: number;
}

/**
 * An originator of deposits. A field is `null` if it is not given, or does not apply to this type of originator.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-originators
 */
export interface DepositOriginator {
  readonly uuid: string;
  readonly label: string;
  readonly depositType: (typeof depositTypes)[number] | 'unknown';
  readonly depositPurpose: string | null;
  readonly status: (typeof originatorStatuses)[number] | 'unknown';
  readonly type: (typeof originatorTypes)[number] | 'unknown';
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly country: string | null;
  readonly prefecture: string | null;
  readonly city: string | null;
  readonly address: string | null;
  readonly building: string | null;
  readonly companyName: string | null;
  readonly companyType: string | null;
  readonly companyTypePosition: string | null;
  readonly substantialControllers: readonly {
    readonly uuid: string;
    readonly name: string;
    readonly country: string;
    readonly prefecture: string | null;
  }[];
}

/** Names the originator of an unconfirmed deposit. */
export interface DepositConfirmation {
  readonly uuid: string;
  readonly originatorUuid: string;
}
