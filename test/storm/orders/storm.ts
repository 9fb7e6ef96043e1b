import type { Storm } from '../storm';
import { cellsOf, table } from './coverage';
import { drawScript } from './draw';
import { violationsOf } from './oracle';
import { shortfallsOf } from './quantity';
import type { Script } from './script';
import { playWorld } from './world';

/** The storm of orders of every kind under every fault of the private side. The venue's audit log is the judge. */
export const ordersStorm: Storm<Script> = {
  name: 'orders',
  draw: drawScript,
  play: (script) => {
    const { record, watched, history, hash } = playWorld(script);
    return {
      hash,
      history,
      violations: [...watched, ...violationsOf(record)],
      shortfalls: shortfallsOf(record),
      cells: cellsOf(record),
    };
  },
  lists: ['actions', 'faults', 'overtaken'],
  table,
};
