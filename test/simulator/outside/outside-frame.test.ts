import { describe, expect, it } from 'vitest';
import { createFrameReader } from '../../../src/simulator/outside/outside-frame';
import { frameOf } from './recording';

const diff = { a: [['5', '1']], b: [], t: 1_790_000_000_000, s: '7' };
const spaced = (frame: string): string =>
  `42${JSON.stringify(JSON.parse(frame.slice(2)), null, 1).replaceAll('\n', '')}`;

describe('a reader of frames from outside', () => {
  it('leaves out the rooms of other pairs, however often they come, and reads its own in any spelling', () => {
    const read = createFrameReader(['btc_jpy']);
    const [own, other] = ['btc_jpy', 'eth_jpy'].map((pair) => frameOf(`depth_diff_${pair}`, diff));
    for (let round = 0; round < 3; round += 1) {
      for (const frame of [other, spaced(other ?? ''), '42["message",{"room_name":"', '2probe', ''])
        expect(read(frame ?? '')).toBeNull();
      for (const frame of [own, spaced(own ?? '')])
        expect(read(frame ?? '')).toMatchObject({
          pair: 'btc_jpy',
          kind: 'depth_diff',
          line: 'depth_btc_jpy',
          content: { type: 'diff', message: { sequence: 7 } },
        });
    }
  });
});
