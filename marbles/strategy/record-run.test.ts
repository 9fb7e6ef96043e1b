import { map, NEVER, type Observable } from 'rxjs';
import { describe, it } from 'vitest';
import { recordRun, type RunRecord, type World } from '../../src/backtest/index';
import type { Lines, Output } from '../support/drawing';
import { inMoments } from '../support/operator-spec';

// What the world of the strategy emits comes in: `submit`, `track` and `cancel` are the replies to its calls, drawn from each
// call on (`S` Submitted, `A` Accepted, `C` Canceled), `fills`, `notices` and `quotes` what comes by itself. A line of the
// strategy, `life` and so on, is a call that it makes. `records$` draws what is recorded of all this, each record at its
// own time: `o` and `c` commands, `p` a second one, `e` its error, the same signs as what they record, and others that `signs` writes out.

const request = { pair: 'btc_jpy', side: 'buy', type: 'limit', price: '100', amount: '1' } as const;
const order = { orderId: 7, pair: 'btc_jpy' };
const ref = { pair: 'btc_jpy', orderId: 7 };

/** What the world emits, by its signs. */
const cast: Readonly<Record<string, unknown>> = {
  S: { type: 'Submitted', id: 'one', request },
  A: { type: 'Accepted', order },
  C: { type: 'Canceled', order },
  3: { tradeId: 3, pair: 'btc_jpy' },
  k: { kind: 'market-known', at: 4, pair: 'btc_jpy' },
  q: { bid: 99, ask: 101 },
  r: { bid: 100, ask: 102 },
  n: { bid: null, ask: 101 },
};

const signs = {
  o: '1: submitOrder',
  c: '1: cancelOrder',
  p: '2: submitOrder',
  S: '1: Submitted',
  A: '1: Accepted',
  C: '1: Canceled',
  3: 'fill 3',
  k: 'market-known',
  e: '2: drawn',
  q: '99 101',
  n: 'null 101',
};

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

/** What the strategy does: it returns its calls by the names of their lines. */
type Acts = (world: World) => Readonly<Record<string, Output>>;

const signOf = map((value: unknown) => Object.keys(cast).find((sign) => cast[sign] === value) ?? '?');

interface RunLines extends Lines {
  readonly records$: string;
}

const draw = (lines: RunLines, acts: Acts, pairs?: readonly string[]): void => {
  inMoments(lines, {
    makes: (_, { scheduler, input }) => {
      const drawn = (name: string): Observable<unknown> =>
        lines[name] === undefined ? NEVER : input(name).pipe(map((sign) => cast[sign]));
      const given = {
        scheduler,
        notices$: drawn('notices'),
        data: { quotes$: () => drawn('quotes') },
        exec: {
          submitOrder: () => drawn('submit'),
          trackOrder: () => drawn('track'),
          cancelOrder: () => drawn('cancel'),
          fills$: drawn('fills'),
        },
      } as unknown as World;
      const { world, records$, stop } = recordRun(given, pairs === undefined ? {} : { pairs });
      /** A record of another time than that at which it comes shows its time. */
      const recorded = (record: RunRecord): string =>
        record.at === scheduler.now() ? wordOf(record) : `${wordOf(record)} at ${record.at}`;
      if (lines['stop'] !== undefined) input('stop').subscribe(stop);
      return { records: records$.pipe(map(recorded)), ...acts(world) };
    },
    signs,
  });
};

const submitting: Acts = (world) => ({ life: world.exec.submitOrder(request).pipe(signOf) });

describe('recordRun', () => {
  it('writes a command and its transitions once, however many subscribe, at the times of the world', () => {
    draw(
      {
        records$: ' oS--A---C',
        submit: ['  -S--A---(C|)'],
        life$: '    -S--A---(C|)',
        life2: '    ----^',
        life2$: '   -----S--A---(C|)',
      },
      submitting,
    );
  });

  it('writes nothing of a command without a subscriber', () => {
    draw(
      {
        records$: '',
        submit: ['  S|'],
        submit$: '  ',
      },
      (world) => {
        world.exec.submitOrder(request);
        return {};
      },
    );
  });

  it('follows an order to its end after the strategy has left it', () => {
    draw(
      {
        records$: ' oS--A-------C',
        submit: ['  -S--A-----'],
        //               to track an order is to see its whole life again
        track: ['        (SA)---(C|)'],
        life: '     ^----!',
        life$: '    -S--A',
      },
      submitting,
    );
  });

  it('writes outcomes, errors, fills and notices, and numbers the commands', () => {
    draw(
      {
        records$: '  (cp)eC3k',
        cancel: ['   -----(C|)'],
        submit: ['   ----#'],
        fills: '     ------3',
        notices: '   -------k',
        outcome$: '  -----(C|)',
        life$: '     ----#',
      },
      (world) => ({
        outcome: world.exec.cancelOrder(ref).pipe(signOf),
        life: world.exec.submitOrder(request).pipe(signOf),
      }),
    );
  });

  it('marks a pair at most once a second, from the start if it is named', () => {
    draw(
      {
        quotes: '   q 499ms r 299ms n 999ms q',
        records$: ' 1s                n 1799ms q',
      },
      () => ({}),
      ['btc_jpy'],
    );
  });

  it('marks a pair at most once a second from its first command on', () => {
    draw(
      {
        quotes: '   q 499ms r 299ms n 999ms q',
        submit: ['                      (S|)'],
        life: '     1s ^',
        life$: '    1s (S|)',
        records$: ' 1s (oS) 1796ms q',
      },
      submitting,
    );
  });

  it('completes when the recording is stopped, after which the world still works', () => {
    draw(
      {
        stop: '     --x',
        records$: ' --|',
        submit: ['  -S--(C|)'],
        fills: '    ---3',
        life: '     -----^',
        life$: '    ------S--(C|)',
      },
      submitting,
    );
  });
});
