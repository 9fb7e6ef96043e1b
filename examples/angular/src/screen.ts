import { DestroyRef, inject, InjectionToken } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { BehaviorSubject, EMPTY, merge, shareReplay, Subject } from 'rxjs';
import { createAccount } from '../../dashboard/page/app/account-context';
import type { PickedLevel } from '../../dashboard/page/app/context';
import { notices$ } from '../../dashboard/page/app/notices';
import { createPage } from '../../dashboard/page/app/page-context';
import { tickers$ } from '../../dashboard/page/app/tickers';
import { lives$ } from '../../dashboard/page/panels/lives/stream';
import { latestValues } from '../../dashboard/page/ui/latest';
import { injectAccount } from './account';
import { injectBitbank } from './bitbank';

/**
 * Creates the dashboard's settings, address and languages, and the streams that its panels share, as a service of the
 * application.
 */
const createScreen = () => {
  const bitbank = injectBitbank();
  const exec = injectAccount();
  const page = createPage();
  const account = exec === null ? null : createAccount(exec);
  const shared$ = tickers$(() => bitbank.rest.tickers());
  const ownLives$ =
    account === null ? EMPTY : lives$(account.placed$).pipe(shareReplay({ bufferSize: 1, refCount: false }));
  merge(
    page.theme$,
    page.address.follow$,
    // The lives of orders go on, whatever component shows them.
    ownLives$,
    account === null ? EMPTY : notices$(account.exec.fills$, page.settings, page.words$),
  )
    .pipe(takeUntilDestroyed(inject(DestroyRef)))
    .subscribe();
  return {
    ...page,
    account,
    words: toSignal(page.words$, { requireSync: true }),
    /** Every ticker that REST returns. */
    tickers$: latestValues(shared$),
    /** Emits the level that was clicked in the book. */
    picked$: new Subject<PickedLevel>(),
    lives$: ownLives$,
    halted$: new BehaviorSubject(false),
  };
};

const screen = new InjectionToken('screen', { factory: createScreen });

export const injectScreen = (): ReturnType<typeof createScreen> => inject(screen);
