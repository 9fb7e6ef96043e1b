import { html } from 'lit';
import type { Words } from '../../words/words';
import { hotkeys } from './keys';

export const hotkeysView = (_: unknown, words: Words): unknown => html`
  <table>
    <tbody>
      ${hotkeys.map(
        ([key, does]) =>
          html`<tr>
            <th scope="row"><kbd>${key}</kbd></th>
            <td>${words.keys[does]}</td>
          </tr>`,
      )}
    </tbody>
  </table>
  <div class="buttons">
    <button
      type="button"
      @click=${(event: Event) => (event.currentTarget as HTMLElement).closest('dialog')?.close()}
    >
      ${words.close}
    </button>
  </div>
`;
