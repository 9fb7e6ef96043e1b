import {
  DestroyRef,
  inject,
  InjectionToken,
  makeEnvironmentProviders,
  type EnvironmentProviders,
} from '@angular/core';
import { createDataClient, type DataClient, type DataClientOptions } from 'rx-bitbank';

const bitbank = new InjectionToken<DataClient>('bitbank');

/** Provides one data client for the application, made at the first injection and closed with the application. */
export const provideBitbank = (config: DataClientOptions = {}): EnvironmentProviders =>
  makeEnvironmentProviders([
    {
      provide: bitbank,
      useFactory: () => {
        const client = createDataClient(config);
        inject(DestroyRef).onDestroy(() => void client.close());
        return client;
      },
    },
  ]);

export const injectBitbank = (): DataClient => inject(bitbank);
