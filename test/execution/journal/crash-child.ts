/** A process that trades with a journal until it dies. `crash.test.ts` starts it, kills it and starts it again. */
import { writeSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { defer, finalize, Observable, tap } from 'rxjs';
import { undiciHttp } from '../../../src/connectivity/http-undici';
import {
  type CallError,
  createExecutionClient,
  fileJournal,
  type OrderJournal,
  type OrderRequest,
  type OrderTransition,
  type SendRequest,
} from '../../../src/execution/index';
import { randomOf } from '../../../src/simulator/market/random';
import type { Asked, Orders, Phase, Word } from './crash-protocol';

const orders = JSON.parse(process.argv[2] ?? '') as Orders;
const random = randomOf(orders.seed, 'child');
const pair = 'btc_jpy';
const market = 13_000_000;

/** Writes a word synchronously before it goes on, so that a kill can't take it back. */
const say = (word: Word): void => void writeSync(1, `${JSON.stringify(word)}\n`);

const counts = new Map<Phase, number>();
const come = (phase: Phase): void => {
  const nth = (counts.get(phase) ?? 0) + 1;
  counts.set(phase, nth);
  if (orders.dieAt?.phase !== phase || orders.dieAt.nth !== nth) return;
  say({ type: 'dying', phase });
  process.kill(process.pid, 'SIGKILL');
};

/** Puts the phases of the file into the functions of Node that the journal calls. */
const watchFiles = async (): Promise<void> => {
  const { rename } = files;
  const watched: typeof rename = async (from, to) => {
    come('before a compaction takes the place of the file');
    await rename(from, to);
    come('after it has');
  };
  Object.assign(files, { rename: watched });
  syncBuiltinESMExports();
  const any = await files.open(process.execPath);
  const handles = Object.getPrototypeOf(any) as typeof any;
  await any.close();
  const own: { readonly appendFile: typeof any.appendFile; readonly datasync: typeof any.datasync } = handles;
  const { appendFile, datasync } = own;
  const halved: typeof appendFile = async function (this: typeof any, text, ...rest) {
    if (orders.dieAt?.phase === 'in the middle of its line' && String(text).includes('"intent"')) {
      await appendFile.call(this, String(text).slice(0, -20));
      come('in the middle of its line');
      return appendFile.call(this, String(text).slice(-20));
    }
    return appendFile.call(this, text, ...rest);
  };
  const synced: typeof datasync = function (this: typeof any) {
    come('before it is synced');
    return datasync.call(this);
  };
  Object.assign(handles, { appendFile: halved, datasync: synced });
};

const watchJournal = (journal: OrderJournal): OrderJournal => ({
  ...journal,
  append: (record) =>
    defer(() => {
      say({ type: 'record', record });
      if (record.type === 'intent') come('before the intent is written');
      if (record.type === 'accepted' && record.attribution === 'reply') come('between reply and record');
      return journal.append(record);
    }).pipe(
      tap({
        complete: () => {
          if (record.type === 'intent') come('between intent and POST');
        },
      }),
    ),
});

const watchSending =
  (send: SendRequest): SendRequest =>
  (request) => {
    if (!/\/user\/(?:spot\/order|request_withdrawal)$/.test(request.url)) return send(request);
    return new Observable((subscriber) => {
      let isOut = true;
      const exchange = send(request)
        .pipe(finalize(() => (isOut = false)))
        .subscribe(subscriber);
      setTimeout(
        () => {
          if (isOut) come('in flight');
        },
        random.between(1, 20),
      );
      return exchange;
    });
  };

const main = async (): Promise<void> => {
  process.stdin.on('end', () => process.exit(1)).resume();
  await watchFiles();
  say({ type: 'ready' });
  const { urls, apiKey, apiSecret, file } = orders;
  const exec = createExecutionClient({
    ...urls,
    apiKey,
    apiSecret,
    journal: watchJournal(fileJournal(file, { compactAt: 2000 })),
    sendRequest: watchSending(undiciHttp()),
    exclusiveAccount: true,
    settle: 200,
    writeTimeWindow: 300,
    writeTimeout: 600,
    readTimeout: 1500,
    updateLimit: 1000,
    queryLimit: 1000,
  });
  exec.diagnostics$.subscribe((diagnostic) => {
    const isBad = ['late-order', 'unattributed-order', 'outcome-not-journaled'].includes(diagnostic.kind);
    if (isBad) say({ type: 'failed', message: JSON.stringify(diagnostic) });
  });
  const fail = (error: Error): void => say({ type: 'failed', message: error.message });
  /**
   * Handles the error of a call. On a busy machine a call may be too late to be sent. It then errors, has had no
   * effect, and may be made again.
   */
  const failIfSent = (error: CallError): void => {
    if (!('effect' in error && error.effect === 'none')) fail(error);
  };

  const cancel = (order: Extract<OrderTransition, { type: 'Accepted' }>['order']): void => {
    if (order.type === 'limit') exec.cancelOrder(order).subscribe({ error: failIfSent });
  };
  /** Cancels most orders, so that the venue's limit of open orders is not reached. */
  const follow = (life: Observable<OrderTransition>): void => {
    life.subscribe({
      next: (transition) => {
        if (transition.type === 'Unresolved') fail(new Error(transition.message));
        if (transition.type !== 'Accepted') return;
        if (orders.isLast) cancel(transition.order);
        else if (random.chance(0.9)) setTimeout(() => cancel(transition.order), random.between(0, 150));
      },
      error: failIfSent,
    });
  };

  let last: OrderRequest | null = null;
  let nth = 0;
  const requestNext = (): OrderRequest => {
    if (last !== null && random.chance(0.25)) return last;
    const amount = `0.${String(random.between(1, 60)).padStart(4, '0')}`;
    const side = random.chance(0.5) ? 'buy' : 'sell';
    if (random.chance(0.3)) return { pair, side, type: 'market', amount };
    const away = random.between(1000, 1020) * (side === 'buy' ? -1 : 1);
    return { pair, side, type: 'limit', amount, price: market + away };
  };
  const ask = (asked: Asked): Observable<unknown> => {
    say({ type: 'submitted', asked });
    const { id } = asked;
    if ('withdrawal' in asked) {
      const events$ = exec.requestWithdrawal(asked.withdrawal, { id });
      events$.subscribe(({ type }) => {
        if (type !== 'Sent') say({ type: 'withdrew', id, told: type });
      });
      return events$;
    }
    const life = exec.submitOrder(asked.request, { id });
    follow(life);
    return life;
  };
  const trade = (): void => {
    const id = `${orders.seed}-${nth++}`;
    if (random.chance(0.2)) {
      const amount = `0.${String(10_000_000 + orders.nth * 10_000 + nth)}`;
      ask({ id, withdrawal: { asset: 'btc', uuid: orders.destination, amount } });
    } else {
      last = requestNext();
      ask({ id, request: last });
    }
    setTimeout(trade, random.between(15, 60));
  };

  let open = 1;
  const oneEnds = (): void => {
    open -= 1;
    if (open === 0 && orders.isLast) void exec.close().then(() => process.exit(0));
  };
  exec
    .recover()
    .pipe(finalize(oneEnds))
    .subscribe({
      next: (recovered) => {
        if (recovered.type === 'withdrawal') {
          if (orders.isLast) recovered.acknowledge().subscribe({ error: fail });
          return;
        }
        open += 1;
        follow(recovered.life$.pipe(finalize(oneEnds)));
      },
      error: fail,
    });
  for (const asked of orders.again) {
    open += 1;
    ask(asked)
      .pipe(finalize(oneEnds))
      .subscribe({ error: () => undefined });
  }
  if (!orders.isLast) trade();
  // A cancel may also be lost on its way.
  else setInterval(() => exec.cancelAll().subscribe({ error: failIfSent }), 5000);
};

void main();
