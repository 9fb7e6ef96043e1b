import '@angular/compiler';
import { provideZonelessChangeDetection } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createDataClient, type DataClient } from 'rx-bitbank';
import { startSimulator, type Simulator } from 'rx-bitbank/simulator';
import { mount, unmount } from 'svelte';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AngularTicker, BITBANK } from '../src/angular-ticker';
import { ReactTicker } from '../src/react-ticker';
import SvelteTicker from '../src/svelte-ticker.svelte';

let simulator: Simulator;
let data: DataClient;

beforeAll(async () => {
  simulator = await startSimulator({ pairs: ['btc_jpy', 'eth_jpy'] });
  data = createDataClient(simulator.urls);
});

afterAll(async () => {
  await data.close();
  await simulator.close();
});

/** The time in ms for which a test waits for a slow machine. */
const patience = 60_000;

const host = (): HTMLElement => document.body.appendChild(document.createElement('div'));

const shows = async (element: HTMLElement, text: RegExp): Promise<void> =>
  vi.waitFor(() => expect(element.textContent).toMatch(text), { timeout: patience });

/** Waits until nobody subscribes any more and the link is closed. */
const isLetGo = async (): Promise<void> =>
  vi.waitFor(
    () => {
      let state = '';
      data.connection$.subscribe((connection) => (state = connection.state)).unsubscribe();
      expect(state).toBe('idle');
    },
    { timeout: patience },
  );

describe('the ticker of a pair', () => {
  it('is shown by React, follows its pair, and lets go of the feed', async () => {
    const element = host();
    const root = createRoot(element);
    root.render(createElement(ReactTicker, { data, pair: 'btc_jpy' }));
    await shows(element, /^btc_jpy [\d.]+$/);
    root.render(createElement(ReactTicker, { data, pair: 'eth_jpy' }));
    await shows(element, /^eth_jpy [\d.]+$/);
    root.unmount();
    await isLetGo();
  });

  it('is shown by Svelte, and lets go of the feed', async () => {
    const element = host();
    const ticker = mount(SvelteTicker, { target: element, props: { data, pair: 'btc_jpy' } });
    await shows(element, /^btc_jpy [\d.]+$/);
    await unmount(ticker);
    await isLetGo();
  });

  it('is shown by Angular with rxResource, follows its pair, and lets go of the feed', async () => {
    const element = host();
    const app = await createApplication({
      providers: [provideZonelessChangeDetection(), { provide: BITBANK, useValue: data }],
    });
    const component = app.bootstrap(AngularTicker, element);
    await shows(element, /btc_jpy [\d.]+/);
    component.instance.pair.set('eth_jpy');
    await shows(element, /eth_jpy [\d.]+/);
    app.destroy();
    await isLetGo();
  });
});
