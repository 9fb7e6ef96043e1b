import { lastValueFrom, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { SendRequest } from '../../src/connectivity/ports';
import { createTouch, type Touch } from '../../src/execution/rest/touch';

const config = { publicUrl: 'https://public.example', readTimeout: 1_000, maxReplyBytes: 1_000 };

const read = (send: SendRequest): Promise<Touch> => lastValueFrom(createTouch(config, send)('xrp_jpy'));

const replying = (data: unknown): SendRequest => {
  const body = JSON.stringify({ success: 1, data });
  return () => of({ status: 200, date: null, body });
};

describe('createTouch', () => {
  it('needs only the best prices of a ticker', async () => {
    expect(await read(replying({ sell: '360.1', buy: '359.9' }))).toEqual({ bid: 359.9, ask: 360.1 });
    const odd = { sell: '360.1', buy: '359.9', last: {}, open: 'no', vol: [], timestamp: 'soon' };
    expect(await read(replying(odd))).toEqual({ bid: 359.9, ask: 360.1 });
  });

  it('has the side that can be read', async () => {
    expect(await read(replying({ sell: null, buy: '359.9' }))).toEqual({ bid: 359.9, ask: null });
    expect(await read(replying({ sell: '360.1', buy: 'many' }))).toEqual({ bid: null, ask: 360.1 });
  });

  it('reports a refusal and a port that fails, or throws, with the endpoint', async () => {
    const refusing: SendRequest = () =>
      of({ status: 200, date: null, body: '{"success":0,"data":{"code":10000}}' });
    await expect(read(refusing)).rejects.toMatchObject({ _tag: 'VenueError', code: 10000 });
    const cut = new Error('cut');
    for (const send of [
      () => throwError(() => cut),
      () => {
        throw cut;
      },
    ])
      await expect(read(send)).rejects.toMatchObject({ endpoint: 'GET /xrp_jpy/ticker' });
  });
});
