import type { Storm } from '../storm';
import { table } from './coverage';
import { draw } from './draw';
import type { FeedScript } from './script';
import { play } from './world';

/** The storm of all public feeds, with the simulated venue and every fault between them. */
export const feedsStorm: Storm<FeedScript> = {
  name: 'feeds',
  draw,
  play,
  lists: ['faults', 'upsets', 'observers', 'deeds'],
  table,
};
