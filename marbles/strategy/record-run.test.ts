import { EMPTY, NEVER, type Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { recordRun, type RunRecord, type World } from '../../src/backtest/index';

const request = { pair: 'btc_jpy', side: 'buy', type: 'limit', price: '100', amount: '1' } as const;
const order = { orderId: 7, pair: 'btc_jpy' };
const ref = { pair: 'btc_jpy', orderId: 7 };

/** The transitions of an order, by the letters of a drawing. */
const steps = {
  s: { type: 'Submitted', id: 'one', request },
  a: { type: 'Accepted', order },
  c: { type: 'Canceled', order },
};
const quotes = { q: { bid: 99, ask: 101 }, r: { bid: 100, ask: 102 }, n: { bid: null, ask: 101 } };

/** Writes a record as a word. */
const wordOf = (record: RunRecord): string => {
  switch (record.type) {
    case 'command':
      return `${record.command}: ${record.call}`;
    case 'transition':
      return `${record.command}: ${record.transition.type}`;
    case 'outcome':
      return `${record.command}: ${record.outcome.type}`;
    case 'error':
      return `${record.command}: ${record.cause}`;
    case 'fill':
      return `fill ${record.fill.tradeId}`;
    case 'mark':
      return `${record.bid} ${record.ask}`;
    case 'notice':
      return record.notice.kind;
  }
};

interface Feeds {
  readonly submit$?: Observable<unknown>;
  readonly track$?: Observable<unknown>;
  readonly cancel$?: Observable<unknown>;
  readonly fills$?: Observable<unknown>;
  readonly notices$?: Observable<unknown>;
  readonly quotes$?: Observable<unknown>;
}

const worldOf = (scheduler: TestScheduler, feeds: Feeds): World => {
  const { submit$ = EMPTY, track$ = EMPTY, cancel$ = EMPTY, fills$ = NEVER, notices$ = NEVER } = feeds;
  return {
    scheduler,
    notices$,
    data: { quotes$: () => feeds.quotes$ ?? NEVER },
    exec: { submitOrder: () => submit$, trackOrder: () => track$, cancelOrder: () => cancel$, fills$ },
  } as unknown as World;
};

const inVirtualTime = (
  run: (helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0], scheduler: TestScheduler) => void,
): void => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => run(helpers, scheduler));
};

/** Records a run, and returns the words of its records as they come. */
const words$ = (records$: Observable<RunRecord>, said: string[]): void => {
  records$.subscribe((record) => said.push(`${record.at} ${wordOf(record)}`));
};

describe('recordRun', () => {
  it('writes a command and its transitions once, however many subscribe, at the times of the world', () =>
    inVirtualTime(({ cold, expectObservable, flush }, scheduler) => {
      const submit = '  -s--a---(c|)';
      const { world, records$ } = recordRun(worldOf(scheduler, { submit$: cold(submit, steps) }));
      const said: string[] = [];
      words$(records$, said);
      const life$ = world.exec.submitOrder(request);
      expectObservable(life$).toBe(submit, steps);
      expectObservable(life$, '----^').toBe('-----s--a---(c|)', steps);
      flush();
      expect(said).toEqual(['0 1: submitOrder', '1 1: Submitted', '4 1: Accepted', '8 1: Canceled']);
    }));

  it('writes nothing of a command that nobody subscribes to', () =>
    inVirtualTime(({ cold, flush }, scheduler) => {
      const { world, records$ } = recordRun(worldOf(scheduler, { submit$: cold('s|', steps) }));
      const said: string[] = [];
      words$(records$, said);
      world.exec.submitOrder(request);
      flush();
      expect(said).toEqual([]);
    }));

  it('follows an order to its end after the strategy has left it', () =>
    inVirtualTime(({ cold, expectObservable, flush }, scheduler) => {
      const feeds = {
        submit$: cold('-s--a-----', steps),
        // Whoever tracks an order is told its whole life again.
        track$: cold('(sa)---(c|)', steps),
      };
      const { world, records$ } = recordRun(worldOf(scheduler, feeds));
      const said: string[] = [];
      words$(records$, said);
      expectObservable(world.exec.submitOrder(request), '^----!').toBe('-s--a', steps);
      flush();
      expect(said).toEqual(['0 1: submitOrder', '1 1: Submitted', '4 1: Accepted', '12 1: Canceled']);
    }));

  it('writes outcomes, errors and what comes by itself, and numbers the commands', () =>
    inVirtualTime(({ cold, expectObservable, flush }, scheduler) => {
      const feeds = {
        cancel$: cold('--(o|)', { o: { type: 'Canceled' } }),
        submit$: cold('-#', steps, new Error('no key')),
        fills$: cold('---f', { f: { tradeId: 3, pair: 'btc_jpy' } }),
        notices$: cold('----n', { n: { kind: 'market-known', at: 4, pair: 'btc_jpy' } }),
      };
      const { world, records$ } = recordRun(worldOf(scheduler, feeds));
      const said: string[] = [];
      words$(records$, said);
      expectObservable(world.exec.cancelOrder(ref)).toBe('--(o|)', { o: { type: 'Canceled' } });
      expectObservable(world.exec.submitOrder(request)).toBe('-#', steps, new Error('no key'));
      flush();
      expect(said).toEqual([
        ...['0 1: cancelOrder', '0 2: submitOrder', '1 2: no key'],
        ...['2 1: Canceled', '3 fill 3', '4 market-known'],
      ]);
    }));

  it('marks a pair at most once a second, from its first command or from the start', () =>
    inVirtualTime(({ cold, hot, expectObservable, flush }, scheduler) => {
      const quotes$ = hot('q 499ms r 299ms n 999ms q', quotes);
      const early: string[] = [];
      words$(recordRun(worldOf(scheduler, { quotes$ }), { pairs: ['btc_jpy'] }).records$, early);
      const { world, records$ } = recordRun(worldOf(scheduler, { quotes$, submit$: cold('(s|)', steps) }));
      const late: string[] = [];
      words$(records$, late);
      expectObservable(world.exec.submitOrder(request), '1s ^').toBe('1s (s|)', steps);
      flush();
      expect(early).toEqual(['1000 null 101', '2800 99 101']);
      expect(late).toEqual(['1000 1: submitOrder', '1000 1: Submitted', '2800 99 101']);
    }));

  it('completes with the recording, after which the world still works', () =>
    inVirtualTime(({ cold, expectObservable, flush }, scheduler) => {
      const feeds = { submit$: cold('-s--(c|)', steps), fills$: cold('---f', { f: { tradeId: 3 } }) };
      const { world, records$, stop } = recordRun(worldOf(scheduler, feeds));
      const said: string[] = [];
      records$.subscribe({ next: (record) => said.push(wordOf(record)), complete: () => said.push('over') });
      scheduler.schedule(stop, 2);
      expectObservable(world.exec.submitOrder(request), '-----^').toBe('------s--(c|)', steps);
      flush();
      expect(said).toEqual(['over']);
    }));
});
