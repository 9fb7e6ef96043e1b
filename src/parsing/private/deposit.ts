import {
  depositStatuses,
  depositTypes,
  originatorStatuses,
  originatorTypes,
  type Deposit,
  type DepositOriginator,
  type UnconfirmedDeposit,
} from '../../model/deposit';
import { otherwise, property, record, rows, snakeCase, wordIn } from '../combinators';
import { AmountText, optional, Text, Timestamp } from '../primitives';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-deposit */
export const DepositRows = rows(
  'deposits',
  record<Deposit>('a deposit', {
    uuid: Text,
    asset: Text,
    amount: AmountText,
    network: optional(Text),
    address: optional(Text),
    txid: optional(Text),
    status: wordIn('a deposit status', depositStatuses),
    foundAt: Timestamp,
    confirmedAt: optional(Timestamp),
  }),
);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-history */
export const DepositsData = property('deposits', DepositRows);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-unconfirmed-deposits */
export const UnconfirmedDepositsData = property(
  'deposits',
  rows(
    'unconfirmed deposits',
    record<UnconfirmedDeposit>('an unconfirmed deposit', {
      uuid: Text,
      asset: Text,
      amount: AmountText,
      network: optional(Text),
      txid: optional(Text),
      createdAt: Timestamp,
    }),
  ),
);

const Controller = record<DepositOriginator['substantialControllers'][number]>('a substantial controller', {
  uuid: Text,
  name: Text,
  country: Text,
  prefecture: optional(Text),
});

const Originator = record<DepositOriginator>(
  'an originator',
  {
    uuid: ['uuid', Text],
    label: ['label', Text],
    depositType: ['deposit_type', wordIn('a deposit type', depositTypes)],
    depositPurpose: ['deposit_purpose', optional(Text)],
    status: wordIn('an originator status', originatorStatuses),
    type: wordIn('an originator type', originatorTypes),
    lastName: optional(Text),
    firstName: optional(Text),
    country: optional(Text),
    prefecture: optional(Text),
    city: optional(Text),
    address: optional(Text),
    building: optional(Text),
    companyName: optional(Text),
    companyType: optional(Text),
    companyTypePosition: optional(Text),
    substantialControllers: otherwise(rows('substantial controllers', Controller), []),
  },
  (field) => `originator_${snakeCase(field)}`,
);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-originators */
export const OriginatorsData = property('originators', rows('originators', Originator));
