import type { LatencySamples } from '../model/latency';
import { list, ownRecord } from './combinators';
import { type Decoded, decodeJson } from './decode';
import { only, same, Timestamp } from './primitives';

const form = 'rx-bitbank latency';
const version = 1;

/** The longest time that counts as a latency: ten minutes in ms. */
const longest = 600_000;

const Milliseconds = same(
  'a time in ms, zero or more',
  (input): input is number => typeof input === 'number' && input >= 0 && input <= longest,
);

const Samples = list('a list of times in ms', Milliseconds);

interface LatencyFile extends LatencySamples {
  readonly form: typeof form;
  readonly version: typeof version;
}

const LatencyFile = ownRecord<LatencyFile>('samples of latency', {
  form: only(form),
  version: only(version),
  measuredAt: Timestamp,
  order: Samples,
  reply: Samples,
  news: Samples,
});

/**
 * The text of a file of samples: one JSON object, `{ "form": "rx-bitbank latency", "version": 1, "measuredAt": …,
 * "order": [ms, …], "reply": [ms, …], "news": [ms, …] }`.
 */
export const latencyText = ({ measuredAt, order, reply, news }: LatencySamples): string =>
  `${JSON.stringify({ form, version, measuredAt, order, reply, news } satisfies LatencyFile)}\n`;

/** Reads the text of {@link latencyText}. `at` is the name of the file for errors. */
export const parseLatency = (text: string, at = ''): Decoded<LatencySamples> =>
  decodeJson(LatencyFile, text, at);
