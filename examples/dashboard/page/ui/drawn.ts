import { nothing } from 'lit';
import { causeOf } from './latest';

/** The drawn content, or the problem of the drawing. */
export interface Drawn {
  readonly view: unknown;
  readonly problem: string | null;
}

export const drawn = (view: () => unknown): Drawn => {
  try {
    return { view: view(), problem: null };
  } catch (error) {
    return { view: nothing, problem: causeOf(error) };
  }
};
