import { NEVER, Observable, type Observer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { startedOnce, courseBy, runOnce } from '../../src/operators/course';

/** Collects the events of a subscription as they come. */
const heard = <T>(source: Observable<T>): readonly unknown[] => {
  const told: unknown[] = [];
  source.subscribe({
    next: (one) => told.push(one),
    error: (error: unknown) => told.push(error),
    complete: () => told.push('|'),
  });
  return told;
};

describe('courseBy', () => {
  it('ends once: events that its source emits after that change nothing', () => {
    const [first, second] = [new Error('first'), new Error('second')];
    let teller: Observer<string> | undefined;
    const course = courseBy<string>((given) => (teller = given));
    const told = heard(course.values$);
    teller?.error(first);
    teller?.error(second);
    teller?.complete();
    teller?.next('late');
    expect(course.hasFailed()).toBe(true);
    expect([told, heard(course.values$)]).toEqual([[first], [first]]);
  });

  it('has not failed by an error after its end', () => {
    let teller: Observer<string> | undefined;
    const course = courseBy<string>((given) => (teller = given));
    heard(course.values$);
    teller?.complete();
    teller?.error(new Error('late'));
    expect([course.hasFailed(), heard(course.values$)]).toEqual([false, ['|']]);
  });

  it('fails, for all subscribers, if it can not be run', () => {
    const thrown = new Error('thrown');
    const course = courseBy<string>((teller) => {
      teller.next('a');
      throw thrown;
    });
    expect(heard(course.values$)).toEqual(['a', thrown]);
    expect(heard(course.values$)).toEqual(['a', thrown]);
    expect(course.hasFailed()).toBe(true);
  });

  it('ends for the earlier subscribers if its run throws after them', () => {
    const thrown = new Error('thrown');
    const others: (readonly unknown[])[] = [];
    const source = courseBy<string>(() => {
      others.push(heard(source.values$));
      throw thrown;
    });
    expect([heard(source.values$), ...others]).toEqual([[thrown], [thrown]]);
  });
});

describe('begunOnce', () => {
  it('begins again after a run that failed to begin', () => {
    let begun = 0;
    const source = startedOnce(() =>
      courseBy<number>((teller) => {
        begun += 1;
        if (begun === 1) throw new Error('thrown');
        teller.next(begun);
        teller.complete();
      }),
    );
    expect(heard(source)).toEqual([new Error('thrown')]);
    expect([heard(source), heard(source)]).toEqual([
      [2, '|'],
      [2, '|'],
    ]);
  });
});

describe('runOnce', () => {
  it('runs once for a subscriber that comes while it begins', () => {
    let runs = 0;
    const source: Observable<never> = runOnce(
      new Observable(() => {
        runs += 1;
        source.subscribe();
        return NEVER.subscribe();
      }),
    );
    source.subscribe();
    expect(runs).toBe(1);
  });
});
