import { describe, expect, it } from 'vitest';
import { parseFault } from '../../../src/simulator/faults/parse-fault';

describe('a fault from outside', () => {
  it.each([
    { kind: 'stream-drop' },
    { kind: 'rest-status', status: 502, when: { nth: 3, times: 2 }, only: { path: '/v1/user/spot/order' } },
    { kind: 'stale-read', read: 'active_orders', ms: 5_000, when: { rate: 0.1 } },
    { kind: 'rest-late', ms: 3_000, when: { at: 1_790_127_295_169, for: 1_000 } },
    { kind: 'pair-status', status: 'HALT', pair: 'btc_jpy', ms: 10_000 },
  ])('is taken: %j', (fault) => {
    expect(parseFault(fault)).toEqual(fault);
  });

  it.each<[unknown, string]>([
    ['stream-drop', 'fault'],
    [[], 'fault'],
    [{}, 'fault.kind'],
    [{ kind: 'toString' }, 'fault.kind'],
    [{ kind: 'rest-late' }, 'fault.ms'],
    [{ kind: 'rest-late', ms: '1' }, 'fault.ms'],
    [{ kind: 'rest-late', ms: -1 }, 'fault.ms'],
    [{ kind: 'rest-status', status: 200 }, 'fault.status'],
    [{ kind: 'stale-read', ms: 1 }, 'fault.read'],
    [{ kind: 'stream-drop', ms: 1 }, 'fault.ms'],
    [{ kind: 'stream-drop', when: 'now' }, 'fault.when'],
    [{ kind: 'stream-drop', when: {} }, 'fault.when'],
    [{ kind: 'stream-drop', when: { nth: 0 } }, 'fault.when.nth'],
    [{ kind: 'stream-drop', when: { nth: 1, for: 5 } }, 'fault.when'],
    [{ kind: 'stream-drop', when: { rate: 2 } }, 'fault.when.rate'],
    [{ kind: 'stream-drop', when: { every: 2 } }, 'fault.when.every'],
    [{ kind: 'stream-drop', only: { pair: 'btc_jpy' } }, 'fault.only.pair'],
  ])('is refused with the field that is wrong: %j', (fault, field) => {
    expect(() => parseFault(fault)).toThrow(expect.objectContaining({ _tag: 'ConfigError', field }));
  });
});
