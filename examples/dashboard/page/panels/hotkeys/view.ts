import { html } from 'lit';
import { closeView } from '../../ui/dialog';
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
  <div class="buttons">${closeView(words)}</div>
`;
