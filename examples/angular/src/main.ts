import { bootstrapApplication } from '@angular/platform-browser';
import type { DataClientOptions } from 'rx-bitbank';
import { provideAccount } from './account';
import { App } from './app';
import { provideBitbank } from './bitbank';

/** Where the venue is, the simulated exchange beside this page or the live one; and where its account trades, if it has one. */
interface Config {
  readonly venue: DataClientOptions;
  readonly tradingPath: string | null;
}

const { venue, tradingPath } = (await (await fetch('config.json')).json()) as Config;
const tradingUrl =
  tradingPath === null ? null : new URL(tradingPath, location.href.replace(/^http/, 'ws')).href;

await bootstrapApplication(App, { providers: [provideBitbank(venue), provideAccount(tradingUrl)] });
