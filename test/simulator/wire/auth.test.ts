import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../../src/simulator/wire/auth';
import { wireRequest } from '../../../src/simulator/wire/message';
import { createRateLimit, venueRateLimits } from '../../../src/simulator/wire/rate-limit';

const now = 1_721_121_776_490;
const key = { apiKey: 'key', apiSecret: 'hoge' };
const path = '/v1/user/assets';
const sign = (text: string) => createHmac('sha256', key.apiSecret).update(text).digest('hex');

const authenticator = (at = now) =>
  createAuthenticator(
    (apiKey) => (apiKey === 'key' ? key : undefined),
    () => at,
  );

const get = (headers: Record<string, string>, target = path) => wireRequest('GET', target, headers);
const codeOf = (outcome: ReturnType<ReturnType<typeof authenticator>>) =>
  outcome.type === 'authentic' ? null : outcome.code;

const windowed = (requestTime: string, window: string | undefined, target = path, secretText?: string) => ({
  'access-key': 'key',
  'access-request-time': requestTime,
  ...(window === undefined ? {} : { 'access-time-window': window }),
  'access-signature': secretText ?? sign(requestTime + (window ?? '') + target),
});
const nonced = (nonce: string, target = path) => ({
  'access-key': 'key',
  'access-nonce': nonce,
  'access-signature': sign(nonce + target),
});

describe('authentication', () => {
  it("accepts the documentation's own signatures", () => {
    const documented = '9ec5745960d05573c8fb047cdd9191bd0c6ede26f07700bb40ecf1a3920abae8';
    expect(sign('17211217764901000/v1/user/assets')).toBe(documented);
    expect(codeOf(authenticator()(get(windowed('1721121776490', '1000', path, documented))))).toBeNull();
    const body = '{"pair": "xrp_jpy", "price": "20", "amount": "1","side": "buy", "type": "limit"}';
    const signature = '8ef83c2b991765b18c95aade7678471747c06890a23a453c76238345b5c86fb8';
    const headers = { 'access-key': 'key', 'access-nonce': '1721121776490', 'access-signature': signature };
    expect(codeOf(authenticator()(wireRequest('POST', '/v1/user/spot/order', headers, body)))).toBeNull();
  });

  it('signs the query with the path', () => {
    const target = '/v1/user/spot/active_orders?pair=btc_jpy';
    expect(codeOf(authenticator()(get(windowed(String(now), '5000', target), target)))).toBeNull();
    expect(codeOf(authenticator()(get(windowed(String(now), '5000', path), target)))).toBe(20001);
  });

  it('takes 5000 as the window if none is given', () => {
    expect(codeOf(authenticator()(get(windowed(String(now - 5_000), undefined))))).toBeNull();
    expect(codeOf(authenticator()(get(windowed(String(now - 5_001), undefined))))).toBe(20035);
  });

  it.each<[string, Record<string, string>, number]>([
    ['no key', { 'access-nonce': '1' }, 20003],
    ['an unknown key', { ...nonced('1'), 'access-key': 'other' }, 20002],
    ['neither time nor nonce', { 'access-key': 'key' }, 20036],
    ['an empty nonce', nonced(''), 20004],
    ['a nonce that is no whole number', nonced('1.5'), 20039],
    ['a window without a time', { 'access-key': 'key', 'access-time-window': '1000' }, 20033],
    ['a time that is no whole number', windowed('1.7e12', '1000'), 20037],
    ['a window that is no whole number', windowed(String(now), '1s'), 20038],
    ['a window of zero', windowed(String(now), '0'), 20038],
    ['a window beyond 60,000', windowed(String(now), '60001'), 20038],
    ['no signature', { 'access-key': 'key', 'access-nonce': '1' }, 20005],
    ['a wrong signature', { ...nonced('1'), 'access-signature': sign('2') }, 20001],
    [
      'a signature with more behind it',
      { ...nonced('1'), 'access-signature': `${nonced('1')['access-signature']}zz` },
      20001,
    ],
    ['a time 1 s ahead', windowed(String(now + 1_000), '5000'), 20034],
    ['a time beyond the window', windowed(String(now - 1_001), '1000'), 20035],
  ])('refuses %s', (_, headers, code) => {
    expect(codeOf(authenticator()(get(headers)))).toBe(code);
  });

  it('accepts the bounds of the window', () => {
    expect(codeOf(authenticator()(get(windowed(String(now + 999), '5000'))))).toBeNull();
    expect(codeOf(authenticator()(get(windowed(String(now - 1_000), '1000'))))).toBeNull();
    expect(codeOf(authenticator()(get(windowed(String(now - 60_000), '60000'))))).toBeNull();
  });

  it('wants a nonce to increase, and forgets one whose signature was wrong', () => {
    const authenticate = authenticator();
    expect(codeOf(authenticate(get(nonced('10'))))).toBeNull();
    expect(codeOf(authenticate(get(nonced('10'))))).toBe(20001);
    expect(codeOf(authenticate(get(nonced('9'))))).toBe(20001);
    expect(codeOf(authenticate(get({ ...nonced('99'), 'access-signature': sign('') })))).toBe(20001);
    expect(codeOf(authenticate(get(nonced('11'))))).toBeNull();
  });

  it('goes by the window if there is a nonce too', () => {
    const authenticate = authenticator();
    const both = { ...windowed(String(now), '1000'), 'access-nonce': '5' };
    expect(codeOf(authenticate(get(both)))).toBeNull();
    expect(codeOf(authenticate(get(both)))).toBeNull();
  });
});

describe('the rate limit', () => {
  it('admits 10 QUERY and 6 UPDATE calls in any second, for each user', () => {
    let clock = 0;
    const admit = createRateLimit(() => clock);
    const admitted = (user: number, call: 'QUERY' | 'UPDATE', tries: number) =>
      Array.from({ length: tries }, () => admit(user, call, venueRateLimits)).filter(Boolean).length;
    expect(admitted(1, 'QUERY', 20)).toBe(10);
    expect(admitted(1, 'UPDATE', 20)).toBe(6);
    expect(admitted(2, 'QUERY', 20)).toBe(10);
    clock = 999;
    expect(admitted(1, 'QUERY', 20)).toBe(0);
    clock = 1_000;
    expect(admitted(1, 'QUERY', 20)).toBe(10);
  });

  it('has no limit if none is set', () => {
    const admit = createRateLimit(() => 0);
    const limits = { QUERY: Infinity, UPDATE: Infinity };
    expect(Array.from({ length: 100 }, () => admit(1, 'UPDATE', limits)).every(Boolean)).toBe(true);
  });
});
