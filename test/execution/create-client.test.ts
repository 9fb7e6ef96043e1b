import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createExecutionClient, createExecutionClientFromEnvironment } from '../../src/execution/index';

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
  it('shows no secret, however closely it is looked at', async () => {
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

  it('takes the urls of a simulator as they are', async () => {
    const urls = {
      streamUrl: 'ws://127.0.0.1:1',
      publicUrl: 'http://127.0.0.1:1',
      apiUrl: 'http://127.0.0.1:1/v1',
      pubnubOrigin: 'http://127.0.0.1:1',
    };
    await createExecutionClient({ ...secrets, ...urls }).close();
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
});
