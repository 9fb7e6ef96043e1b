import { compareDecimals } from '../../model/decimal';
import type { DecimalInput, OrderRef, OrderRequest } from '../../model/order';
import type { WithdrawalRequest } from '../../model/withdrawal';
import { asPlainDecimal } from './check-request';
import type { Replacement } from './replacement';

/** A text of what a command asks for: two that ask for the same have the same, however their decimals are spelled. */
export type Asked = string;

const plain = (input: DecimalInput | undefined): string | null => {
  if (input === undefined) return null;
  const decimal = asPlainDecimal(input);
  if (decimal === null) return String(input);
  if (compareDecimals(decimal, '0') === 0) return '0';
  const [whole = '', part = ''] = decimal.split('.');
  const digits = part.replace(/0+$/, '');
  return `${whole.replace(/^(-?)0+(?=\d)/, '$1')}${digits === '' ? '' : `.${digits}`}`;
};

export const askedOrder = ({ pair, side, type, positionSide, postOnly, ...rest }: OrderRequest): Asked =>
  JSON.stringify([
    'order',
    pair,
    side,
    type,
    positionSide ?? null,
    postOnly ?? false,
    plain(rest.amount),
    plain(rest.price),
    plain(rest.triggerPrice),
  ]);

export const askedReplacement = ({ pair, orderId }: OrderRef, changes: Replacement): Asked =>
  JSON.stringify([
    'replacement',
    pair,
    orderId,
    changes.postOnly ?? null,
    plain(changes.amount),
    plain(changes.price),
    plain(changes.triggerPrice),
  ]);

/** Passwords are for once: the same withdrawal is asked for with another. */
export const askedWithdrawal = ({ asset, uuid, amount }: WithdrawalRequest): Asked =>
  JSON.stringify(['withdrawal', asset, uuid, plain(amount)]);
