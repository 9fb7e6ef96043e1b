import { nothing } from 'lit';
import { causeOf } from './told';

/** What could be drawn, or what is wrong with it. */
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
