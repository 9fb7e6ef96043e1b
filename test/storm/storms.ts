import { feedsStorm } from './feeds/storm';
import { ordersStorm } from './orders/storm';
import { runnable } from './run';
import type { AnyStorm } from './storm';

const all: readonly AnyStorm[] = [runnable(ordersStorm), runnable(feedsStorm)];

/** Every storm by its name. */
export const storms: ReadonlyMap<string, AnyStorm> = new Map(all.map((storm) => [storm.name, storm]));
