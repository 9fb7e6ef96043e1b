import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { auditTime } from 'rxjs';
import type { Instrument } from 'rx-bitbank';
import { depth$ } from '../../dashboard/page/panels/depth/stream';
import { amount, assetName, price } from '../../dashboard/page/ui/format';
import { injectBitbank } from './bitbank';
import { Panel } from './panel';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

@Component({
  selector: 'app-depth',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <section appPanel id="depth" [name]="words().depth" [latest]="latest()">
      @if (latest().value; as depth) {
        @if (depth.shape; as shape) {
          <div
            id="depth-chart"
            class="canvas"
            role="img"
            [attr.aria-label]="words().depthChart"
            (pointermove)="point($event)"
            (pointerleave)="pointer.set(null)"
          >
            <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
              <path class="bids" [attr.d]="shape.bids" />
              <path class="asks" [attr.d]="shape.asks" />
            </svg>
            @for (mark of shape.prices; track mark.value) {
              <i class="x" [style.left.%]="mark.at * 100">{{ price(mark.value, depth.instrument) }}</i>
            }
            @if (depth.pointed; as pointed) {
              <p class="readout">
                {{ price(pointed.price, depth.instrument) }}
                <b
                  >{{ amount(pointed.amount, depth.instrument) }}
                  {{ assetName(depth.instrument.baseAsset) }}</b
                >
              </p>
            }
          </div>
        } @else {
          <p class="empty">{{ words().waiting }}</p>
        }
      }
    </section>
  `,
})
export class DepthPanel {
  readonly instrument = input.required<Instrument>();

  private readonly bitbank = injectBitbank();
  protected readonly words = injectScreen().words;
  protected readonly pointer = signal<number | null>(null);
  protected readonly price = price;
  protected readonly amount = amount;
  protected readonly assetName = assetName;
  protected readonly latest = latestSignal(
    depth$(
      toObservable(this.instrument),
      (pair) => this.bitbank.book$(pair).pipe(auditTime(250)),
      toObservable(this.pointer),
    ),
  );

  protected readonly point = ({ clientX, currentTarget }: PointerEvent): void => {
    const { left, width } = (currentTarget as HTMLElement).getBoundingClientRect();
    this.pointer.set(Math.min(1, Math.max(0, (clientX - left) / width)));
  };
}
