import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import type { Instrument } from 'rx-bitbank';
import { ticker$ } from '../../dashboard/page/panels/ticker/stream';
import { amount, assetName, percent, price } from '../../dashboard/page/ui/format';
import { injectBitbank } from './bitbank';
import { perFrame } from './per-frame';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

@Component({
  selector: 'app-ticker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section id="ticker" [attr.aria-label]="words().ticker">
      @if (latest().problem; as problem) {
        <p class="problem" role="alert">{{ words().triedAgain(problem) }}</p>
      }
      <dl>
        @for (entry of entries(); track entry.name) {
          <div>
            <dt>{{ entry.name }}</dt>
            <dd [class]="entry.way">{{ entry.value }}</dd>
          </div>
        }
      </dl>
    </section>
  `,
})
export class TickerPanel {
  readonly instrument = input.required<Instrument>();

  private readonly bitbank = injectBitbank();
  protected readonly words = injectScreen().words;
  protected readonly latest = latestSignal(
    ticker$(toObservable(this.instrument), (pair) => this.bitbank.ticker$(pair).pipe(perFrame())),
  );

  protected readonly entries = computed(() => {
    const { value } = this.latest();
    if (value === null) return [];
    const { instrument, ticker, change } = value;
    const { last, day, high, low, volume } = this.words();
    const way = change === null ? '' : change < 0 ? 'sell' : 'buy';
    return [
      { name: last, value: price(ticker.last, instrument), way: `last ${way}` },
      { name: day, value: percent(change), way },
      { name: high, value: price(ticker.high, instrument), way: '' },
      { name: low, value: price(ticker.low, instrument), way: '' },
      {
        name: volume,
        value: `${amount(ticker.volume, instrument)} ${assetName(instrument.baseAsset)}`,
        way: '',
      },
    ];
  });
}
