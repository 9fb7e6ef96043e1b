import type { Trade } from '../../model/trade';
import { timeOfDay, grouped, placesOf } from './numbers';
import { fit, span, type Line } from './text';

/** The latest trades, newest first, in the taker's colour. */
export const tape = (trades: readonly Trade[], width: number, height: number): readonly Line[] => {
  if (trades.length === 0) return [[span('no trade yet', 'dim')]];
  const shown = trades.slice(0, height);
  const pricePlaces = placesOf(shown.map(({ price }) => price));
  const amountPlaces = placesOf(shown.map(({ amount }) => amount));
  const priceWidth = Math.max(...shown.map(({ price }) => grouped(price, pricePlaces).length));
  const amountWidth = Math.max(...shown.map(({ amount }) => grouped(amount, amountPlaces).length));
  return shown.map(({ timestamp, side, price, amount }) =>
    fit(
      [
        span(`${timeOfDay(timestamp)} `, 'dim'),
        span(`${side.padEnd(4)} ${grouped(price, pricePlaces).padStart(priceWidth)}`, side),
        span(`  ${grouped(amount, amountPlaces).padStart(amountWidth)}`),
      ],
      width,
    ),
  );
};
