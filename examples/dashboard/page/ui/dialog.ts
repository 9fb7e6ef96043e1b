import { html } from 'lit';
import type { Words } from '../words/words';

/** Renders the button that closes its dialog. */
export const closeView = (words: Words): unknown =>
  html`<button
    type="button"
    @click=${(event: Event) => (event.currentTarget as HTMLElement).closest('dialog')?.close()}
  >
    ${words.close}
  </button>`;
