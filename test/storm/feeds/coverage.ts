import type { Fault } from '../../../src/simulator/faults/fault';
import type { About } from '../../../src/simulator/faults/registry';
import type { Wiretap } from './wiretap';

export interface Coverage {
  readonly hit: (fault: Fault, about: About) => void;
  readonly cells: () => readonly string[];
}

export const createCoverage = (clock: { readonly now: () => number }, tap: Wiretap): Coverage => {
  const cells = new Set<string>();
  return {
    hit: (fault, about) => {
      const room = about.room?.replace(/_[a-z]+_jpy$/, '');
      cells.add(`${fault.kind} | ${room ?? about.path ?? (tap.link()?.isReady ? 'open' : 'opening')}`);
    },
    cells: () => [...cells],
  };
};
