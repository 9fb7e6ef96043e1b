/** The command `npm run storm:desk -- [--kills N] [--seed S]`: see docs/storms.md. */
import { parseArgs } from 'node:util';
import { playStorm } from './storm';

const whole = (name: string, text: string): number => {
  if (!/^\d{1,6}$/.test(text))
    throw new Error(`--${name}: expected a whole number, got ${JSON.stringify(text)}`);
  return Number(text);
};

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
const { broken, ...figures } = await playStorm({
  kills: whole('kills', values.kills),
  seed: whole('seed', values.seed),
  onKill: (kill) => process.stderr.write(`\r${kill} kills`),
});
process.stderr.write('\n');
console.log(JSON.stringify(figures));
for (const law of broken) console.log(law);
process.exit(broken.length === 0 ? 0 : 1);
