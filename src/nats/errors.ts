import { causeOf, taggedError, type Tagged } from '../model/tagged';

/** An error of a request to NATS. */
export type NatsError = Tagged<
  'NatsError',
  {
    /**
     * `no-server`: no server answers. `refused`: the server refuses the user. `no-jetstream`: JetStream is off.
     * `other-stream`: a stream of that name or of those subjects is not ours. `not-allowed`: the user lacks a right.
     * `taken`: another gateway has the lease. `failed`: any other error.
     */
    reason: 'no-server' | 'refused' | 'no-jetstream' | 'other-stream' | 'not-allowed' | 'taken' | 'failed';
  }
>;

export const natsError = (reason: NatsError['reason'], message: string): NatsError =>
  taggedError('NatsError', message, { reason });

const isNatsError = (error: unknown): error is NatsError =>
  (error as Partial<NatsError> | null)?._tag === 'NatsError';

const reasons: readonly (readonly [RegExp, NatsError['reason'], string])[] = [
  [/permissions? violation/i, 'not-allowed', 'the user of NATS lacks a right'],
  [/authorization|authentication|user authentication/i, 'refused', 'NATS refuses the user'],
  [
    /jetstream not enabled|jetstream is not enabled|no responders|503/i,
    'no-jetstream',
    'JetStream is off in this NATS server (start it with -js)',
  ],
  [/subjects overlap|name already in use/i, 'other-stream', 'another stream has these subjects'],
  [
    /ECONNREFUSED|connection refused|ENOTFOUND|EAI_AGAIN|ECONNRESET|timeout/i,
    'no-server',
    'NATS does not answer',
  ],
];

/** Returns the error with a text for a person who can remove its cause. */
export const asNatsError = (error: unknown): NatsError => {
  if (isNatsError(error)) return error;
  const { name = '', cause } = Object(error) as { readonly name?: string; readonly cause?: unknown };
  const text = [name, causeOf(error), cause === undefined ? '' : causeOf(cause)].join(' ');
  const known = reasons.find(([pattern]) => pattern.test(text));
  const detail = causeOf(error);
  return known === undefined ? natsError('failed', detail) : natsError(known[1], `${known[2]}: ${detail}`);
};
