import type { AnyStorm } from './storm';

const all: readonly AnyStorm[] = [];

/** Every storm by its name. */
export const storms: ReadonlyMap<string, AnyStorm> = new Map(all.map((storm) => [storm.name, storm]));
