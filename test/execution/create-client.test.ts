import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  createExecutionClient,
  createExecutionClientFromEnvironment,
  type ExecutionClientOptions,
} from '../../src/execution/index';
import { createDataClient } from '../../src/index';
import { createVirtualSimulator, demoAccount, virtualClock } from '../../src/simulator/index';
import { noJournal } from '../../src/execution/journal/order-journal';
import { readEnvironment } from '../../src/execution/options';

const secrets = { apiKey: 'the-key', apiSecret: 'the-secret', proxy: 'http://user:word@127.0.0.1:1/' };

const thrownBy = (create: () => unknown): unknown => {
  try {
    create();
  } catch (error) {
    return error;
  }
  return null;
};

describe('createExecutionClient', () => {
  it('shows no secret, however closely it is inspected', async () => {
    const client = createExecutionClient(secrets);
    const shown = inspect(client, { depth: null, showHidden: true, getters: true }) + JSON.stringify(client);
    expect(shown).not.toMatch(/the-key|the-secret|word/);
    expect(shown).toContain('submitOrder');
    await client.close();
  });

  it('refuses a wrong option at once, by its name', () => {
    const error = thrownBy(() => createExecutionClient({ ...secrets, queryLimit: 0 }));
    expect(error).toMatchObject({ _tag: 'ConfigError', field: 'queryLimit' });
    expect(inspect(error)).not.toMatch(/the-key|the-secret|word/);
  });

  it.each([
    [{ ...secrets, apikey: 'the-key' }, 'apikey'],
    [{ apiKey: 'the-key', api_secret: 'the-secret' }, 'api_secret'],
    [{ ...secrets, guards: { maxOrders: 3 } }, 'guards.maxOrders'],
    [{ ...secrets, guards: { maxOpenOrders: -1 } }, 'guards.maxOpenOrders'],
    [{ ...secrets, journal: 'orders.ndjson' }, 'journal'],
    [{ ...secrets, scheduler: {} }, 'scheduler'],
    [{ ...secrets, sendRequest: {} }, 'sendRequest'],
    [undefined, 'options'],
  ])('refuses an unknown or wrong option: %j', (options, field) => {
    const error = thrownBy(() => createExecutionClient(options as unknown as ExecutionClientOptions));
    expect(error).toMatchObject({ _tag: 'ConfigError', field });
    expect(inspect({ ...(error as object), stack: null })).not.toMatch(/the-key|the-secret|word/);
  });

  it('refuses a journal that is passed beside the options, which would not be kept', () => {
    const create = createExecutionClient as (...options: readonly unknown[]) => unknown;
    const error = thrownBy(() => create(secrets, { journal: noJournal }));
    expect(error).toMatchObject({ _tag: 'ConfigError', field: 'arguments' });
  });

  it('takes the urls of a simulator, its ports and an account of it as they are', async () => {
    const urls = {
      streamUrl: 'ws://127.0.0.1:1',
      publicUrl: 'http://127.0.0.1:1',
      apiUrl: 'http://127.0.0.1:1/v1',
      pubnubOrigin: 'http://127.0.0.1:1',
    };
    const { openSocket, sendRequest, openPubnub } = createVirtualSimulator({ scheduler: virtualClock(0) });
    const ports = { openSocket, sendRequest, openPubnub };
    const account = { ...demoAccount, margin: true, rateLimits: {} };
    await createExecutionClient({ ...account, ...urls, ...ports }).close();
    await createDataClient({ ...urls, ...ports }).close();
  });
});

describe('createExecutionClientFromEnvironment', () => {
  it('names the variable that is missing', () => {
    const error = thrownBy(() => createExecutionClientFromEnvironment({ BITBANK_API_KEY: 'the-key' }));
    expect(error).toMatchObject({ _tag: 'ConfigError', field: 'BITBANK_API_SECRET', actual: 'nothing' });
  });

  it('needs no more than key and secret', async () => {
    const environment = { BITBANK_API_KEY: 'the-key', BITBANK_API_SECRET: 'the-secret' };
    await createExecutionClientFromEnvironment(environment).close();
  });

  const environment = { BITBANK_API_KEY: 'the-key', BITBANK_API_SECRET: 'the-secret', BITBANK_SETTLE: '5' };

  it('takes in addition options that no variable can give, and those that are to differ from the variables', () => {
    const options = { journal: noJournal, guards: { maxOpenOrders: 3 }, settle: 7, random: () => 0.5 };
    const config = readEnvironment(environment, options);
    expect(config).toMatchObject({
      journal: noJournal,
      guards: { maxOpenOrders: 3 },
      settle: 7,
      random: options.random,
    });
    expect(readEnvironment(environment)).toMatchObject({ settle: 5 });
  });

  it('names a wrong option as the option, a wrong variable as the variable', () => {
    const complaint = (...given: readonly unknown[]): unknown => {
      const create = createExecutionClientFromEnvironment as (...given: readonly unknown[]) => unknown;
      return (thrownBy(() => create(...given)) as { readonly field?: unknown } | null)?.field;
    };
    expect(complaint({ ...environment, BITBANK_SETTLE: '-5' })).toBe('BITBANK_SETTLE');
    expect(complaint({ ...environment, BITBANK_SETTLE: '-5' }, { settle: -7 })).toBe('settle');
    expect(complaint(environment, { jurnal: noJournal })).toBe('jurnal');
    expect(complaint(environment, noJournal)).toBe('load');
    expect(complaint(environment, null)).toBe('options');
    expect(complaint(environment, {}, { journal: noJournal })).toBe('arguments');
  });
});
