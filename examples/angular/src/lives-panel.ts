import { ChangeDetectionStrategy, Component } from '@angular/core';
import type { OrderTransition } from 'rx-bitbank/execution';
import { decimal, pairName, shortDecimal } from '../../dashboard/page/ui/format';
import { latest } from '../../dashboard/page/ui/latest';
import { Panel } from './panel';
import { perFrame } from './per-frame';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

/** The orders of this page, each with its steps. Every fill is a step. */
@Component({
  selector: 'app-lives',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <section appPanel id="lives" [name]="words().lives" [latest]="latest()">
      @if (latest().value?.length === 0) {
        <p class="empty">{{ words().noLives }}</p>
      }
      <ol class="scroll" tabindex="0" [attr.aria-label]="words().lives" aria-live="polite">
        @for (life of latest().value; track life.number) {
          <li class="life">
            <div>
              <span [class]="life.request.side">{{ words().sides[life.request.side] }}</span>
              {{ life.request.amount }} {{ pairName(life.request.pair) }}
              {{ words().typeOf(life.request.type) }}
              {{ life.request.price === undefined ? '' : decimal('' + life.request.price) }}
            </div>
            <div class="steps">
              @for (step of life.steps; track $index) {
                {{ $first ? '' : '→' }}
                <span [class.buy]="$last && step.type === 'Filled'">{{ textOf(step) }}</span>
              }
            </div>
          </li>
        }
      </ol>
    </section>
  `,
})
export class LivesPanel {
  private readonly screen = injectScreen();
  protected readonly words = this.screen.words;
  protected readonly decimal = decimal;
  protected readonly pairName = pairName;
  protected readonly latest = latestSignal(latest(this.screen.lives$).pipe(perFrame()));

  protected readonly textOf = (step: OrderTransition): string => {
    const name = this.words().steps[step.type];
    if (step.type === 'PartiallyFilled')
      return `${name} ${shortDecimal(step.fill.amount)} @ ${decimal(step.fill.price)}`;
    return step.type === 'Rejected' || step.type === 'Unresolved'
      ? `${name} (${this.words().fate(step)})`
      : name;
  };
}
