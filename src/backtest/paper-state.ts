import { isPlainDecimal } from '../model/decimal';
import type { VenueFill, VenueOrder } from '../simulator/index';

/** The state of a paper account between restarts, as JSON. Amounts in units are texts of digits with an `n`. */
export interface PaperState {
  readonly format: 1;
  /** Unix time, ms. */
  readonly savedAt: number;
  /** The balances, free or not, by asset. */
  readonly balances: Readonly<Record<string, string>>;
  /** Open orders, and the latest that have ended. */
  readonly orders: readonly VenueOrder[];
  /** The latest fills, oldest first. */
  readonly fills: readonly VenueFill[];
}

const units = /^-?\d+n$/;

export const paperText = (state: PaperState): string =>
  `${JSON.stringify(state, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value), 1)}\n`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOrder = (value: unknown): boolean =>
  isRecord(value) &&
  Number.isSafeInteger(value.orderId) &&
  typeof value.pair === 'string' &&
  typeof value.status === 'string' &&
  typeof value.executedAmount === 'bigint';

const isFill = (value: unknown): boolean =>
  isRecord(value) && Number.isSafeInteger(value.tradeId) && typeof value.amount === 'bigint';

/** Reads a state; `null` if the text is not the state of a paper account, or if a newer version wrote it. */
export const readPaperState = (text: string): PaperState | null => {
  try {
    const state: unknown = JSON.parse(text, (_, value: unknown) =>
      typeof value === 'string' && units.test(value) ? BigInt(value.slice(0, -1)) : value,
    );
    const isRight =
      isRecord(state) &&
      state.format === 1 &&
      isRecord(state.balances) &&
      Object.values(state.balances).every((amount) => typeof amount === 'string' && isPlainDecimal(amount)) &&
      Array.isArray(state.orders) &&
      state.orders.every(isOrder) &&
      Array.isArray(state.fills) &&
      state.fills.every(isFill);
    return isRight ? (state as unknown as PaperState) : null;
  } catch {
    return null;
  }
};
