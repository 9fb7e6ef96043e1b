import type { Mutant } from '../mutant';

const order = 'src/execution/order';

/** Deliberate faults in the execution client, each of which a storm of orders has to notice. */
export const orderMutants: readonly Mutant[] = [
  {
    name: 'claim before the fence',
    file: `${order}/search.ts`,
    find: "if (!isSettled && (verdict.type === 'none' || !exclusiveAccount)) return [];",
    replace: "if (!isSettled && verdict.type === 'none') return [];",
  },
  {
    name: 'no periodic reconcile',
    file: 'src/execution/stream/session.ts',
    find: 'timer(0, reconcileInterval, clock)',
    replace: 'timer(0, clock)',
  },
  {
    name: 'live orders are not read',
    file: `${order}/reconcile.ts`,
    find: 'const liveInterval = 15_000;',
    replace: 'const liveInterval = 600_000;',
    noticedBy: 'after it was',
  },
  {
    name: 'terminal before its fills',
    file: `${order}/diff.ts`,
    find: 'if (order === null || hasMissingFills(known)) return null;',
    replace: 'if (order === null) return null;',
  },
  {
    name: 'amounts compared as text',
    file: `${order}/attribution.ts`,
    find: '(told !== null && compareDecimals(asked, told) === 0)',
    replace: '(told !== null && asked === told)',
  },
  {
    name: 'a write retried on 5xx',
    file: 'src/execution/rest/rest.ts',
    find: 'retryBackoff({ maxAttempts: 2, shouldRetry: isRefusedTime, random, scheduler: clock })',
    replace: 'retryBackoff({ maxAttempts: 2, shouldRetry: () => true, random, scheduler: clock })',
  },
  {
    name: 'assets by arrival',
    file: 'src/execution/account/confirming.ts',
    find: 'return last === null || compareDecimals(timetoken, last) > 0;',
    replace: 'return last !== undefined;',
  },
  {
    name: 'fills without trade-id de-duplication',
    file: `${order}/fills.ts`,
    find: '(fill) => !before?.known.fills.has(fill.tradeId) && !isTold(fill, after),',
    replace: '() => true,',
  },
  {
    name: 'a stale read taken back into state',
    file: `${order}/known.ts`,
    find: 'const snapshot = greater(known.snapshot, news.snapshot, compareOrders);',
    replace: 'const snapshot = news.snapshot ?? known.snapshot;',
  },
  {
    name: 'an equal call claims whatever is there',
    file: `${order}/attribution.ts`,
    find: 'if (overlapping.length > 1 && !overlapping.every(({ searching, pastFence }) => searching && pastFence))',
    replace: 'if (false)',
  },
  {
    name: 'no look before absence',
    file: `${order}/search.ts`,
    find: 'const isSettled = begun >= fencedAt + settle;',
    replace: 'const isSettled = true;',
  },
  {
    name: 'a late acceptance of an ended order is its own news',
    file: `${order}/registry.ts`,
    find: 'if (isEnding(told)) subscriber.complete();',
    replace: '',
  },
  {
    name: 'fills of a reconnect are not read',
    file: 'src/execution/stream/session.ts',
    find: "fills.read().pipe(tryingAgain(context, 'trade_history')),",
    replace: '',
  },
  {
    name: 'orders delivered twice are not told',
    file: `${order}/search.ts`,
    find: "diagnose({ kind: match.outcome.type === 'absent' ? 'late-order' : 'unattributed-order', order });",
    replace: '',
  },
  {
    name: 'cursor forgotten on reconnect',
    file: 'src/execution/stream/private-stream.ts',
    find: 'open({ ...info, since: cursor })',
    replace: 'open({ ...info, since: null })',
  },
  {
    name: "a cancel's acknowledgement forgotten",
    file: `${order}/cancel.ts`,
    find: "(isOurs ? (['cancel-acknowledged'] as const) : [])",
    replace: '[]',
    noticedBy: 'but a cancel of order',
  },
  {
    name: 'an order left behind is not cancelled',
    file: 'src/execution/client.ts',
    find: 'leave(left);',
    replace: '',
    noticedBy: 'its observer left',
  },
  {
    name: 'what is left before it was sent is sent all the same',
    file: 'src/execution/client.ts',
    find: 'withdrawal.set();',
    replace: '',
    noticedBy: 'sent after its observer left',
  },
  {
    name: 'cancelled though somebody still observes it',
    file: 'src/execution/leaving.ts',
    find: 'if (isOver || observers > 0 || isLeft) return;',
    replace: 'if (isOver || isLeft) return;',
    noticedBy: 'were asked for',
  },
  {
    name: 'the failed cancel of an order left behind is not told',
    file: 'src/execution/leaving.ts',
    find: "diagnose({ kind: 'cancel-failed', order, cause });",
    replace: 'void cause;',
    noticedBy: 'its observer left',
  },
  {
    name: 'an order left behind that may be ours is not told',
    file: 'src/execution/leaving.ts',
    find: "diagnose({ kind: 'inferred-not-canceled', order });",
    replace: 'void order;',
    noticedBy: 'its observer left',
  },
];
