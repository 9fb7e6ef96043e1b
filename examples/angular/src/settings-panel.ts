import { ChangeDetectionStrategy, Component } from '@angular/core';
import { themes, type Theme } from '../../dashboard/page/app/address';
import { createSettingsForm } from '../../dashboard/page/panels/settings/stream';
import { barsOf } from '../../dashboard/page/panels/settings/bars';
import { latest } from '../../dashboard/page/ui/latest';
import type { Language } from '../../dashboard/page/words/words';
import { Panel } from './panel';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

/** The dashboard's settings, which are kept in the browser. */
@Component({
  selector: 'app-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <dialog #dialog id="settings-dialog" aria-labelledby="settings-title">
      <section appPanel id="settings" [name]="words().settings" [latest]="latest()">
        @if (latest().value; as shown) {
          <div class="form">
            <label
              ><span>{{ words().language }}</span>
              <select #language (change)="speak(language.value)">
                <option value="en" lang="en" [selected]="shown.language === 'en'">English</option>
                <option value="ja" lang="ja" [selected]="shown.language === 'ja'">日本語</option>
              </select></label
            >
            <label
              ><span>{{ words().theme }}</span>
              <select #theme (change)="paint(theme.value)">
                @for (each of themes; track each) {
                  <option [value]="each" [selected]="each === shown.theme">{{ words().themes[each] }}</option>
                }
              </select></label
            >
            <label
              ><span>{{ words().askAbove }}</span>
              <input
                #limit
                inputmode="decimal"
                autocomplete="off"
                [attr.aria-invalid]="shown.askAbove.problem === null ? null : true"
                aria-describedby="ask-above-problem"
                [value]="shown.askAbove.text"
                (input)="actions.askAbove(limit.value)"
            /></label>
            <p id="ask-above-problem" class="bad" role="status">
              @if (shown.askAbove.problem; as problem) {
                {{ words().notSet(words().problem(problem), shown.settings.askAbove) }}
              }
            </p>
            <div class="pair">
              <span>{{ words().averages }}</span>
              @for (n of both; track n) {
                <input
                  #bars
                  inputmode="numeric"
                  autocomplete="off"
                  [attr.aria-label]="words().averages + ' ' + (n + 1)"
                  [value]="shown.settings.averages[n]"
                  (change)="average(n, bars)"
                />
              }
            </div>
            <label class="check"
              ><input
                #sound
                type="checkbox"
                [checked]="shown.settings.sound"
                (change)="actions.change({ sound: sound.checked })"
              />{{ words().sound }}</label
            >
            <label class="check"
              ><input
                #notice
                type="checkbox"
                [checked]="shown.settings.notice"
                (change)="actions.change({ notice: notice.checked })"
              />{{ words().notice }}</label
            >
            <div class="buttons">
              <button type="button" (click)="dialog.close()">{{ words().close }}</button>
            </div>
          </div>
        }
      </section>
    </dialog>
    <button type="button" [attr.aria-label]="words().settings" (click)="dialog.showModal()">⚙</button>
  `,
})
export class SettingsPanel {
  private readonly screen = injectScreen();
  private readonly form = createSettingsForm({
    store: this.screen.settings,
    theme$: this.screen.address.theme$,
    language$: this.screen.language$,
    theme: (theme) => this.screen.address.go({ theme }),
  });
  protected readonly words = this.screen.words;
  protected readonly themes = themes;
  protected readonly both = [0, 1] as const;
  protected readonly actions = this.form.actions;
  protected readonly latest = latestSignal(latest(this.form.shown$));

  protected readonly speak = (language: string): void =>
    this.actions.change({ language: language as Language });
  protected readonly paint = (theme: string): void => this.actions.theme(theme as Theme);
  protected readonly average = (n: 0 | 1, field: HTMLInputElement): void => {
    const bars = barsOf(field.value);
    if (bars === null) field.value = String(this.screen.settings.current().averages[n]);
    else this.actions.average(n, bars);
  };
}
