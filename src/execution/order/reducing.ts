import type { Order } from '../../model/order';

/**
 * Does an order only reduce a margin position? Its two sides say so: the venue refuses what is larger than the position, so
 * that none turns it around.
 */
export const onlyReduces = ({
  side,
  positionSide,
}: {
  readonly side: Order['side'];
  readonly positionSide?: Order['positionSide'] | undefined;
}): boolean => (positionSide === 'long' ? side === 'sell' : positionSide === 'short' && side === 'buy');
