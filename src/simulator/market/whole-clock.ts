import { type SchedulerLike, Subscription } from 'rxjs';
import type { PublishedMessage } from './messages';
import type { Random } from './random';

/** The interval of wholes in ms. They come on a clock that all pairs share, a little after each quarter of a minute. */
const period = 15_000;
const offset = 340;

/** The probability that a whole is late, so that it may come after diffs newer than itself. */
const lateChance = 0.15;
const lateness = { least: 20, most: 400 };

/** Publishes every pair's whole, changed or not, until it is unsubscribed. */
export const startWholeClock = (
  scheduler: SchedulerLike,
  random: Random,
  wholes: () => readonly PublishedMessage[],
  publish: (message: PublishedMessage) => void,
): Subscription => {
  const untilNext = (): number => period - ((scheduler.now() - offset) % period);
  const running = new Subscription();
  const late = (message: PublishedMessage): void => {
    const timer = scheduler.schedule(
      () => {
        running.remove(timer);
        publish(message);
      },
      random.between(lateness.least, lateness.most),
    );
    running.add(timer);
  };
  running.add(
    scheduler.schedule(function () {
      for (const message of wholes())
        if (random.chance(lateChance)) late(message);
        else publish(message);
      this.schedule(undefined, untilNext());
    }, untilNext()),
  );
  return running;
};
