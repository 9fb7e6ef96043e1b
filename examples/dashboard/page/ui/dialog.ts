import { html } from 'lit';
import type { Words } from '../words/words';

/** The button that closes the dialog in which it stands. */
export const closeView = (words: Words): unknown =>
  html`<button
    type="button"
    @click=${(event: Event) => (event.currentTarget as HTMLElement).closest('dialog')?.close()}
  >
    ${words.close}
  </button>`;
