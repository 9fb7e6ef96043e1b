import { parseArgs } from 'node:util';
import { configError } from '../model/errors';
import { demoAccount, type SimulatorOptions, startSimulator } from '../simulator/index';

export const simUsage = `Usage: rx-bitbank sim [options]

Runs a simulated exchange that any bitbank client can be pointed at, until it is interrupted.
Prints its urls as one line of JSON when it is ready.

  --port <n>      port to listen on (default: any free one)
  --host <name>   address to listen on (default: 127.0.0.1; 0.0.0.0 in a container)
  --seed <n>      the same seed gives the same market (default: 1)
  --key <text>    API key of the account (default: ${demoAccount.apiKey})
  --secret <text> its secret (default: ${demoAccount.apiSecret})
  --speed <n>     how many times as fast as real time the market runs (default: 1)
  --quirks draw   let the seed choose among the undocumented behaviours
`;

const numberOf = (field: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (text.trim() === '' || !Number.isFinite(Number(text)))
    throw configError(field, 'a number', JSON.stringify(text));
  return Number(text);
};

/** The options in the arguments after `sim`; throws a `ConfigError`, or node's error for an unknown one. */
export const simOptions = (argv: readonly string[]): SimulatorOptions => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: { port: text, host: text, seed: text, key: text, secret: text, speed: text, quirks: text },
  });
  const { key, secret, quirks } = values;
  if (quirks !== undefined && quirks !== 'draw')
    throw configError('--quirks', 'draw', JSON.stringify(quirks));
  return {
    port: numberOf('--port', values.port),
    host: values.host,
    seed: numberOf('--seed', values.seed),
    marketSpeed: numberOf('--speed', values.speed),
    quirks,
    accounts: [{ ...demoAccount, ...(key && { apiKey: key }), ...(secret && { apiSecret: secret }) }],
  };
};

/** `rx-bitbank sim`: prints the urls and runs until SIGINT or SIGTERM. Rejects if it can't start. */
export const sim = async (argv: readonly string[]): Promise<void> => {
  const simulator = await startSimulator(simOptions(argv));
  process.stdout.write(`${JSON.stringify(simulator.urls)}\n`);
  const signals = ['SIGINT', 'SIGTERM'] as const;
  await new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
  await simulator.close();
};
