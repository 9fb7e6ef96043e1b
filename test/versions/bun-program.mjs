/**
 * A program for Bun, with the urls of a simulated exchange. It makes public and signed REST calls with the built
 * package.
 */
import { firstValueFrom } from 'rxjs';
import { createDataClient } from 'rx-bitbank';
import { createExecutionClient } from 'rx-bitbank/execution';

const { urls, account } = JSON.parse(process.argv[2]);
const data = createDataClient(urls);
const exec = createExecutionClient({ ...urls, ...account });
const instruments = await firstValueFrom(data.rest.instruments());
const ticker = await firstValueFrom(data.rest.ticker({ pair: 'btc_jpy' }));
const assets = await firstValueFrom(exec.rest.assets());
const refused = await firstValueFrom(exec.rest.order({ pair: 'btc_jpy', orderId: 1 })).catch(
  (error) => error,
);
await Promise.all([data.close(), exec.close()]);
console.log(
  JSON.stringify({
    bun: process.versions.bun,
    pairs: instruments.length,
    pair: ticker.pair,
    jpy: assets.find(({ asset }) => asset === 'jpy')?.onhandAmount,
    refused: refused.code,
  }),
);
process.exit(0);
