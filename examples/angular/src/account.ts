import {
  DestroyRef,
  inject,
  InjectionToken,
  makeEnvironmentProviders,
  type EnvironmentProviders,
} from '@angular/core';
import type { Trading } from 'rx-bitbank/execution';
import { remoteTrading, socketPort } from 'rx-bitbank/trading';

const account = new InjectionToken<Trading | null>('account');

/** Provides trading over the gateway's WebSocket, closed with the application; `null`: there is no account. */
export const provideAccount = (tradingUrl: string | null): EnvironmentProviders =>
  makeEnvironmentProviders([
    {
      provide: account,
      useFactory: () => {
        if (tradingUrl === null) return null;
        const exec = remoteTrading(socketPort(tradingUrl));
        inject(DestroyRef).onDestroy(() => void exec.close());
        return exec;
      },
    },
  ]);

export const injectAccount = (): Trading | null => inject(account);
