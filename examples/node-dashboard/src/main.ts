/** `npm start -- [--live] [PAIR…]` shows several pairs on a terminal, from the simulated exchange unless `--live`. */
import { auditTime, combineLatest, finalize, map } from 'rxjs';
import { createDataClient } from 'rx-bitbank';
import { startSimulator } from 'rx-bitbank/simulator';
import { market$ } from './market';
import { screen } from './screen';

const args = process.argv.slice(2);
const named = args.filter((arg) => !arg.startsWith('--'));
const pairs = named.length > 0 ? named : ['btc_jpy', 'eth_jpy', 'xrp_jpy', 'doge_jpy', 'sol_jpy'];

const sim = args.includes('--live') ? null : await startSimulator();
const data = createDataClient(sim?.urls);

const home = '\u001b[H\u001b[J';
const subscription = combineLatest([market$(data, pairs), data.connection$])
  .pipe(
    auditTime(100),
    map(([states, connection]) => screen(states, connection)),
    finalize(() => void data.close().then(() => sim?.close())),
  )
  .subscribe({
    next: (text) => process.stdout.write(`${home}${text}\n`),
    error: (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  });
process.on('SIGINT', () => subscription.unsubscribe());
