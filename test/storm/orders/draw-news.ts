import type { Fault } from '../../../src/simulator/index';
import type { Random } from '../../../src/simulator/market/random';
import { pick } from './pick';
import type { Action } from './script';

/** Codes that are in no table, of families that only refuse. */
export const newCodes = [60_020, 50_088, 50_999, 40_999, 60_999] as const;

const spot = '/v1/user/spot/';
const writes = ['order', 'order', 'order', 'cancel_order'] as const;
const reads = ['orders_info', 'active_orders', 'trade_history'] as const;
const readsThatDie = [...reads.map((name) => spot + name), '/v1/user/assets'];

const many = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

/** Draws words of the venue that are not known yet: codes, types of orders, statuses. */
const drawNewWords = (random: Random, apiKey: string): readonly Fault[] => {
  const code = (name: string, calls: number): Fault => ({
    kind: 'rest-code',
    code: pick(random, newCodes),
    only: { path: spot + name, apiKey },
    when: { nth: random.between(1, calls), times: random.between(1, 2) },
  });
  const word = (field: string, said: string, name: string, calls: number): Fault => ({
    kind: 'rest-word',
    field,
    word: said,
    only: { path: spot + name, apiKey },
    when: { nth: random.between(1, calls), times: random.between(1, 3) },
  });
  return [
    ...many(random.between(3, 5), () => code(pick(random, writes), 90)),
    ...many(random.between(2, 3), () => code(pick(random, reads), 12)),
    ...many(random.between(2, 4), () => word('type', 'oco', pick(random, writes), 90)),
    ...many(random.between(2, 4), () => word('type', 'oco', pick(random, reads), 12)),
    ...many(random.between(1, 3), () => word('status', 'FROZEN', pick(random, reads), 12)),
  ];
};

/** Draws an uplink that stalls and, in every third storm, reads without an answer for a minute. */
const drawDeadLinks = (random: Random, apiKey: string): readonly Fault[] => {
  const stalls = many(random.between(3, 5), (): Fault => ({
    kind: 'rest-stall',
    ms: random.between(500, 6_000),
    only: { apiKey },
    when: { nth: random.between(1, 500) },
  }));
  if (random.chance(2 / 3)) return stalls;
  const after = random.between(15_000, 40_000);
  return [
    ...stalls,
    ...readsThatDie.map((path): Fault => ({
      kind: 'rest-timeout-before',
      only: { path, apiKey },
      when: { after, for: 60_000 },
    })),
  ];
};

export const drawNewFaults = (random: Random, apiKey: string): readonly Fault[] => [
  ...drawNewWords(random, apiKey),
  ...drawDeadLinks(random, apiKey),
];

/** Steps of a clock in ms: a dual-boot machine in Japan, a summer time, a synchronisation. */
const steps = [-32_400_000, -3_600_000, -20_000, 5_000, 30_000, 3_600_000] as const;

/** Sets the time of day of our machine, once or twice in every other storm. */
export const drawSteps = (random: Random): readonly Action[] =>
  random.chance(0.5)
    ? []
    : many(random.between(1, 2), () => ({
        at: random.between(10_000, 80_000),
        type: 'clock',
        by: pick(random, steps),
      }));
