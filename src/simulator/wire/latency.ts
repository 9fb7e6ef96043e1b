import { Observable, type SchedulerLike } from 'rxjs';
import type { Answer, Handle } from './message';

/** How long something takes, ms: always so long, or as long as one of these samples, drawn by the seed. */
export type Delay = number | readonly number[];

/** What is on its way between a user and the venue. */
export interface WayLatency {
  /** Of a private request. */
  readonly order?: Delay | undefined;
  /** Of its reply. */
  readonly reply?: Delay | undefined;
  /** Of private messages. */
  readonly news?: Delay | undefined;
}

/** A number: of everything, each way. */
export type Latency = number | WayLatency;

export const delayOf = (delay: Delay | undefined, random: () => number): number =>
  typeof delay === 'object' ? (delay[Math.floor(random() * delay.length)] ?? 0) : (delay ?? 0);

const isPrivate = (path: string): boolean => path.startsWith('/v1/user/');

/** What is under way arrives, whoever hangs up meanwhile. */
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
