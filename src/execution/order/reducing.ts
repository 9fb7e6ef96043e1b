import type { Order } from '../../model/order';

/**
 * True if an order only reduces a margin position. Its two sides show it: the venue refuses an amount larger than the
 * position, so that no order turns it around.
 */
export const onlyReduces = ({
  side,
  positionSide,
}: {
  readonly side: Order['side'];
  readonly positionSide?: Order['positionSide'] | undefined;
}): boolean => (positionSide === 'long' ? side === 'sell' : positionSide === 'short' && side === 'buy');
