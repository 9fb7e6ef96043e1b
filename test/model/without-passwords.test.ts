import { inspect } from 'node:util';
import fc from 'fast-check';
import { firstValueFrom, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { usageError } from '../../src/cli/common/options';
import { parseWatchConfig } from '../../src/cli/watch/watch-config';
import { createExecutionClient } from '../../src/execution';
import { createDataClient } from '../../src/index';
import { httpError, linkError } from '../../src/model/errors';
import { causeOf } from '../../src/model/tagged';
import { withoutPasswords } from '../../src/model/without-passwords';
import { describe as described } from '../../src/parsing/decode';
import { createStreamClient } from '../../src/stream';
import { socketPort } from '../../src/trading';

const secret = 'hunter2';

/** Returns all visible parts of an error: message, stack, fields. */
const seenOf = (act: () => unknown): string => {
  try {
    return inspect(act(), { depth: 9, showHidden: true });
  } catch (error) {
    return inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
  }
};

describe('withoutPasswords', () => {
  it.each([
    ['https://user:hunter2@host.example/v1', 'https://…@host.example/v1'],
    ['https://hunter2@host.example', 'https://…@host.example'],
    ['no wss://u:p@hunter2@host/a, and https://u:hunter2@b', 'no wss://…@b'],
    ['got "https://host/v1?token=hunter2", twice', 'got "https://host/v1?…", twice'],
    ['https://host/#token=hunter2', 'https://host/?…'],
    ['https://user:a/hunter2?b@host', 'https://…@host'],
    ['see https://host/docs.md#limits', 'see https://host/docs.md#limits'],
    ['GET /user/spot/order?pair=btc_jpy', 'GET /user/spot/order?pair=btc_jpy'],
    ['mail a@b.example', 'mail a@b.example'],
  ])('of %s is %s', (text, shown) => {
    expect(withoutPasswords(text)).toBe(shown);
  });

  it('is the same as by two patterns', () => {
    const part = fc.constantFrom('://', '@', '?', '#', '=', 'a', ' ', '\n', '"', ':', '/');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const expected = text
          .replace(/:\/\/[^\n"']*@/g, '://…@')
          .replace(/(:\/\/[^\s"'?#]*)(?:\?|#(?=[^\s"']*=))[^\s"']*/g, '$1?…');
        expect(withoutPasswords(text)).toBe(expected);
        expect(described(text) === 'something else').toBe(/:.*@/s.test(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([':', '://', '://#', '://a@"'])('takes no longer than the text is: many times %s', (part) => {
    const text = part.repeat(200_000);
    const before = process.cpuUsage();
    described(text);
    withoutPasswords(text);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
  });
});

describe('a password or a token in a url', () => {
  const urlsOf = (scheme: string): readonly string[] => [
    `${scheme}://user:${secret}@host.example/`,
    `${scheme}://${secret}@host.example/`,
    `${scheme}://user:${secret} x@host.example/`,
    `${scheme}://user:a/${secret}@host.example/`,
    `${scheme}://host.example/?token=${secret}`,
    `${scheme}://host.example/#token=${secret}`,
    `user:${secret}@host.example`,
    `${secret}@host.example`,
    `host.example/?token=${secret}`,
    `${'x'.repeat(60)}://user:${secret}${'y'.repeat(60)}@host.example`,
  ];
  const keys = { apiKey: 'k', apiSecret: 's' };

  it.each([
    ['streamUrl', 'wss', (url: string) => createStreamClient({ streamUrl: url })],
    ['publicUrl', 'https', (url: string) => createDataClient({ publicUrl: url })],
    ['apiUrl', 'https', (url: string) => createExecutionClient({ ...keys, apiUrl: url })],
    ['pubnubOrigin', 'https', (url: string) => createExecutionClient({ ...keys, pubnubOrigin: url })],
    ['proxy', 'https', (url: string) => createExecutionClient({ ...keys, proxy: url })],
    ['url of a port', 'wss', (url: string) => socketPort(url)],
    ['an argument', 'wss', (url: string) => parseWatchConfig(['btc_jpy', url])],
    ['a word', 'wss', (url: string) => parseWatchConfig(['btc_jpy', '--candle-type', url])],
    ['an unknown option', 'wss', (url: string) => parseWatchConfig([`--url=${url}`])],
  ])('does not show in the texts made of it as %s', (_, scheme, make) => {
    for (const url of urlsOf(scheme).filter((one) => one.includes('://')))
      expect(seenOf(() => make(url))).not.toContain(secret);
  });

  it.each([
    ['apiUrl', (url: string) => createExecutionClient({ ...keys, apiUrl: url })],
    ['pubnubOrigin', (url: string) => createExecutionClient({ ...keys, pubnubOrigin: url })],
  ])('does not show without a scheme either, as %s', (_, make) => {
    for (const url of urlsOf('https')) expect(seenOf(() => make(url))).not.toContain(secret);
  });

  it('does not show if a port quotes it, in errors, fields and causes', () => {
    const quoted = `request to https://user:${secret}@host.example/?token=${secret} failed`;
    const errors = [
      httpError('GET /x', 'cut-off', 'unknown', quoted),
      linkError('connect-failed', quoted),
      usageError(quoted),
    ];
    for (const error of errors) expect(inspect(error) + JSON.stringify(error)).not.toContain(secret);
    expect(causeOf(new Error(quoted))).not.toContain(secret);
  });

  it('does not show in the diagnostics and errors of a client', async () => {
    const quoted = new Error(`https://user:${secret}@host.example refused`);
    const data = createDataClient({
      sendRequest: () => throwError(() => quoted),
      openSocket: () => throwError(() => quoted),
    });
    const failure = await new Promise((resolve) => {
      data.rest.instruments().subscribe({ error: resolve });
    });
    expect(inspect(failure, { depth: 9 })).not.toContain(secret);
    data.ticker$('btc_jpy').subscribe({ error: () => undefined });
    const diagnostic = await firstValueFrom(data.diagnostics$);
    expect(inspect([diagnostic, await firstValueFrom(data.connection$)], { depth: 9 })).not.toContain(secret);
    await data.close();
    expect(await firstValueFrom(of(inspect(data, { depth: 9 })))).not.toContain(secret);
  });
});
