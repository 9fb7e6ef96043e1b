import { PassThrough } from 'node:stream';
import { lastValueFrom, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { isRealMoney } from '../../../src/cli/account/client';
import { onceConfirmed } from '../../../src/cli/account/confirm';

const live = { yes: false, 'allow-insecure': false };

/** Runs with a typed answer. Resolves to the output, the result, and whether the action ran. */
const answering = async (answer: string, choice: object = {}, isTTY = true) => {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  let isDone = false;
  const act = () => {
    isDone = true;
    return of('done');
  };
  const end = lastValueFrom(onceConfirmed({ ...live, ...choice }, 'buy: place it', act, { input, output }));
  input.end(answer);
  const result: unknown = await end.catch((error: unknown) => error);
  return { result, isDone, shown: String((output.read() as Buffer | null) ?? '') };
};

describe('onceConfirmed', () => {
  it.each(['y\n', 'yes\n', 'Y\n'])('goes on after %j', async (answer) => {
    const { result, isDone, shown } = await answering(answer);
    expect({ result, isDone }).toEqual({ result: 'done', isDone: true });
    expect(shown).toContain('buy: place it on the live venue? [y/N]');
  });

  it.each(['n\n', '\n', 'yolo\n', 'ok\n', ''])('sends nothing after %j, with exit code 3', async (answer) => {
    const { result, isDone } = await answering(answer);
    expect({ result, isDone }).toMatchObject({ result: { _tag: 'Exit', code: 3 }, isDone: false });
  });

  it('refuses if nobody can be asked', async () => {
    const { result, isDone } = await answering('y\n', {}, false);
    expect({ result, isDone }).toMatchObject({ result: { _tag: 'UsageError' }, isDone: false });
  });

  it.each([{ yes: true }, { sim: true }, { 'api-url': 'http://127.0.0.1:9/v1' }])(
    'does not ask with %j',
    async (choice) => {
      const { result, shown } = await answering('', choice, false);
      expect({ result, shown }).toEqual({ result: 'done', shown: '' });
    },
  );
});

describe('isRealMoney', () => {
  it.each([
    [{}, true],
    [{ 'api-url': 'https://api.bitbank.cc/v1' }, true],
    [{ 'api-url': 'http://10.0.0.1/v1' }, true],
    [{ 'api-url': 'no url' }, false],
    [{ 'api-url': 'http://localhost:1/v1' }, false],
    [{ sim: true }, false],
  ])('%j: %s', (choice, expected) => {
    expect(isRealMoney({ ...live, ...choice })).toBe(expected);
  });
});
