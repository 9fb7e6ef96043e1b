import type { DecimalInput } from './order';

/** Every status of a withdrawal. */
export const withdrawalStatuses = [
  'CONFIRMING',
  'EXAMINING',
  'SENDING',
  'DONE',
  'REJECTED',
  'CANCELED',
  'CONFIRM_TIMEOUT',
] as const;
export type WithdrawalStatus = (typeof withdrawalStatuses)[number];

/**
 * A withdrawal. A crypto asset has a label, address, network, txid and perhaps a destination tag; fiat has a bank. Fields that
 * do not apply are `null`.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-withdrawal-history
 */
export interface Withdrawal {
  readonly uuid: string;
  readonly asset: string;
  readonly accountUuid: string;
  /** Units of the asset. `null` in a private message, whose documentation leaves it out. */
  readonly amount: string | null;
  readonly fee: string;
  readonly label: string | null;
  readonly address: string | null;
  readonly network: string | null;
  /** Destination tag or memo. */
  readonly destinationTag: string | null;
  readonly txid: string | null;
  readonly bankName: string | null;
  readonly branchName: string | null;
  readonly accountType: string | null;
  readonly accountNumber: string | null;
  readonly accountOwner: string | null;
  /** `unknown`: a status that is newer than this version. */
  readonly status: WithdrawalStatus | 'unknown';
  /** Unix time, ms. */
  readonly requestedAt: number;
}

/**
 * An address the user registered to withdraw to.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-withdrawal-accounts
 */
export interface WithdrawalAccount {
  readonly uuid: string;
  readonly label: string | null;
  readonly network: string | null;
  readonly address: string | null;
}

export interface WithdrawalRequest {
  readonly asset: string;
  /** The id of the withdrawal account. */
  readonly uuid: string;
  /** Units of the asset. */
  readonly amount: DecimalInput;
  /** The one-time password, if two-factor authentication is set up. */
  readonly otpToken?: string | undefined;
  /** The code of a text message, if that is set up. */
  readonly smsToken?: string | undefined;
}
