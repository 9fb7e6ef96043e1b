import { type Fault, staleReads } from '../../src/simulator/index';

const submit = { path: '/v1/user/spot/order' };
const cancel = { path: '/v1/user/spot/cancel*' };
const rate = (probability: number) => ({ when: { rate: probability } });

/**
 * All faults, each now and then; the venue's seed decides when. Only `equal-order` is left out: an order that only an
 * id could distinguish stays unresolved, which is right, and leaves nothing to compare with.
 */
export const mixedFaults: readonly Fault[] = [
  ...[submit, cancel].flatMap((only): readonly Fault[] => [
    { kind: 'rest-status', only, ...rate(0.02) },
    { kind: 'rest-429', only, ...rate(0.01) },
    { kind: 'maintenance', only, ...rate(0.005) },
    { kind: 'rest-timeout-before', only, ...rate(0.02) },
    { kind: 'rest-timeout-after', only, ...rate(0.02) },
    { kind: 'rest-cut-off', only, ...rate(0.02) },
    { kind: 'rest-10005', only, ...rate(0.02) },
    { kind: 'rest-late', ms: 1_200, only, ...rate(0.02) },
    { kind: 'rest-reply-late', ms: 600, only, ...rate(0.05) },
    { kind: 'rest-twice', only, ...rate(0.01) },
  ]),
  { kind: 'rest-status', ...rate(0.01) },
  { kind: 'rest-timeout-before', ...rate(0.005) },
  { kind: 'rest-cut-off', ...rate(0.005) },
  ...staleReads.map((read): Fault => ({ kind: 'stale-read', read, ms: 1_500, ...rate(0.1) })),
  { kind: 'private-late', ms: 1_200, ...rate(0.05) },
  { kind: 'private-lose', ...rate(0.05) },
  { kind: 'private-repeat', ...rate(0.05) },
  { kind: 'private-reorder', ...rate(0.05) },
  { kind: 'token-expire', ...rate(0.003) },
  { kind: 'stream-drop', ...rate(0.002) },
  { kind: 'stream-freeze', ms: 3_000, ...rate(0.001) },
  { kind: 'stream-slow', ms: 200, ...rate(0.01) },
  { kind: 'frame-corrupt', ...rate(0.005) },
  { kind: 'frame-lose', ...rate(0.01) },
  { kind: 'frame-repeat', ...rate(0.01) },
  { kind: 'frame-reorder', ...rate(0.01) },
  { kind: 'restart', ms: 1_200, ...rate(0.0005) },
];
