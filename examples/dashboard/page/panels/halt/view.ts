import { html, nothing } from 'lit';
import type { HaltOptions } from 'rx-bitbank/execution';
import { closeView } from '../../ui/dialog';
import { byId } from '../../ui/dom';
import type { Words } from '../../words/words';
import type { HaltShown } from './stream';

const isToClose = (): boolean => (byId('halt-closes') as HTMLInputElement).checked;

export const haltView =
  (begin: (options: HaltOptions) => void) =>
  (halt: HaltShown | null, words: Words): unknown => {
    if (halt === null) return nothing;
    const { open, isHalted, events } = halt;
    return html`
      <p>${words.haltWill(open)}</p>
      <p>${words.haltWarning}</p>
      <label class="check"
        ><input type="checkbox" id="halt-closes" ?disabled=${isHalted} />${words.haltCloses}</label
      >
      <ol role="log" aria-label=${words.haltCourse}>
        ${events.map((event) => html`<li>${words.haltEvent(event)}</li>`)}
      </ol>
      <div class="buttons">
        <button
          type="button"
          class="danger"
          ?disabled=${isHalted}
          @click=${() => begin(isToClose() ? { positions: 'close', maxSlippage: '0.01' } : {})}
        >
          ${words.haltNow}
        </button>
        ${closeView(words)}
      </div>
    `;
  };
