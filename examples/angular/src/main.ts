import { bootstrapApplication } from '@angular/platform-browser';
import type { DataClientOptions } from 'rx-bitbank';
import { provideAccount } from './account';
import { App } from './app';
import { provideBitbank } from './bitbank';

/**
 * The address of the venue, either the simulated exchange beside this page or the live one; and of its account's
 * trading, if there is one.
 */
interface Config {
  readonly venue: DataClientOptions;
  readonly tradingPath: string | null;
}

const { venue, tradingPath } = (await (await fetch('config.json')).json()) as Config;
const tradingUrl =
  tradingPath === null ? null : new URL(tradingPath, location.href.replace(/^http/, 'ws')).href;

await bootstrapApplication(App, { providers: [provideBitbank(venue), provideAccount(tradingUrl)] });
