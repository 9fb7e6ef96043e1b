import { concat, concatMap, of, throwError, timer } from 'rxjs';
import { describe, it } from 'vitest';
import type { PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import { failures, fills, streamStates } from '../support/order-cast';
import { inMoments, inSeconds } from '../support/order-spec';

// The feeds of an account: the present state (`orders$`, `assets$`, `available$`, `positions$`), and events (`fills$`).
// Their source is the private stream, and reads where that is lost or silent.

describe('orders$', () => {
  it('gives the live orders once they were read, then every change, and to a newcomer the current ones', () => {
    inMoments({
      stream: '   o---1-----c',
      lists: ['   --2'],
      orders$: '  --2-(2+1)-2---',
      orders2: '  -----^',
      orders2$: ' -----(2+1)2',
    });
  });

  it('gives no order of a lost connection, but those that are read after its loss', () => {
    inMoments({
      stream: '   o----l-----o---',
      lists: ['   --1'],
      orders$: '  --1----1-----1',
      orders2: '  ------^',
      orders2$: ' -------1-----1',
      lists$: '   .----.-----.',
    });
  });

  it('waits no minute if its read fails: it is tried again, sooner at first', () => {
    const failure = {
      kind: 'reconcile-failed',
      read: 'active_orders',
      cause: failures['n']?.message,
      count: 1,
    };
    inMoments(
      {
        stream: '       --o',
        lists: '        n- 3s 1',
        orders$: '      -- 3s 1 20s -',
        lists$: '       --(..) 996ms . 1999ms . 20s -',
        diagnostics$: ' --(**) 996ms * 20s -',
      },
      { where: { '*': [failure, failure, failure] } },
    );
  });

  it('lives from reads alone, immediately, if the private stream does not open', () => {
    inSeconds({
      stream: '  l-l--l----l',
      lists: '   1',
      funds: '   m',
      orders$: ' 1------------------',
      assets$: ' m------------------',
    });
  });

  it('is not emitted again for a message that names unknown orders', () => {
    inMoments({
      stream: '  o-i',
      lists: '   2',
      orders$: ' 2------',
    });
  });

  it('does not take an order for ended because a list leaves it out: it is read by its id', () => {
    inSeconds({
      stream: '  1o',
      lists: '   0',
      knows: '   c',
      orders$: ' -10-',
      knows$: '  --.',
    });
  });
});

describe('fills$', () => {
  it('emits each trade once, from the stream or from a read', () => {
    inMoments({
      stream: '  o-------8-(89)',
      trades: ['  --(78)'],
      fills$: '  --(78)----9--',
    });
  });

  it('leaves out the trades of before', () => {
    inMoments({
      stream: '  o',
      trades: ['  -(λ8)'],
      fills$: '  -8-----',
    });
  });

  it('emits none again, though its order is long forgotten and a read still lists it', () => {
    inSeconds({
      stream: '  o-9-f',
      trades: '  9',
      fills$: '  9 1300s -',
    });
  });

  it('emits a fill that comes after the end of its order, and a diagnostic with it', () => {
    inMoments(
      {
        stream: '       -9-f-----7',
        fills$: '       -9-------7---',
        diagnostics$: ' ---------*---',
      },
      { where: { '*': [{ kind: 'late-fill', fill: fills[7], at: 9, count: 1 }] } },
    );
  });
});

describe('assets$', () => {
  it('takes messages over a read that was sent before them, and reads again after a quiet second', () => {
    inMoments(
      {
        stream: '  o-q',
        funds: ['   ----m', '--q'],
        assets$: ' ----q 999ms q------',
      },
      { where: { q: [{ confirmed: false }, { confirmed: true }] } },
    );
  });

  it('waits no minute if its read fails, neither at first nor to confirm a message', () => {
    inSeconds(
      {
        stream: '  o-------q',
        funds: '   nm------nnnq',
        assets$: ' -m------q---q--',
      },
      { where: { m: [{ confirmed: true }], q: [{ confirmed: false }, { confirmed: true }] } },
    );
  });

  it('lets the later timetoken win', () => {
    inMoments(
      {
        stream: '  o---q-z',
        funds: ['   -m'],
        assets$: ' -m--q----',
      },
      { where: { m: [{ confirmed: true }], q: [{ confirmed: false }] } },
    );
  });
});

describe('available$', () => {
  it('takes off the amount that an order in flight will lock, until a balance read after its reply shows it', () => {
    inSeconds({
      stream: '     o---------q',
      funds: '      m---------q',
      submit: '     -----^',
      placing: '    -s--1',
      available$: ' m----q----0q---------',
    });
  });

  it('takes off the lock of an order that was only inferred no longer than until that is known', () => {
    inSeconds(
      {
        stream: '     o 20s (ψq)',
        funds: '      m 20s q',
        lists: '      - 20s ψ',
        submit: '     18s ^',
        placing: '    --s----x',
        answers: '    28s e',
        submit$: '    20s S 7s I',
        available$: ' m 17s q--0------q--------',
      },
      { parts: { settle: 0 } },
    );
  });

  it('emits nothing of balances from before the link was lost, also when an order takes its part of them', () => {
    inSeconds({
      stream: '     o---l',
      funds: '      m---n--q',
      submit: '     -----^',
      placing: '    -s----1',
      available$: ' m------0',
    });
  });

  it('gives back the amount that a refusal never locked', () => {
    inMoments({
      stream: '     o',
      funds: '      m',
      submit: '     -----^',
      placing: '    -s--r',
      available$: ' m----q---m---',
    });
  });
});

describe('positions$', () => {
  it('opens and closes, by pair and side', () => {
    inMoments({
      stream: '     o---<------=',
      margin: ['     ->'],
      positions$: ' ->--(>+<)--<---',
    });
  });
});

describe('the client', () => {
  it('shows its connection, and connects only for a subscriber', () => {
    inMoments({
      stream: '      ---o--l----o',
      events: '      -^----------!',
      connection$: ' _/-o--l----o_---',
    });
  });

  it('goes on by reads when the stream fails for good', () => {
    inSeconds(
      {
        placing: '      s1',
        knows: '        c',
        submit$: '      SA 15s (X|)',
        diagnostics$: ' *  16s -',
        knows$: '       -- 14s .',
      },
      {
        parts: { stream$: throwError(() => new Error('no pubnub')) },
        where: { '*': [{ kind: 'stream-failed', cause: 'no pubnub', at: 0, count: 1 }] },
      },
    );
  });

  it('shows nothing as current that was read before the stream failed for good', () => {
    inSeconds(
      {
        lists: '       1--n----1',
        orders: '      ^',
        orders$: '     1----------1',
        orders2: '     -----^',
        orders2$: '    -----------1',
      },
      {
        parts: {
          stream$: concat(
            of(streamStates['o'] as PrivateStreamEvent),
            timer(4_000).pipe(concatMap(() => throwError(() => new Error('a defect')))),
          ),
        },
      },
    );
  });

  it('leaves the stream when it is closed, and sends the venue no further request, however long it lingers', () => {
    inSeconds(
      {
        stream: '  o',
        orders: '  ^',
        close: '   ----------^',
        stream$: ' ^---------!',
        lists$: '  . 300s -',
      },
      { parts: { linger: 300_000 } },
    );
  });

  it('completes everything when it is closed', () => {
    inMoments({
      stream: '       o',
      placing: '      -s-1',
      close: '        ----------^',
      submit$: '      -S-A------|',
      fills$: '       ----------|',
      diagnostics$: ' ----------|',
    });
  });
});
