import type { Instrument } from 'rx-bitbank';
import type { OrderRequest } from 'rx-bitbank/execution';
import type { PickedLevel } from '../../app/context';
import { number } from '../../ui/format';
import { decimalOf, type Draft } from './form';

export const ticketTypes = ['limit', 'market', 'stop', 'stop_limit'] as const;
export type TicketType = (typeof ticketTypes)[number];

/** The contents of the ticket's fields. */
export interface Typed {
  readonly side: 'buy' | 'sell';
  readonly type: TicketType;
  readonly price: string;
  readonly triggerPrice: string;
  readonly amount: string;
  readonly positionSide: '' | 'long' | 'short';
  readonly postOnly: boolean;
  /** True if the amount comes from the book. The next one from there replaces it. */
  readonly amountIsPicked: boolean;
}

export const emptyTicket: Typed = {
  side: 'buy',
  type: 'limit',
  price: '',
  triggerPrice: '',
  amount: '',
  positionSide: '',
  postOnly: false,
  amountIsPicked: false,
};

/** An event of a ticket. */
export type Move =
  | { readonly type: 'typed'; readonly changes: Partial<Typed> }
  | { readonly type: 'picked'; readonly level: PickedLevel; readonly instrument: Instrument }
  /** The pair changed: no number for the last one may become an order of this one. */
  | { readonly type: 'emptied' };

export const fieldsOf = (type: TicketType): readonly ('price' | 'triggerPrice' | 'postOnly')[] =>
  ({
    limit: ['price', 'postOnly'] as const,
    market: [] as const,
    stop: ['triggerPrice'] as const,
    stop_limit: ['triggerPrice', 'price'] as const,
  })[type];

export const afterMove = (typed: Typed, move: Move): Typed => {
  switch (move.type) {
    case 'typed':
      return { ...typed, ...('amount' in move.changes && { amountIsPicked: false }), ...move.changes };
    case 'picked': {
      const { level, instrument } = move;
      const price = number(level.price, instrument.priceDigits);
      const hasPrice = fieldsOf(typed.type).includes('price');
      const isFree = typed.amount === '' || typed.amountIsPicked;
      return {
        ...typed,
        side: level.side,
        ...(hasPrice ? { price } : typed.type === 'stop' ? { triggerPrice: price } : {}),
        ...(isFree && {
          amount: level.amount.toFixed(Math.max(0, instrument.amountDigits)),
          amountIsPicked: true,
        }),
      };
    }
    case 'emptied':
      return { ...emptyTicket, side: typed.side, type: typed.type };
  }
};

export const draftOf = ({ side, type, price, triggerPrice, amount }: Typed): Draft => {
  const wanted = fieldsOf(type);
  return {
    side,
    type,
    price: wanted.includes('price') ? decimalOf(price) : null,
    triggerPrice: wanted.includes('triggerPrice') ? decimalOf(triggerPrice) : null,
    amount: decimalOf(amount),
  };
};

export const requestOf = (typed: Typed, { pair, margin }: Instrument): OrderRequest => {
  const { side, type, price, triggerPrice, amount } = draftOf(typed);
  return {
    pair,
    side,
    type: type as TicketType,
    amount: amount ?? '',
    ...(price !== null && { price }),
    ...(triggerPrice !== null && { triggerPrice }),
    ...(fieldsOf(typed.type).includes('postOnly') && typed.postOnly && { postOnly: true }),
    ...(margin !== null && typed.positionSide !== '' && { positionSide: typed.positionSide }),
  };
};
