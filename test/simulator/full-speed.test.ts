import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startSimulator } from '../../src/simulator/index';

describe('the stream at full speed', () => {
  it('plays a recording as fast as it is taken, with rising sequences', async () => {
    const sim = await startSimulator({ fullSpeed: true });
    const socket = new WebSocket(`${sim.urls.streamUrl}/socket.io/?EIO=4&transport=websocket`);
    const sequences: number[] = [];
    let wholes = 0;
    await new Promise((resolve) => socket.once('message', resolve));
    socket.send('40');
    await new Promise((resolve) => socket.once('message', resolve));
    const enough = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text.includes('"depth_whole_')) wholes += 1;
        const sequence = /"s":"(\d+)"/.exec(text)?.[1];
        if (sequence !== undefined) sequences.push(Number(sequence));
        if (sequences.length >= 2_000 && wholes > 0) resolve();
      });
    });
    socket.send('42["join-room","depth_diff_btc_jpy"]');
    socket.send('42["join-room","depth_whole_btc_jpy"]');
    // At the market's own pace this would take a quarter of an hour.
    await enough;
    expect(sequences.every((sequence, at) => at === 0 || sequence > (sequences[at - 1] ?? 0))).toBe(true);
    socket.terminate();
    await sim.close();
  });
});
