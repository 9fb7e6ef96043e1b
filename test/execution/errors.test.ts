import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { decodeError, httpError } from '../../src/model/errors';
import { apiError, transportError, unreadableError } from '../../src/execution/errors';
import { venueCodes } from '../../src/model/venue-codes';

const endpoint = 'POST /user/spot/order';
const effectOf = (code: number | null, status = 200): string => apiError(endpoint, status, code).effect;

describe('venueCodes', () => {
  const codes = [...venueCodes.values()];

  it('has every documented code, each with a meaning', () => {
    expect(codes).toHaveLength(180);
    expect(codes.filter(({ meaning }) => meaning === '')).toEqual([]);
  });

  it('calls unknown what may have acted, and nothing else', () => {
    const unknown = codes.filter(({ effect }) => effect === 'unknown').map(({ code }) => code);
    expect(unknown).toEqual([10001, 10003, 10005, 10008, 70001, 70002, 70003, 70011, 70012]);
    expect(codes.filter(({ effect }) => effect === 'in-progress').map(({ code }) => code)).toEqual([70019]);
  });
});

describe('apiError', () => {
  it.each([
    ['a documented refusal', 60001, 200, 'none'],
    ['a refusal whatever the status', 10007, 503, 'none'],
    ['too many calls by code', 10009, 200, 'none'],
    ['too many calls by status', null, 429, 'none'],
    ['an undocumented code', 60099, 400, 'unknown'],
    ['a server error without a code', null, 500, 'unknown'],
    ['a page instead of a reply', null, 403, 'unknown'],
    ['a cancel on its way', 70019, 200, 'in-progress'],
  ])('knows the effect of %s', (_, code, status, effect) => {
    expect(effectOf(code, status)).toBe(effect);
  });

  it('says what it is about', () => {
    const error = apiError(endpoint, 400, 60001);
    expect(error).toMatchObject({ _tag: 'ApiError', code: 60001, class: 'funds', status: 400 });
    expect(error.message).toBe('POST /user/spot/order: code 60001: Insufficient amount.');
  });
});

describe('transportError', () => {
  it('has no effect only where nothing was sent', () => {
    const url = 'http://h/v1/user/spot/order';
    expect(transportError(endpoint, httpError('refused', url, false, 'x')).effect).toBe('none');
    expect(transportError(endpoint, httpError('timeout', url, true, 'x')).effect).toBe('unknown');
  });
});

describe('unreadableError', () => {
  it('shows what came, unless it may be a secret', () => {
    const error = decodeError('', 'JSON', '"{\\"pubnub_token\\":\\"p0F2AkF0"');
    expect(unreadableError(endpoint, error, false).message).toContain('p0F2AkF0');
    expect(inspect(unreadableError('GET /user/subscribe', error, true))).not.toContain('p0F2AkF0');
  });
});
