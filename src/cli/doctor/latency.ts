import { catchError, concatMap, of, range, timer, toArray, type Observable } from 'rxjs';
import type { HttpReply, SendRequest } from '../../connectivity/ports';
import { medianOf, type LatencySamples } from '../../model/latency';
import type { MeteredReply } from './meter';

/** A private read: nearest to what an order goes through, without being one. */
const isTypical = ({ path, isTooMany }: MeteredReply): boolean => path.endsWith('/user/assets') && !isTooMany;

/** Asks the origin of PubNub for its time, which needs no key: any answer tells how far it is. */
export const askPubnub = (send: SendRequest, origin: string): Observable<readonly (HttpReply | null)[]> =>
  range(0, 5).pipe(
    concatMap((i) =>
      timer(i === 0 ? 0 : 50).pipe(
        concatMap(() =>
          send({ method: 'GET', url: `${origin}/time/0`, timeout: 3_000, maxReplyBytes: 100_000 }).pipe(
            catchError(() => of(null)),
          ),
        ),
      ),
    ),
    toArray(),
  );

/** The first reply of a host paid for the connection. */
const warm = (replies: readonly MeteredReply[]): readonly number[] =>
  (replies.length > 1 ? replies.slice(1) : replies).map(({ took }) => took);

/**
 * Half of a round trip each way, as nobody can tell more from here: what the venue takes to answer is in it, what it takes
 * to tell PubNub of an order is not.
 */
export const latencyOf = (
  signed: readonly MeteredReply[],
  pubnub: readonly MeteredReply[],
  measuredAt: number,
): LatencySamples => {
  const halves = (took: readonly number[]): readonly number[] => took.map((ms) => Math.round(ms * 50) / 100);
  const rest = halves(warm(signed.filter(isTypical)));
  return { measuredAt, order: rest, reply: rest, news: halves(warm(pubnub)) };
};

const ms = (values: readonly number[]): string => `${(medianOf(values) ?? 0).toFixed(1)} ms`;

/** `null`: nothing was measured. */
export const latencyLine = ({ order, reply, news }: LatencySamples): string | null =>
  order.length === 0
    ? null
    : `medians: ${ms(order)} to the venue, ${ms(reply)} back${news.length === 0 ? '' : `, ${ms(news)} for private news`}`;
