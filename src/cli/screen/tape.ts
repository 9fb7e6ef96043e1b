import type { Trade } from '../../model/trade';
import { timeOfDay, grouped, placesOf } from './numbers';
import { fit, fullest, span, type Line } from './text';

/** Renders the latest trades, newest first, in the taker's colour. */
export const tape = (trades: readonly Trade[], width: number, height: number): readonly Line[] => {
  if (trades.length === 0) return [[span('no trade yet', 'dim')]];
  const shown = trades.slice(0, height);
  const pricePlaces = placesOf(shown.map(({ price }) => price));
  const amountPlaces = placesOf(shown.map(({ amount }) => amount));
  const priceWidth = Math.max(...shown.map(({ price }) => grouped(price, pricePlaces).length));
  const amountWidth = Math.max(...shown.map(({ amount }) => grouped(amount, amountPlaces).length));
  return shown.map(({ timestamp, side, price, amount }) => {
    const time = timeOfDay(timestamp);
    const priceText = grouped(price, pricePlaces).padStart(priceWidth);
    const amountSpan = span(`  ${grouped(amount, amountPlaces).padStart(amountWidth)}`);
    const word = span(`${side.padEnd(4)} ${priceText}`, side);
    // The colour shows the side too, so that its first letter is enough.
    const letter = span(`${side.slice(0, 1)} ${priceText}`, side);
    return fit(
      fullest(
        [
          [span(`${time} `, 'dim'), word, amountSpan],
          [span(`${time} `, 'dim'), letter, amountSpan],
          [span(`${time.slice(0, 5)} `, 'dim'), letter, amountSpan],
          [letter, amountSpan],
        ],
        width,
      ),
      width,
    );
  });
};
