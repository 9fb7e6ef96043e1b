import { Component, inject, InjectionToken, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { DataClient } from 'rx-bitbank';

export const BITBANK = new InjectionToken<DataClient>('bitbank');

@Component({
  selector: 'app-ticker',
  template: `
    @if (ticker.error(); as error) {
      <output>{{ error.message }}</output>
    } @else if (ticker.value(); as value) {
      <output>{{ value.pair }} {{ value.last ?? 'none' }}</output>
    } @else {
      <output>…</output>
    }
  `,
})
export class AngularTicker {
  readonly pair = signal('btc_jpy');
  private readonly data = inject(BITBANK);
  /** Subscribes again when the pair changes, and unsubscribes from the old one. */
  protected readonly ticker = rxResource({
    params: () => this.pair(),
    stream: ({ params: pair }) => this.data.ticker$(pair),
  });
}
