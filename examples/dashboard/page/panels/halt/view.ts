import { html, nothing } from 'lit';
import type { Words } from '../../words/words';
import type { HaltShown } from './stream';

const closeDialog = (event: Event): void => (event.currentTarget as HTMLElement).closest('dialog')?.close();

export const haltView =
  (begin: () => void) =>
  (halt: HaltShown | null, words: Words): unknown => {
    if (halt === null) return nothing;
    const { open, isHalted, events } = halt;
    return html`
      <p>${words.haltWill(open)}</p>
      <p>${words.haltWont}</p>
      <ol role="log" aria-label=${words.haltCourse}>
        ${events.map((event) => html`<li>${words.haltEvent(event)}</li>`)}
      </ol>
      <div class="buttons">
        <button type="button" class="danger" ?disabled=${isHalted} @click=${begin}>${words.haltNow}</button>
        <button type="button" @click=${closeDialog}>${words.close}</button>
      </div>
    `;
  };
