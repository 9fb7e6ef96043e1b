import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secret } from '../../src/execution/rest/secret';
import { authHeaders, signatureOf, type Stamp } from '../../src/execution/rest/signing';

const apiSecret = secret('hoge');
const timeWindow: Stamp = { type: 'time-window', requestTime: 1721121776490, timeWindow: 1000 };
const nonce: Stamp = { type: 'nonce', nonce: 1721121776490 };
const body = '{"pair": "xrp_jpy", "price": "20", "amount": "1","side": "buy", "type": "limit"}';

describe('signatureOf', () => {
  it.each([
    [
      'GET by time window',
      timeWindow,
      '/v1/user/assets',
      '9ec5745960d05573c8fb047cdd9191bd0c6ede26f07700bb40ecf1a3920abae8',
    ],
    [
      'POST by time window',
      timeWindow,
      body,
      '7868665738ae3f8a796224e0413c1351ddd7ec2af121db12815c0a5b74b8764c',
    ],
    [
      'GET by nonce',
      nonce,
      '/v1/user/assets',
      'f957817b95c3af6cf5e2e9dfe1503ea8088f46879d4ab73051467fd7b94f1aba',
    ],
    ['POST by nonce', nonce, body, '8ef83c2b991765b18c95aade7678471747c06890a23a453c76238345b5c86fb8'],
  ])('signs a %s as the documentation does', (_, stamp, payload, signature) => {
    expect(signatureOf(apiSecret, stamp, payload)).toBe(signature);
  });
});

it('signs as HMAC-SHA256 does with any secret, shorter or longer than a block, and with any text, however long', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'binary' }),
      (key, payload) => {
        const kept = secret(key);
        for (const text of [payload, payload.repeat(1_000), payload, '']) {
          const expected = createHmac('sha256', key).update(`1721121776490${text}`).digest('hex');
          expect(signatureOf(kept, nonce, text)).toBe(expected);
        }
      },
    ),
  );
});

describe('authHeaders', () => {
  it('sends the stamp that was signed', () => {
    const credentials = { apiKey: secret('key'), apiSecret };
    expect(authHeaders(credentials, timeWindow, '/v1/user/assets')).toEqual({
      'ACCESS-KEY': 'key',
      'ACCESS-SIGNATURE': '9ec5745960d05573c8fb047cdd9191bd0c6ede26f07700bb40ecf1a3920abae8',
      'ACCESS-REQUEST-TIME': '1721121776490',
      'ACCESS-TIME-WINDOW': '1000',
    });
    expect(Object.keys(authHeaders(credentials, nonce, body))).toEqual([
      'ACCESS-KEY',
      'ACCESS-SIGNATURE',
      'ACCESS-NONCE',
    ]);
  });
});
