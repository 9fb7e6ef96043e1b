import {
  BehaviorSubject,
  combineLatest,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
  map,
  merge,
  of,
  shareReplay,
  switchMap,
  tap,
  type Observable,
} from 'rxjs';
import { createDataClient, streamTransport, type Instrument } from 'rx-bitbank';
import { remoteTrading, socketPort } from 'rx-bitbank/trading';
import { html, nothing } from 'lit';
import type { PageConfig } from '../gateway/messages';
import { account$ } from './app/account';
import { createAccount } from './app/account-context';
import type { MarketContext } from './app/context';
import { config$, isGone$, tradingUrl } from './app/gateway';
import { shownInstrument$ } from './app/instruments';
import { keys$ } from './app/keys';
import { createPicked, market$, title$ } from './app/market';
import { notices$ } from './app/notices';
import { createPage } from './app/page-context';
import { createPlug } from './app/plug';
import { tickers$ } from './app/tickers';
import { tools$ } from './app/tools';
import { diagnostics$ } from './panels/diagnostics/stream';
import { diagnosticsView } from './panels/diagnostics/view';
import { hotkeysView } from './panels/hotkeys/view';
import { createSettingsForm } from './panels/settings/stream';
import { settingsView } from './panels/settings/view';
import { byId } from './ui/dom';
import { panel } from './ui/panel';
import { createParts } from './ui/parts';
import { tabs, type Tab } from './ui/tabs';
import { nothingYet, latest } from './ui/latest';
import { onPaper, type Words } from './words/words';

const page = createPage();
const { settings, address } = page;

const rulesProblem = (problem: string | null, words: Words): unknown =>
  problem === null
    ? nothing
    : html`<p class="problem" role="alert">${words.triedAgain(problem, words.rulesUnknown)}</p>`;

/** Shows that money is paper as long as the page is open, and not only beside the account's figures. */
const paper$ = (isPaper: boolean, words$: Observable<Words>): Observable<never> =>
  words$.pipe(
    tap(({ paperMoney }) => {
      byId('paper').hidden = !isPaper;
      byId('paper').textContent = paperMoney;
    }),
    ignoreElements(),
  );

const { part, failed$ } = createParts();

/** A part without a place of its own reports its problems here. */
const saidOfParts$ = combineLatest([failed$, page.words$]).pipe(
  tap(([failed, words]) => {
    byId('parts').hidden = failed.size === 0;
    byId('parts').textContent = [...failed]
      .map(([name, cause]) => words.partFailed(words.parts[name], cause))
      .join(words.space);
  }),
);

/** Runs the parts of the screen, on one run of the gateway: its exchange, its account. */
const screen$ = ({ urls, token, isPaper }: PageConfig): Observable<unknown> =>
  defer(() => {
    document.body.classList.toggle('watching', token === null);
    const words$ = isPaper
      ? page.words$.pipe(map(onPaper), shareReplay({ bufferSize: 1, refCount: true }))
      : page.words$;
    const plug = createPlug();
    const data = createDataClient({
      ...urls,
      transport: plug.through(streamTransport({ streamUrl: urls?.streamUrl ?? 'wss://stream.bitbank.cc' })),
      linger: 2_000,
    });
    const account = token === null ? null : createAccount(remoteTrading(socketPort(tradingUrl(token))));
    const instruments$ = new BehaviorSubject<readonly Instrument[]>([]);
    const context: MarketContext = {
      ...page,
      words$,
      data,
      instruments$,
      instrument$: shownInstrument$(instruments$, address.pair$),
      tickers$: tickers$(() => data.rest.tickers()),
      picked$: createPicked(),
      account,
    };
    // The feeds don't wait for the rules: a venue that refuses REST still has a stream.
    const rules$ = latest(data.rest.instruments()).pipe(
      tap(({ value }) => value !== null && instruments$.next(value)),
      map(({ problem }) => ({ value: problem, problem: null })),
    );
    const orderTabs: readonly Tab[] = [
      {
        id: 'orders',
        title: (words) => words.openOrders,
        ...(account !== null && { count$: account.orders$.pipe(map(({ length }) => length)) }),
      },
      { id: 'lives', title: (words) => words.lives },
      { id: 'fills', title: (words) => words.fills },
    ];
    const marketTabs: readonly Tab[] = [
      { id: 'book', title: (words) => words.book },
      { id: 'tape', title: (words) => words.trades },
      { id: 'depth', title: (words) => words.depth },
    ];
    const accountTabs: readonly Tab[] = [
      { id: 'balances', title: (words) => words.balances },
      { id: 'positions', title: (words) => words.positionsAndProfit },
      { id: 'diagnostics', title: (words) => words.diagnostics },
    ];
    return merge(
      market$(context),
      part('title', title$(context)),
      account === null ? EMPTY : account$(context, account),
      account === null ? EMPTY : part('notices', notices$(account.exec.fills$, settings, words$)),
      part('header', merge(tools$(context), paper$(isPaper, words$))),
      part('keys', keys$(context)),
      panel({
        id: 'venue',
        title: (words) => words.rulesUnknown,
        latest$: rules$,
        view: rulesProblem,
        words$,
      }),
      panel({
        id: 'diagnostics',
        title: (words) => words.diagnostics,
        aside: (_, words) =>
          html`<button type="button" id="plug" @click=${plug.toggle}>
            ${plug.isPulled() ? words.putBack : words.pullPlug}
          </button>`,
        latest$: plug.pulled$.pipe(
          switchMap(() =>
            latest(diagnostics$(merge(data.diagnostics$, account?.exec.diagnostics$ ?? EMPTY))),
          ),
        ),
        view: diagnosticsView,
        words$,
      }),
      ...[
        tabs('market-tabs', marketTabs, words$),
        tabs('orders-tabs', orderTabs, words$),
        tabs('account-tabs', accountTabs, words$),
      ].map((all$) => part('tabs', all$)),
    ).pipe(
      finalize(() => {
        void data.close();
        void account?.exec.close();
      }),
    );
  });

const gone$ = isGone$.pipe(
  switchMap((isGone) => page.words$.pipe(map((words) => (isGone ? words.gatewayGone : '')))),
  tap((text) => {
    byId('gateway').hidden = text === '';
    byId('gateway').textContent = text;
  }),
  ignoreElements(),
);

const settingsForm = createSettingsForm({
  store: settings,
  theme$: address.theme$,
  language$: page.language$,
  theme: (theme) => address.go({ theme }),
});

const dialogs$ = merge(
  panel({
    id: 'hotkeys',
    title: (words) => words.hotkeys,
    latest$: of(nothingYet),
    view: hotkeysView,
    words$: page.words$,
  }),
  panel({
    id: 'settings',
    title: (words) => words.settings,
    latest$: latest(settingsForm.shown$),
    view: settingsView(settingsForm.actions),
    words$: page.words$,
  }),
);

merge(
  saidOfParts$,
  part('theme', page.theme$),
  part('address', address.follow$),
  dialogs$,
  part('gateway', gone$),
  part('screen', config$.pipe(switchMap(screen$))),
).subscribe();
