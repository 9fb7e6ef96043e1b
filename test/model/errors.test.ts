import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  decodeError,
  httpError,
  noRestError,
  portErrorAt,
  replyDecodeError,
  venueError,
  type VenueError,
} from '../../src/model/errors';
import { systemCodes } from '../../src/model/system-codes';
import { venueCodes } from '../../src/model/venue-codes';

const endpoint = 'POST /user/spot/order';
const errorOf = (code: number | null, status = 200): VenueError =>
  venueError(endpoint, status, code, code === null ? undefined : venueCodes.get(code));

describe('venueCodes', () => {
  const codes = [...venueCodes.values()];

  it('has every documented code, each with a meaning', () => {
    expect(codes).toHaveLength(180);
    expect(codes.filter(({ meaning }) => meaning === '')).toEqual([]);
  });

  it('calls unknown the codes after which the venue may have acted, and no others', () => {
    const unknown = codes.filter(({ effect }) => effect === 'unknown').map(({ code }) => code);
    expect(unknown).toEqual([10001, 10003, 10005, 10008, 70001, 70002, 70003, 70011, 70012]);
    expect(codes.filter(({ effect }) => effect === 'in-progress').map(({ code }) => code)).toEqual([70019]);
  });

  it('says of the codes of every endpoint the same as its page', () => {
    expect([...systemCodes.values()]).toEqual(codes.filter(({ code }) => code < 20_000));
  });
});

describe('venueError', () => {
  it.each([
    ['a documented refusal', 60001, 200, 'none'],
    ['a refusal whatever the status', 10007, 503, 'none'],
    ['too many calls by code', 10009, 200, 'none'],
    ['too many calls by status', null, 429, 'none'],
    ['a refusal that is newer than the table', 60020, 200, 'none'],
    ['another one, whatever the status', 50088, 500, 'none'],
    ['an undocumented word about a key', 20099, 200, 'none'],
    ['an undocumented word about a parameter', 40999, 400, 'none'],
    ['an undocumented error of the system', 10099, 200, 'unknown'],
    ['an undocumented code of a family that does not only refuse', 70099, 200, 'unknown'],
    ['a code of no family', 80001, 200, 'unknown'],
    ['a server error without a code', null, 500, 'unknown'],
    ['a page instead of a reply', null, 403, 'unknown'],
    ['a cancel on its way', 70019, 200, 'in-progress'],
  ])('knows the effect of %s', (_, code, status, effect) => {
    expect(errorOf(code, status).effect).toBe(effect);
  });

  it('says which call it is about', () => {
    const error = errorOf(60001, 400);
    expect(error).toMatchObject({ _tag: 'VenueError', code: 60001, class: 'funds', status: 400 });
    expect(error.message).toBe('POST /user/spot/order: code 60001: Insufficient amount.');
  });
});

describe('a code that is newer than the table', () => {
  it('carries its family, in words too', () => {
    const error = errorOf(60020);
    expect(error).toMatchObject({ code: 60020, family: 'VALUE_ERROR', class: 'refused' });
    expect(error.message).toContain('code 60020: An undocumented code of VALUE_ERROR.');
    expect(errorOf(60001).family).toBe('VALUE_ERROR');
    expect(errorOf(null, 500).family).toBeNull();
  });

  it('is no code of an admitted call if it is about the key', () => {
    expect(errorOf(20099).class).toBe('credential');
  });
});

describe('portErrorAt', () => {
  const ofPort = httpError('POST /v1/user/spot/order', 'refused', 'none', 'connect ECONNREFUSED');

  it('names the endpoint, and keeps the effect that the port knows', () => {
    const error = portErrorAt(endpoint, ofPort);
    expect(error).toMatchObject({ _tag: 'HttpError', endpoint, reason: 'refused', effect: 'none' });
    expect(error.message).toBe('POST /user/spot/order: connect ECONNREFUSED');
  });

  it('passes on that there is no REST', () => {
    expect(portErrorAt(endpoint, noRestError('GET /'))).toMatchObject({ _tag: 'NoRestError', endpoint });
  });

  it.each([
    ['that says nothing of it', { _tag: 'HttpError', reason: 'refused', message: 'connect ECONNREFUSED' }],
    ['of another kind', new TypeError('x is not a function')],
    ['that is none', null],
  ])('has no effect only if the port says so: not with an error %s', (_, thrown) => {
    expect(portErrorAt(endpoint, thrown)).toMatchObject({ _tag: 'HttpError', endpoint, effect: 'unknown' });
  });
});

describe('replyDecodeError', () => {
  it('shows the reply, unless it may be a secret', () => {
    const error = decodeError('', 'JSON', '"{\\"pubnub_token\\":\\"p0F2AkF0"');
    expect(replyDecodeError(endpoint, error, false).message).toContain('p0F2AkF0');
    expect(inspect(replyDecodeError('GET /user/subscribe', error, true))).not.toContain('p0F2AkF0');
  });
});
