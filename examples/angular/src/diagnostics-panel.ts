import { ChangeDetectionStrategy, Component } from '@angular/core';
import { EMPTY, merge } from 'rxjs';
import { diagnostics$ } from '../../dashboard/page/panels/diagnostics/stream';
import { time } from '../../dashboard/page/ui/format';
import { latest } from '../../dashboard/page/ui/latest';
import { injectBitbank } from './bitbank';
import { Panel } from './panel';
import { perFrame } from './per-frame';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

/** The diagnostics of both clients, newest first. */
@Component({
  selector: 'app-diagnostics',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <section appPanel id="diagnostics" [name]="words().diagnostics" [latest]="latest()">
      @if (latest().value?.length === 0) {
        <p class="empty">{{ words().noDiagnostics }}</p>
      }
      <ol id="diagnostic-list" class="scroll" tabindex="0" role="log" [attr.aria-label]="words().diagnostics">
        @for (noticed of latest().value; track noticed.number) {
          <li>
            {{ time(noticed.at) }} <b>{{ noticed.kind }}</b> {{ noticed.detail }}
          </li>
        }
      </ol>
    </section>
  `,
})
export class DiagnosticsPanel {
  private readonly screen = injectScreen();
  protected readonly words = this.screen.words;
  protected readonly time = time;
  protected readonly latest = latestSignal(
    latest(
      diagnostics$(merge(injectBitbank().diagnostics$, this.screen.account?.exec.diagnostics$ ?? EMPTY)),
    ).pipe(perFrame()),
  );
}
