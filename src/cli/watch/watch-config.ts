import type { DataClientOptions } from '../../data/options';
import { candleTypes, type CandleType } from '../../model/candle';
import type { Pair } from '../../model/pair';
import {
  type CliOptions,
  given,
  oneWordOf,
  parseOptions,
  refuseTogether,
  usageError,
  countFrom1,
} from '../common/options';
import { parseDuration } from '../common/duration';
import { parsePair } from '../common/pair-argument';
import { type PaperChoice, paperOptions, refusePaperParts } from '../paper/paper';
import { watchFeeds, type WatchFeed } from './watch-event';

/** The source of the frames. */
export type WatchSource =
  | { readonly type: 'venue'; readonly recordPath: string | undefined }
  | { readonly type: 'simulator'; readonly recordPath: string | undefined }
  | { readonly type: 'paper'; readonly choice: PaperChoice }
  | { readonly type: 'replay'; readonly path: string; readonly speed: number };

export type WatchUrls = Pick<DataClientOptions, 'streamUrl' | 'publicUrl' | 'apiUrl' | 'allowInsecure'>;

export interface WatchConfig {
  readonly pair: Pair;
  readonly feeds: readonly WatchFeed[];
  readonly candleType: CandleType;
  /** Levels per side; `undefined`: as many as there is room for. */
  readonly depth: number | undefined;
  readonly json: boolean;
  /** The number of values after which the command ends; `undefined`: it has no limit. */
  readonly count: number | undefined;
  /** The time after which the command ends, ms. */
  readonly duration: number | undefined;
  readonly source: WatchSource;
  readonly urls: WatchUrls;
}

export const watchOptions = {
  feed: { type: 'string', multiple: true, values: watchFeeds },
  json: { type: 'boolean', default: false },
  record: { type: 'string' },
  replay: { type: 'string' },
  speed: { type: 'string' },
  depth: { type: 'string' },
  count: { type: 'string' },
  duration: { type: 'string' },
  'candle-type': { type: 'string', default: '1min', values: candleTypes },
  'api-url': { type: 'string' },
  'allow-insecure': { type: 'boolean' },
  sim: { type: 'boolean', default: false },
  ...paperOptions,
} as const satisfies CliOptions;

const parseSpeed = (text: string): number => {
  const speed = text === 'max' ? Infinity : Number(text);
  if (!(speed > 0)) throw usageError(`--speed: expected a number above 0, or max, got ${text}`);
  return speed;
};

/** Options that contradict each other. */
const exclusive = [
  ['paper', 'replay', 'record', 'sim'],
  ['replay', 'record', 'sim', 'stream-url', 'public-url', 'api-url'],
  ['sim', 'stream-url', 'public-url', 'api-url'],
] as const;

/** Reads the command line. Throws a `UsageError`. */
export const parseWatchConfig = (args: readonly string[]): WatchConfig => {
  const { values, positionals } = parseOptions({
    args: [...args],
    options: watchOptions,
    allowPositionals: true,
  });
  const [pair, ...others] = positionals;
  if (pair === undefined) throw usageError('watch which pair? for example: rx-bitbank watch btc_jpy');
  if (others[0] !== undefined) throw usageError(`watch takes one pair, got ${others[0]} as well`);

  refuseTogether(values, exclusive);
  refusePaperParts(values);
  if (values.speed !== undefined && values.replay === undefined) throw usageError('--speed needs --replay');

  return {
    pair: parsePair(pair),
    feeds: [
      ...new Set(
        (values.feed ?? watchFeeds)
          .flatMap((list) => list.split(','))
          .map((name) => oneWordOf('--feed', watchFeeds, name)),
      ),
    ],
    candleType: oneWordOf('--candle-type', candleTypes, values['candle-type']),
    depth: values.depth === undefined ? undefined : countFrom1('--depth', values.depth),
    json: values.json,
    count: values.count === undefined ? undefined : countFrom1('--count', values.count),
    duration: values.duration === undefined ? undefined : parseDuration('--duration', values.duration),
    source: values.paper
      ? { type: 'paper', choice: values }
      : values.replay === undefined
        ? { type: values.sim ? 'simulator' : 'venue', recordPath: values.record }
        : { type: 'replay', path: values.replay, speed: parseSpeed(values.speed ?? '1') },
    urls: given({
      streamUrl: values['stream-url'],
      publicUrl: values['public-url'],
      apiUrl: values['api-url'],
      allowInsecure: values['allow-insecure'],
    }),
  };
};
