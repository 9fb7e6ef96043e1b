import { of, Subject } from 'rxjs';
import { expect, it } from 'vitest';
import type { PubnubEvent } from '../../src/connectivity/pubnub';
import { createPrivateStream, type PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import { virtualClock } from '../../src/simulator/index';

const nestedDeep = (): unknown => JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));

/** Subscribes to a private stream over a link that the test drives. */
const follow = () => {
  const link = new Subject<PubnubEvent>();
  const events: PrivateStreamEvent[] = [];
  const errors: unknown[] = [];
  createPrivateStream({
    info$: () => of({ channel: 'c', token: 't' }),
    open: () => link,
    scheduler: virtualClock(0),
    random: () => 0,
  }).subscribe({ next: (event) => events.push(event), error: (error: unknown) => errors.push(error) });
  return { link, events, errors };
};

it.each<[string, string, unknown]>([
  ['a timetoken that is none', 'hasOwnProperty', { method: 'asset_update', params: [] }],
  ['a message deeper than the stack', '17900000000000001', nestedDeep()],
])('%s is undecodable, and the stream goes on', (_, timetoken, message) => {
  const { link, events, errors } = follow();
  link.next({ type: 'connected', timetoken: '1' });
  link.next({ type: 'message', timetoken, message });
  link.next({
    type: 'message',
    timetoken: '17900000000000002',
    message: { method: 'asset_update', params: [] },
  });
  expect(errors).toEqual([]);
  expect(events.map(({ type }) => type)).toEqual(['connected', 'undecodable', 'message']);
});

it('goes on after a link with a wrong timetoken', () => {
  const { link, events, errors } = follow();
  link.next({ type: 'connected', timetoken: 'now' });
  const message = { method: 'asset_update', params: [] };
  link.next({ type: 'message', timetoken: '17900000000000001', message });
  expect(errors).toEqual([]);
  expect(events.map(({ type }) => type)).toEqual(['connected', 'message']);
});
