import { createHmac } from 'node:crypto';
import type { HttpReply } from '../../../src/connectivity/ports';
import {
  createVirtualSimulator,
  virtualClock,
  type VirtualClock,
  type VirtualSimulator,
  type VirtualSimulatorOptions,
} from '../../../src/simulator/index';

export interface Reply {
  readonly status: number;
  /** The venue's code; `null` for success. */
  readonly code: number | null;
  readonly data: Record<string, unknown>;
}

/** A simulated exchange in this process, on a clock of its own, with a user who signs. */
export interface ObservedVenue {
  readonly sim: VirtualSimulator;
  readonly clock: VirtualClock;
  readonly send: (method: string, path: string, headers?: Record<string, string>, body?: string) => Reply;
  readonly public: (path: string) => Reply;
  readonly get: (path: string) => Reply;
  readonly post: (path: string, body: unknown) => Reply;
  /** Sends a request to the control path, which the venue does not have. */
  readonly control: (name: string, body: unknown) => void;
  readonly sign: (text: string) => string;
}

const key = { apiKey: 'key', apiSecret: 'secret' };

export const balances = { jpy: '100000000', btc: '10', xrp: '100000' };

export const sign = (text: string): string => createHmac('sha256', key.apiSecret).update(text).digest('hex');

export const venueAt = (
  time: string,
  options: Omit<VirtualSimulatorOptions, 'scheduler'> = {},
): ObservedVenue => {
  const clock = virtualClock(Date.parse(time));
  const sim = createVirtualSimulator({
    participants: false,
    accounts: [{ ...key, balances, rateLimits: { QUERY: Infinity, UPDATE: Infinity } }],
    ...options,
    scheduler: clock,
  });
  const ask = (method: string, url: string, headers: Record<string, string>, body: string): Reply => {
    const replies: HttpReply[] = [];
    sim
      .sendRequest({ method: method as 'GET', url, headers, body, timeout: 1_000, maxReplyBytes: 1e7 })
      .subscribe((reply) => replies.push(reply));
    clock.advanceBy(1);
    const [reply] = replies;
    if (!reply) throw new Error(`${method} ${url} was not answered`);
    const { success, data } = JSON.parse(reply.body) as { success: number; data: Record<string, unknown> };
    return { status: reply.status, code: success === 0 ? Number(data['code']) : null, data };
  };
  const send: ObservedVenue['send'] = (method, path, headers = {}, body = '') =>
    ask(method, sim.urls.apiUrl + path, { ...headers }, body);
  const signed = (method: string, path: string, body: string): Reply => {
    const requestTime = String(clock.now());
    const window = '5000';
    const text = method === 'GET' ? `/v1${path}` : body;
    return send(
      method,
      path,
      {
        'ACCESS-KEY': key.apiKey,
        'ACCESS-REQUEST-TIME': requestTime,
        'ACCESS-TIME-WINDOW': window,
        'ACCESS-SIGNATURE': sign(requestTime + window + text),
      },
      body,
    );
  };
  return {
    sim,
    clock,
    send,
    public: (path) => ask('GET', sim.urls.publicUrl + path, {}, ''),
    get: (path) => signed('GET', path, ''),
    post: (path, body) => signed('POST', path, JSON.stringify(body)),
    control: (name, body) => {
      sim
        .sendRequest({
          method: 'POST',
          url: `${sim.urls.publicUrl}/_sim/${name}`,
          body: JSON.stringify(body),
          timeout: 1_000,
          maxReplyBytes: 1e6,
        })
        .subscribe();
      clock.advanceBy(1);
    },
    sign,
  };
};
