import { describe, expect, it } from 'vitest';
import { virtualClock } from '../../../src/simulator/market/clock';
import { createPubNubOrigin, type Delivery } from '../../../src/simulator/wire/pubnub-origin';

const start = 1_790_127_295_169;

const origin = (cache = { messages: 3, ms: 60_000 }) => {
  const clock = virtualClock(start);
  let tokens = 0;
  const pubnub = createPubNubOrigin({
    wall: clock,
    market: clock,
    tokenLife: 10_000,
    cache,
    nextSignature: () => Buffer.alloc(32, ++tokens),
  });
  const receive = (token: string | null, timetoken: string | null, channel = 'a') => {
    const deliveries: Delivery[] = [];
    const subscription = pubnub
      .receive([channel], token, timetoken)
      .subscribe((delivery) => deliveries.push(delivery));
    return { deliveries, subscription };
  };
  const greet = (token: string) => {
    const [greeting] = receive(token, null).deliveries;
    if (greeting?.type !== 'messages') throw new Error('no greeting');
    return greeting.timetoken;
  };
  return { clock, pubnub, receive, greet };
};

const toldBy = (deliveries: readonly Delivery[]) =>
  deliveries.map((delivery) =>
    delivery.type === 'messages' ? delivery.messages.map(({ message }) => message) : delivery.denial.message,
  );

describe('the PubNub origin', () => {
  it('greets with a timetoken of now, in 10^-7 s', () => {
    const { pubnub, greet } = origin();
    expect(greet(pubnub.grant('a'))).toBe(`${start}0000`);
  });

  it('holds a subscription until a message comes, and delivers those of one moment together', () => {
    const { clock, pubnub, receive, greet } = origin();
    const token = pubnub.grant('a');
    const { deliveries } = receive(token, greet(token));
    clock.advanceBy(5_000);
    expect(deliveries).toEqual([]);
    pubnub.publish('a', 1);
    pubnub.publish('b', 'for others');
    pubnub.publish('a', 2);
    clock.advanceBy(0);
    expect(toldBy(deliveries)).toEqual([[1, 2]]);
  });

  it('resumes from a timetoken: no message is missed, and none comes twice', () => {
    const { clock, pubnub, receive, greet } = origin();
    const token = pubnub.grant('a');
    const since = greet(token);
    pubnub.publish('a', 1);
    pubnub.publish('a', 2);
    const [first] = receive(token, since).deliveries;
    expect(toldBy(first ? [first] : [])).toEqual([[1, 2]]);
    const next = receive(token, first?.type === 'messages' ? first.timetoken : null);
    clock.advanceBy(10);
    expect(next.deliveries).toEqual([]);
    pubnub.publish('a', 3);
    clock.advanceBy(0);
    expect(toldBy(next.deliveries)).toEqual([[3]]);
  });

  it('remembers so many messages for so long', () => {
    const { clock, pubnub, receive, greet } = origin({ messages: 3, ms: 5_000 });
    const token = pubnub.grant('a');
    const since = greet(token);
    for (let message = 1; message <= 5; message++) pubnub.publish('a', message);
    expect(toldBy(receive(token, since).deliveries)).toEqual([[3, 4, 5]]);
    clock.advanceBy(5_001);
    expect(receive(token, since).deliveries).toEqual([]);
  });

  it('denies no token, a forged one, an expired one and one of another channel', () => {
    const { clock, pubnub, receive } = origin();
    const token = pubnub.grant('a');
    expect(toldBy(receive(null, null).deliveries)).toEqual(['Forbidden']);
    expect(toldBy(receive('forged', null).deliveries)).toEqual(['Token is expired.']);
    expect(toldBy(receive(token, null, 'b').deliveries)).toEqual(['Forbidden']);
    clock.advanceBy(10_000);
    expect(toldBy(receive(token, null).deliveries)).toEqual(['Token is expired.']);
  });

  it('ends a held subscription when its token expires', () => {
    const { clock, pubnub, receive, greet } = origin();
    const token = pubnub.grant('a');
    const { deliveries } = receive(token, greet(token));
    clock.advanceBy(9_999);
    expect(deliveries).toEqual([]);
    clock.advanceBy(1);
    expect(toldBy(deliveries)).toEqual(['Token is expired.']);
  });

  it('expires every token of a channel on demand, and no other', () => {
    const { pubnub, receive, greet } = origin();
    const token = pubnub.grant('a');
    const other = pubnub.grant('b');
    const { deliveries } = receive(token, greet(token));
    pubnub.expireTokens('a');
    expect(toldBy(deliveries)).toEqual(['Token is expired.']);
    expect(pubnub.denialOf(['b'], other)).toBeNull();
  });

  it('forgets a subscriber that hangs up', () => {
    const { clock, pubnub, receive, greet } = origin();
    const token = pubnub.grant('a');
    const { deliveries, subscription } = receive(token, greet(token));
    subscription.unsubscribe();
    pubnub.publish('a', 1);
    clock.advanceBy(20_000);
    expect(deliveries).toEqual([]);
  });
});
