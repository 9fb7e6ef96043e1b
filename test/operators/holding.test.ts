import { Observable, VirtualTimeScheduler } from 'rxjs';
import { expect, it } from 'vitest';
import { holding } from '../../src/operators/holding';

/** A source that counts its runs, and calls back as it begins and as it ends. */
const sourceOf = (onBegin: () => void, onEnd: () => void = () => undefined) => {
  const runs = { begun: 0, open: 0 };
  const source$ = new Observable<never>(() => {
    runs.begun += 1;
    runs.open += 1;
    onBegin();
    return () => {
      runs.open -= 1;
      onEnd();
    };
  });
  return { runs, source$ };
};

const clockOf = () => {
  const scheduler = new VirtualTimeScheduler();
  return Object.assign(scheduler, { elapsed: () => scheduler.now() });
};

it('an observer of the beginning may hold the source too: it runs once, and ends once nobody holds it', () => {
  const clock = clockOf();
  const letGo: (() => void)[] = [];
  const { runs, source$ } = sourceOf(() => letGo.push(hold()));
  const hold = holding(source$, 4, clock);
  letGo.push(hold());
  expect([letGo.length, runs]).toEqual([2, { begun: 1, open: 1 }]);
  for (const go of letGo) go();
  clock.flush();
  expect(runs).toEqual({ begun: 1, open: 0 });
});

it('an observer of the end may begin another run, which ends too', () => {
  const clock = clockOf();
  let isFirst = true;
  const { runs, source$ } = sourceOf(
    () => undefined,
    () => {
      if (!isFirst) return;
      isFirst = false;
      hold()();
    },
  );
  const hold = holding(source$, 4, clock);
  hold()();
  clock.flush();
  expect(runs).toEqual({ begun: 2, open: 0 });
});
