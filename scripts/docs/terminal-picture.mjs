/**
 * Makes docs/images/terminal.svg from the printed output of `rx-bitbank watch btc_jpy --sim` on a terminal of 96
 * columns. `npm run picture` builds and runs it. It needs `script` (util-linux).
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const columns = 96;
const command = 'rx-bitbank watch btc_jpy --sim';

const { stdout, status } = spawnSync(
  'script',
  ['-qec', `stty cols ${columns} rows 24; node dist/cli.js watch btc_jpy --sim --duration 30s`, '/dev/null'],
  { encoding: 'utf8', input: '', maxBuffer: 1 << 28 },
);
if (status !== 0) throw new Error(`script ended with ${status}: ${stdout.slice(-300)}`);

// The screen itself disappears at the end. Its last state is printed afterwards.
const lines = stdout
  .slice(stdout.lastIndexOf('\u001b[?1049l') + '\u001b[?1049l'.length)
  .replaceAll('\r', '')
  .trimEnd()
  .split('\n');

// eslint-disable-next-line no-control-regex -- a colour begins with it
const color = /\u001b\[([\d;]*)m/;

/** The classes for a terminal's numbers of styles. Each style ends with a number of its own. */
const styles = new Map([
  ['1', 'bold'],
  ['2', 'dim'],
  ['31', 'sell'],
  ['32', 'buy'],
  ['33', 'warning'],
]);

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const spansOf = (line) => {
  let style = '';
  return line.split(color).map((part, i) => {
    if (i % 2 === 1) {
      style = styles.get(part) ?? '';
      return '';
    }
    return style === '' || part.trim() === ''
      ? escaped(part)
      : `<tspan class="${style}">${escaped(part)}</tspan>`;
  });
};

const plainOf = (line) =>
  line
    .split(color)
    .filter((_, i) => i % 2 === 0)
    .join('')
    .trimEnd();

const [width, height, left, top] = [8.4, 18, 14, 42];
const size = [2 * left + columns * width, top + lines.length * height + 10];

writeFileSync(
  'docs/images/terminal.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.join(' ')}" role="img" aria-label="${command}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
<style>text { fill: #d8dee9; white-space: pre } .bold { font-weight: 600 } .dim { fill: #8b96a8 } .buy { fill: #4cc38a } .sell { fill: #ff6b6b } .warning { fill: #e2b93b }</style>
<rect width="${size[0]}" height="${size[1]}" rx="8" fill="#10151f"/>
<text x="${left}" y="24"><tspan class="dim">$ </tspan>${command}</text>
${lines
  .map((line, i) => {
    const text = spansOf(line).join('').trimEnd();
    return text === ''
      ? ''
      : `<text x="${left}" y="${top + i * height + 4}" textLength="${plainOf(line).length * width}" xml:space="preserve">${text}</text>\n`;
  })
  .join('')}</svg>
`,
);
