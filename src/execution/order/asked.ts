import { compareDecimals } from '../../model/decimal';
import type { DecimalInput, OrderRef, OrderRequest } from '../../model/order';
import type { WithdrawalRequest } from '../../model/withdrawal';
import { asPlainDecimal } from './check-request';
import type { Replacement } from './replacement';

/**
 * Returns a text of a command's request. Equal requests have the same text, however their decimals are spelled. Only a
 * second command with the same id needs it.
 */
export type Asked = () => string;

const plain = (input: DecimalInput | undefined): string | null => {
  if (input === undefined) return null;
  const decimal = asPlainDecimal(input);
  if (decimal === null) return String(input);
  if (compareDecimals(decimal, '0') === 0) return '0';
  const [whole = '', part = ''] = decimal.split('.');
  const digits = part.replace(/0+$/, '');
  return `${whole.replace(/^(-?)0+(?=\d)/, '$1')}${digits === '' ? '' : `.${digits}`}`;
};

export const askedOrder = (request: OrderRequest): Asked => {
  // These are the values at the time of the request.
  const { pair, side, type, positionSide, postOnly, amount, price, triggerPrice } = request;
  return () =>
    JSON.stringify([
      'order',
      pair,
      side,
      type,
      positionSide ?? null,
      postOnly ?? false,
      plain(amount),
      plain(price),
      plain(triggerPrice),
    ]);
};

export const askedReplacement = ({ pair, orderId }: OrderRef, changes: Replacement): Asked => {
  const { postOnly, amount, price, triggerPrice } = changes;
  return () =>
    JSON.stringify([
      'replacement',
      pair,
      orderId,
      postOnly ?? null,
      plain(amount),
      plain(price),
      plain(triggerPrice),
    ]);
};

/**
 * Returns the text of a withdrawal. Passwords are for one use, so that the same withdrawal comes again with another
 * one.
 */
export const askedWithdrawal =
  ({ asset, uuid, amount }: Omit<WithdrawalRequest, 'otpToken' | 'smsToken'>): Asked =>
  () =>
    JSON.stringify(['withdrawal', asset, uuid, plain(amount)]);
