import { fromUnits } from '../../../src/model/decimal';
import type { OrderRequest } from '../../../src/model/order';
import type { NewOrder } from '../../../src/simulator/index';
import type { Asked } from './script';

/** Decimal places of an amount of both pairs. */
const amountDigits = 4;

/** Makes the request of our client, with the shortest text of an amount, which is not the venue's. */
export const requestOf = ({
  pair,
  side,
  type,
  lots,
  price,
  trigger,
  postOnly,
  positionSide,
}: Asked): OrderRequest => ({
  pair,
  side,
  type,
  ...(lots === null
    ? {}
    : { amount: fromUnits(BigInt(lots), amountDigits).replace(/0+$/, '').replace(/\.$/, '') }),
  ...(price === null ? {} : { price }),
  ...(trigger === null ? {} : { triggerPrice: trigger }),
  ...(postOnly ? { postOnly } : {}),
  ...(positionSide === null ? {} : { positionSide }),
});

/** Makes the order that another program sends to the venue itself. */
export const newOrderOf = ({ lots, trigger, ...rest }: Asked): NewOrder => ({
  ...rest,
  amount: lots === null ? null : BigInt(lots),
  triggerPrice: trigger,
});

export const textOfAsked = ({
  pair,
  side,
  type,
  lots,
  price,
  trigger,
  postOnly,
  positionSide,
}: Asked): string =>
  [
    pair,
    side,
    type,
    lots === null ? 'all' : `${lots} lots`,
    price === null ? '' : `at ${price}`,
    trigger === null ? '' : `from ${trigger}`,
    postOnly ? 'post-only' : '',
    positionSide ?? '',
  ]
    .filter((part) => part !== '')
    .join(' ');
