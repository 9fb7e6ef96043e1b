import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { startWith, switchMap } from 'rxjs';
import type { Instrument } from 'rx-bitbank';
import { injectBitbank } from './bitbank';
import { number } from './format';
import { perFrame } from './per-frame';

/** A feed as a signal: `toSignal` subscribes now, and unsubscribes when the component is destroyed. */
@Component({
  selector: 'app-ticker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dl aria-label="Ticker">
      @for (entry of entries(); track entry.name) {
        <div>
          <dt>{{ entry.name }}</dt>
          <dd [class]="entry.side">{{ entry.value }}</dd>
        </div>
      }
    </dl>
  `,
})
export class TickerPanel {
  readonly instrument = input.required<Instrument>();

  private readonly bitbank = injectBitbank();
  private readonly ticker = toSignal(
    toObservable(this.instrument).pipe(
      switchMap(({ pair }) => this.bitbank.ticker$(pair).pipe(perFrame(), startWith(null))),
    ),
    { initialValue: null },
  );

  protected readonly entries = computed(() => {
    const ticker = this.ticker();
    const { priceDigits, amountDigits, baseAsset } = this.instrument();
    // A pair that never traded has no last price.
    const { last = null, open = null } = ticker ?? {};
    const change = last === null || open === null ? null : (last / open - 1) * 100;
    const side = change === null ? '' : change < 0 ? 'sell' : 'buy';
    return [
      { name: 'Last', value: number(ticker?.last, priceDigits), side },
      { name: '24 h', value: `${number(change, 2)} %`, side },
      { name: 'High', value: number(ticker?.high, priceDigits), side: '' },
      { name: 'Low', value: number(ticker?.low, priceDigits), side: '' },
      { name: 'Volume', value: `${number(ticker?.volume, amountDigits)} ${baseAsset}`, side: '' },
    ];
  });
}
