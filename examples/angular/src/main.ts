import { bootstrapApplication } from '@angular/platform-browser';
import type { DataClientOptions } from 'rx-bitbank';
import { App } from './app';
import { provideBitbank } from './bitbank';

/** Where the venue is: the simulated exchange beside this page, or nothing, which means the live one. */
const config = (await (await fetch('config.json')).json()) as DataClientOptions;

await bootstrapApplication(App, { providers: [provideBitbank(config)] });
