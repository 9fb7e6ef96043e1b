import {
  createExecutionClient,
  createExecutionClientFromEnvironment,
  type ExecutionClientOptions,
} from '../../../src/execution/index';
import { createDataClient } from '../../../src/index';
import { parseFault } from '../../../src/simulator/faults/parse-fault';
import type { Draw } from '../draw';
import { spoiled } from '../mutate';
import { parsed } from '../readers/public';
import { isObject } from '../readers/shape';
import { outputComplaint, secrets, type Input, type Target, type World } from '../target';

/**
 * Options of the clients, variables of the environment, faults: accepted, or refused with an error that names the
 * field.
 */

const { apiKey, apiSecret } = secrets;

const data = {
  streamUrl: 'wss://a.test',
  publicUrl: 'https://b.test',
  apiUrl: 'https://c.test/v1',
  linger: 0,
  connectTimeout: 10,
  maxFrameBytes: 10,
  readTimeout: 1,
  statusInterval: 1_000,
  allowInsecure: false,
};
const execution = {
  apiKey,
  apiSecret,
  apiUrl: 'https://a.test',
  pubnubOrigin: 'ps.test',
  proxy: `http://user:${apiSecret}@proxy.test`,
  authentication: 'nonce',
  readTimeWindow: 1,
  settle: 1,
  queryLimit: 1,
  exclusiveAccount: true,
};
const environment = {
  BITBANK_API_KEY: apiKey,
  BITBANK_API_SECRET: apiSecret,
  BITBANK_API_URL: 'https://a.test',
  BITBANK_PROXY: `http://u:${apiSecret}@p.test`,
  BITBANK_SETTLE: '10',
};
const fault = { kind: 'rest-error', status: 500, every: 2, only: { path: '/x', apiKey: 'a' } };

const samples = { data, execution, environment, fault };
type Name = keyof typeof samples;

const takers: Readonly<Record<Name, (value: object) => unknown>> = {
  data: (value) => createDataClient(value),
  execution: (value) => createExecutionClient(value as ExecutionClientOptions),
  environment: (value) => createExecutionClientFromEnvironment(value as Record<string, string>),
  fault: parseFault,
};

const drawOptions = (draw: Draw): Input => {
  const about = draw.pick(Object.keys(samples) as Name[]);
  return { about, text: spoiled(samples[about], () => samples[about], draw), status: 200, date: null };
};

const feed: World['feed'] = ({ about, text }, tell) => {
  const value = parsed(text);
  if (!isObject(value)) {
    tell('ignored');
    return null;
  }
  try {
    takers[about as Name](value);
    return null;
  } catch (error) {
    tell('refused');
    const { _tag, field } = error as { readonly _tag?: unknown; readonly field?: unknown };
    if (_tag !== 'ConfigError' || typeof field !== 'string')
      return `thrown: ${error instanceof Error ? (error.stack ?? '') : String(error)}`;
    return outputComplaint('a ConfigError', error);
  }
};

export const optionsTarget: Target = {
  name: 'options',
  weight: 2,
  draw: drawOptions,
  open: (): World => ({ feed, end: () => null }),
};
