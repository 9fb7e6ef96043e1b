import { feedMutants } from './feeds/mutants';
import type { Mutant } from './mutant';
import { orderMutants } from './orders/mutants';

/** Deliberate faults in the clients, by the storm that must notice them. */
export const mutants: ReadonlyMap<string, readonly Mutant[]> = new Map([
  ['orders', orderMutants],
  ['feeds', feedMutants],
]);
