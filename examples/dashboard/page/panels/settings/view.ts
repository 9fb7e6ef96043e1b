import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Settings } from '../../app/settings';
import { themes, type Theme } from '../../app/address';
import type { Language, Words } from '../../words/words';
import { closeView } from '../../ui/dialog';
import { barsOf } from './bars';
import type { SettingsActions, SettingsShown } from './stream';

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;
const isChecked = (event: Event): boolean => (event.target as HTMLInputElement).checked;

const averageView = (
  n: 0 | 1,
  settings: Settings,
  words: Words,
  average: SettingsActions['average'],
): unknown =>
  html`<input
    inputmode="numeric"
    autocomplete="off"
    aria-label=${`${words.averages} ${n + 1}`}
    .value=${live(String(settings.averages[n]))}
    @change=${(event: Event) => {
      const bars = barsOf(valueOf(event));
      if (bars !== null) return average(n, bars);
      // A refused value is replaced by the present one.
      (event.target as HTMLInputElement).value = String(settings.averages[n]);
    }}
  />`;

export const settingsView =
  ({ change, askAbove, average, theme }: SettingsActions) =>
  (shown: SettingsShown | null, words: Words): unknown => {
    if (shown === null) return '';
    const { settings } = shown;
    return html`<div class="form">
      <label
        ><span>${words.language}</span>
        <select @change=${(event: Event) => change({ language: valueOf(event) as Language })}>
          <option value="en" lang="en" .selected=${live(shown.language === 'en')}>English</option>
          <option value="ja" lang="ja" .selected=${live(shown.language === 'ja')}>日本語</option>
        </select></label
      >
      <label
        ><span>${words.theme}</span>
        <select @change=${(event: Event) => theme(valueOf(event) as Theme)}>
          ${themes.map(
            (each) =>
              html`<option value=${each} .selected=${live(each === shown.theme)}>
                ${words.themes[each]}
              </option>`,
          )}
        </select></label
      >
      <label
        ><span>${words.askAbove}</span>
        <input
          inputmode="decimal"
          autocomplete="off"
          aria-invalid=${shown.askAbove.problem === null ? nothing : 'true'}
          aria-describedby="ask-above-problem"
          .value=${live(shown.askAbove.text)}
          @input=${(event: Event) => askAbove(valueOf(event))}
      /></label>
      <p
        id="ask-above-problem"
        class="bad"
        role="status"
        .textContent=${shown.askAbove.problem === null ? '' : words.notSet(words.problem(shown.askAbove.problem), settings.askAbove)}
      ></p>
      <div class="pair">
        <span>${words.averages}</span>
        ${averageView(0, settings, words, average)} ${averageView(1, settings, words, average)}
      </div>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${live(settings.sound)}
          @change=${(event: Event) => change({ sound: isChecked(event) })}
        />${words.sound}</label
      >
      <label class="check"
        ><input
          type="checkbox"
          .checked=${live(settings.notice)}
          @change=${(event: Event) => change({ notice: isChecked(event) })}
        />${words.notice}</label
      >
      <div class="buttons">${closeView(words)}</div>
    </div>`;
  };
