import * as t from 'io-ts';
import type { Deposit, DepositOriginator, UnconfirmedDeposit } from '../../model/deposit';
import { AmountText, nullable, oneOf, optional, Timestamp } from './primitives';

const DepositRow = t.intersection(
  [
    t.type({
      uuid: t.string,
      asset: t.string,
      amount: AmountText,
      status: oneOf('a deposit status', ['FOUND', 'CONFIRMED', 'DONE']),
      found_at: Timestamp,
    }),
    t.partial({
      network: optional(t.string),
      address: optional(t.string),
      txid: optional(t.string),
      confirmed_at: optional(Timestamp),
    }),
  ],
  'a deposit',
);

const toDeposit = (row: t.TypeOf<typeof DepositRow>): Deposit => ({
  uuid: row.uuid,
  asset: row.asset,
  amount: row.amount,
  network: row.network ?? null,
  address: row.address ?? null,
  txid: row.txid ?? null,
  status: row.status,
  foundAt: row.found_at,
  confirmedAt: row.confirmed_at ?? null,
});

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-deposit */
export const DepositParams = t.array(DepositRow, 'deposits');

export const toDeposits = (rows: t.TypeOf<typeof DepositParams>): readonly Deposit[] => rows.map(toDeposit);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-history */
export const DepositsData = t.type({ deposits: DepositParams }, 'an object with deposits');

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-unconfirmed-deposits */
export const UnconfirmedDepositsData = t.type(
  {
    deposits: t.array(
      t.intersection([
        t.type({ uuid: t.string, asset: t.string, amount: AmountText, created_at: Timestamp }),
        t.partial({ network: optional(t.string), txid: optional(t.string) }),
      ]),
      'unconfirmed deposits',
    ),
  },
  'an object with deposits',
);

export const toUnconfirmedDeposits = ({
  deposits,
}: t.TypeOf<typeof UnconfirmedDepositsData>): readonly UnconfirmedDeposit[] =>
  deposits.map((row) => ({
    uuid: row.uuid,
    asset: row.asset,
    amount: row.amount,
    network: row.network ?? null,
    txid: row.txid ?? null,
    createdAt: row.created_at,
  }));

const Controller = t.intersection(
  [
    t.type({ uuid: t.string, name: t.string, country: t.string }),
    t.partial({ prefecture: nullable(t.string) }),
  ],
  'a substantial controller',
);

const Originator = t.intersection(
  [
    t.type({
      uuid: t.string,
      label: t.string,
      deposit_type: oneOf('a deposit type', ['WALLET', 'ELSE']),
      originator_status: oneOf('an originator status', ['SCREENING', 'CONFIRMED', 'REJECTED', 'DEPRECATED']),
      originator_type: oneOf('an originator type', ['OWN', 'PERSON', 'COMPANY']),
    }),
    t.partial({
      deposit_purpose: optional(t.string),
      originator_last_name: optional(t.string),
      originator_first_name: optional(t.string),
      originator_country: optional(t.string),
      originator_prefecture: optional(t.string),
      originator_city: optional(t.string),
      originator_address: optional(t.string),
      originator_building: optional(t.string),
      originator_company_name: optional(t.string),
      originator_company_type: optional(t.string),
      originator_company_type_position: optional(t.string),
      originator_substantial_controllers: optional(t.array(Controller, 'substantial controllers')),
    }),
  ],
  'an originator',
);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-originators */
export const OriginatorsData = t.type(
  { originators: t.array(Originator, 'originators') },
  'an object with originators',
);

export const toOriginators = ({
  originators,
}: t.TypeOf<typeof OriginatorsData>): readonly DepositOriginator[] =>
  originators.map((row) => ({
    uuid: row.uuid,
    label: row.label,
    depositType: row.deposit_type,
    depositPurpose: row.deposit_purpose ?? null,
    status: row.originator_status,
    type: row.originator_type,
    lastName: row.originator_last_name ?? null,
    firstName: row.originator_first_name ?? null,
    country: row.originator_country ?? null,
    prefecture: row.originator_prefecture ?? null,
    city: row.originator_city ?? null,
    address: row.originator_address ?? null,
    building: row.originator_building ?? null,
    companyName: row.originator_company_name ?? null,
    companyType: row.originator_company_type ?? null,
    companyTypePosition: row.originator_company_type_position ?? null,
    substantialControllers: (row.originator_substantial_controllers ?? []).map((controller) => ({
      uuid: controller.uuid,
      name: controller.name,
      country: controller.country,
      prefecture: controller.prefecture ?? null,
    })),
  }));
