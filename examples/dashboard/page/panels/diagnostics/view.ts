import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { time } from '../../ui/format';
import type { Words } from '../../words/words';
import type { Noticed } from './stream';

export const diagnosticsView = (noticed: readonly Noticed[] | null, words: Words): unknown =>
  noticed === null || noticed.length === 0
    ? html`<p class="empty">${words.noDiagnostics}</p>`
    : html`<ol id="diagnostic-list" class="scroll" tabindex="0" role="log" aria-label=${words.diagnostics}>
        ${repeat(
          noticed,
          ({ number }) => number,
          ({ at, kind, detail }) => html`<li>${time(at)} <b>${kind}</b> ${detail}</li>`,
        )}
      </ol>`;
