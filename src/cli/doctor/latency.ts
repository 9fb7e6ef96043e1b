import { catchError, concatMap, of, range, timer, toArray, type Observable } from 'rxjs';
import type { HttpReply, SendRequest } from '../../connectivity/ports';
import { medianOf, type LatencySamples } from '../../model/latency';
import type { MeteredReply } from './meter';

/** True for a private read. It is the request that is most similar to an order. */
const isTypical = ({ path, isTooMany }: MeteredReply): boolean => path.endsWith('/user/assets') && !isTooMany;

/** Requests the time of PubNub's origin, which needs no key. Any answer shows the distance. */
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

/** Drops the first reply of a host, which includes the time to connect. */
const warm = (replies: readonly MeteredReply[]): readonly number[] =>
  (replies.length > 1 ? replies.slice(1) : replies).map(({ took }) => took);

/**
 * Estimates the latency: half of a round trip in each direction, because nobody can know more from here. It includes
 * the venue's time to answer, but not its time to report an order to PubNub.
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

/** Describes the latency in one line; `null` if nothing was measured. */
export const latencyLine = ({ order, reply, news }: LatencySamples): string | null =>
  order.length === 0
    ? null
    : `medians: ${ms(order)} to the venue, ${ms(reply)} back${news.length === 0 ? '' : `, ${ms(news)} for private news`}`;
