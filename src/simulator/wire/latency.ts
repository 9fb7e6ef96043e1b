import { Observable, type SchedulerLike } from 'rxjs';
import type { Answer, Handle } from './message';

/** A duration in ms: a constant, or a list of samples from which the seed draws. */
export type Delay = number | readonly number[];

/** The delays between a user and the venue, in ms. */
export interface WayLatency {
  /** The delay of a private request. */
  readonly order?: Delay | undefined;
  /** The delay of its reply. */
  readonly reply?: Delay | undefined;
  /** The delay of private messages. */
  readonly news?: Delay | undefined;
}

/** The latency of the simulator. A single number delays everything, in each direction. */
export type Latency = number | WayLatency;

export const delayOf = (delay: Delay | undefined, random: () => number): number =>
  typeof delay === 'object' ? (delay[Math.floor(random() * delay.length)] ?? 0) : (delay ?? 0);

const isPrivate = (path: string): boolean => path.startsWith('/v1/user/');

/** Delays private requests and their replies. A request under way arrives even if its client hangs up meanwhile. */
export const withLatency = (
  { order, reply }: WayLatency,
  wall: SchedulerLike,
  random: () => number,
  handle: Handle,
): Handle =>
  order === undefined && reply === undefined
    ? handle
    : (request) =>
        isPrivate(request.path)
          ? new Observable<Answer>((subscriber) => {
              const receive = (answer: Answer): void => {
                subscriber.next(answer);
                subscriber.complete();
              };
              wall.schedule(
                () =>
                  handle(request).subscribe((answer) =>
                    wall.schedule(() => receive(answer), delayOf(reply, random)),
                  ),
                delayOf(order, random),
              );
            })
          : handle(request);
