import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Subject, tap } from 'rxjs';
import type { HaltOptions, Trading } from 'rx-bitbank/execution';
import { halt$ } from '../../dashboard/page/panels/halt/stream';
import { known, latest } from '../../dashboard/page/ui/latest';
import { injectAccount } from './account';
import { Panel } from './panel';
import { perFrame } from './per-frame';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

/** Explains a halt, begins it, and shows its course until it is proven that nothing is open. */
@Component({
  selector: 'app-halt',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <dialog #dialog id="halt-dialog" aria-labelledby="halt-title">
      <section appPanel id="halt" [name]="words().halt" [latest]="latest()">
        @if (latest().value; as halt) {
          <p>{{ words().haltWill(halt.open) }}</p>
          <p>{{ words().haltWarning }}</p>
          <label class="check"
            ><input #closes type="checkbox" [disabled]="halt.isHalted" />{{ words().haltCloses }}</label
          >
          <ol role="log" [attr.aria-label]="words().haltCourse">
            @for (event of halt.events; track $index) {
              <li>{{ words().haltEvent(event) }}</li>
            }
          </ol>
          <div class="buttons">
            <button type="button" class="danger" [disabled]="halt.isHalted" (click)="begin(closes.checked)">
              {{ words().haltNow }}
            </button>
            <button type="button" (click)="dialog.close()">{{ words().close }}</button>
          </div>
        }
      </section>
    </dialog>
    <button type="button" class="danger" (click)="dialog.showModal()">{{ words().halt }}…</button>
  `,
})
export class HaltPanel {
  private readonly exec = injectAccount() as Trading;
  private readonly screen = injectScreen();
  private readonly begun$ = new Subject<HaltOptions>();
  protected readonly words = this.screen.words;
  protected readonly latest = latestSignal(
    latest(
      halt$(known(this.exec.orders$), this.begun$, (options) => this.exec.halt(options)).pipe(
        tap(({ isHalted }) => this.screen.halted$.next(isHalted)),
      ),
    ).pipe(perFrame()),
  );

  protected readonly begin = (closes: boolean): void =>
    this.begun$.next(closes ? { positions: 'close', maxSlippage: '0.01' } : {});
}
