import { catchError, defer, NEVER, switchMap, throwError, type Observable } from 'rxjs';
import { type ConfigError, configError } from '../model/errors';
import { causeOf } from '../model/tagged';
import type { Simulator, SimulatorOptions } from '../simulator/index';
import { demoAccount } from '../simulator/wire/accounts';
import type { Command } from './common/command';
import { type CliOptions, oneWordOf, parseOptions } from './common/options';
import { parseDate } from './download/dates';
import { notice } from './common/output';
import { withSimulator } from './common/with-simulator';

const help = `Runs a simulated exchange for any bitbank client, until it is interrupted.
Prints its urls as one line of JSON when it is ready.

Usage: rx-bitbank sim [options]

Options:
  --port N       port to listen on; by default any free one
  --host NAME    address to listen on; by default 127.0.0.1 (0.0.0.0 in a container)
  --seed N       the same seed gives the same market; by default 1
  --key TEXT     API key of the account; by default ${demoAccount.apiKey}
  --secret TEXT  its secret; by default ${demoAccount.apiSecret}
  --pairs LIST   only these pairs, separated by commas, for a small machine; by default all 62
  --speed N      how many times as fast as real time the market runs; by default 1
  --quirks draw  lets the seed choose among the undocumented behaviours
  --market WHAT  the source of the market: a recording (its folder or file), or live for the venue's own stream; by
                 default simulated participants. Such a market fills orders, and does not react to them
  --from DATE    a recording begins there: 2026-11-28 (UTC), 2026-11-28T09:00Z; by default at its beginning
  --stream-url URL, --public-url URL, --api-url URL
                 where the live venue is; by default bitbank's own
  --fills NAME   when such a market fills a resting order: touch (a trade at its price), through (beyond it), queue
                 (behind what was displayed); by default queue
  --full-speed   the public stream plays a recording as fast as clients read it: for benchmarks

Examples:
  rx-bitbank sim
  rx-bitbank sim --port 8080 --seed 7 --key me --secret mine
  rx-bitbank sim --market recordings --speed 10
`;

const fillNames = ['touch', 'through', 'queue'] as const;

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  seed: { type: 'string' },
  key: { type: 'string' },
  secret: { type: 'string' },
  speed: { type: 'string' },
  pairs: { type: 'string' },
  quirks: { type: 'string', values: ['draw'] },
  market: { type: 'string' },
  from: { type: 'string' },
  'stream-url': { type: 'string' },
  'public-url': { type: 'string' },
  'api-url': { type: 'string' },
  fills: { type: 'string', values: fillNames },
  'full-speed': { type: 'boolean' },
} as const satisfies CliOptions;

const numberOf = (field: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (text.trim() === '' || !Number.isFinite(Number(text))) throw configError(field, 'a number', text);
  return Number(text);
};

/** Returns the options in the arguments after `sim`; throws a `ConfigError` or `UsageError`. */
export const simOptions = (args: readonly string[]): SimulatorOptions => {
  const { values } = parseOptions({ args: [...args], options });
  const { key, secret, quirks } = values;
  if (quirks !== undefined && quirks !== 'draw') throw configError('--quirks', 'draw', quirks);
  return {
    port: numberOf('--port', values.port),
    host: values.host,
    seed: numberOf('--seed', values.seed),
    pairs: values.pairs?.split(','),
    marketSpeed: numberOf('--speed', values.speed),
    quirks,
    fullSpeed: values['full-speed'],
    accounts: [{ ...demoAccount, ...(key && { apiKey: key }), ...(secret && { apiSecret: secret }) }],
  };
};

/** Loads the market that the arguments name. It must exist before anything is opened. */
const marketOptions = async (args: readonly string[]): Promise<SimulatorOptions> => {
  const { market, from, fills, pairs, ...values } = parseOptions({ args: [...args], options }).values;
  const urls = {
    streamUrl: values['stream-url'],
    publicUrl: values['public-url'],
    apiUrl: values['api-url'],
  };
  const { liveMarket, recordedMarket, ...models } = await import('../simulator/index');
  const start = from === undefined ? undefined : parseDate('--from', from);
  const modelled = fills !== undefined && { fills: models[oneWordOf('--fills', fillNames, fills)]() };
  if (market === undefined) {
    if (start !== undefined) throw configError('--from', 'a recording as --market', 'none');
    return { ...modelled };
  }
  if (market === 'live') {
    if (start !== undefined) throw configError('--from', 'a recording as --market', 'live');
    return { ...modelled, market: await liveMarket({ ...urls, pairs: pairs?.split(',') }) };
  }
  const onEnd = (error?: unknown): void =>
    notice(error === undefined ? 'the recording is over' : causeOf(error));
  return {
    ...modelled,
    market: recordedMarket(market, { from: start, pairs: pairs?.split(','), onEnd }),
  };
};

/** Returns the option of the command for a field of the options of the simulator or of its market; the field if there is none. */
const optionOf = (field: string): string => {
  const [first = ''] = field.split(/[.[]/);
  const name = first === 'marketSpeed' ? 'speed' : first;
  return Object.hasOwn(options, name) ? `--${name}` : field;
};

/** Names the option of the command in an error about the simulator's options, and about an address that it can't have. */
const inOurNames = (error: unknown): unknown => {
  const { _tag, field = '', expected = '', actual = '' } = Object(error) as Partial<ConfigError>;
  if (_tag === 'ConfigError') return configError(optionOf(field), expected, actual);
  const { code, syscall, address, port } = Object(error) as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly port?: number;
  };
  if (syscall !== 'listen') return error;
  if (code === 'EADDRINUSE')
    return configError('--port', 'a free port', `${port}, which another program has`);
  if (code === 'EACCES') return configError('--port', 'a port that this user may open', `${port}`);
  return code === 'EADDRNOTAVAIL' ? configError('--host', 'an address of this machine', `${address}`) : error;
};

const printUrls = (simulator: Simulator): Observable<never> =>
  defer(() => {
    process.stdout.write(`${JSON.stringify(simulator.urls)}\n`);
    return NEVER;
  });

export const simCommand: Command = {
  help,
  options,
  positions: [],
  run: (args) =>
    defer(async () => ({ ...simOptions(args), ...(await marketOptions(args)) })).pipe(
      switchMap((read) => withSimulator(read, printUrls)),
      catchError((error: unknown) => throwError(() => inOurNames(error))),
    ),
};
