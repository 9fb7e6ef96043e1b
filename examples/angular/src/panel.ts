import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Latest } from '../../dashboard/page/ui/latest';
import { injectScreen } from './screen';

/**
 * The frame of every panel: its name, the problem of its stream, and a text until the first value has come. An element
 * with the attribute `beside` is shown next to the name.
 */
@Component({
  selector: 'section[appPanel]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    '[id]': 'id()',
    '[attr.aria-labelledby]': 'titleId()',
    '[class.old]': 'latest().problem !== null',
  },
  template: `
    <div class="head">
      <h2 [id]="titleId()">{{ name() }}</h2>
      <ng-content select="[beside]" />
    </div>
    @if (latest().problem; as problem) {
      <p class="problem" role="alert">{{ words().triedAgain(problem) }}</p>
    }
    <ng-content />
    @if (latest().value === null) {
      <p class="empty">{{ words().waiting }}</p>
    }
  `,
})
export class Panel {
  readonly id = input.required<string>();
  readonly name = input.required<string>();
  readonly latest = input.required<Latest<unknown>>();

  protected readonly words = injectScreen().words;
  protected readonly titleId = computed(() => `${this.id()}-title`);
}
