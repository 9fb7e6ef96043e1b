/** The recipes for outages, run as they are printed, through outages of two seconds. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { demoAccount, type Fault, startSimulator } from '../../src/simulator/index';
import { signedClient } from '../simulator/support/signed-client';
import { bookStands, type Recipe, recipesOf, runRecipe } from './recipe';

const recipes = ['docs/recovery.md', 'docs/going-live.md'].flatMap(recipesOf);

interface Outage {
  readonly name: string;
  readonly fault: Fault;
  /** The time after the recipe has begun, ms. */
  readonly at: number;
}

const outages: readonly Outage[] = [
  { name: 'the venue is away when it begins', fault: { kind: 'restart', ms: 2_000 }, at: 0 },
  {
    name: 'the gateway answers 503 when it begins',
    fault: { kind: 'rest-status', when: { after: 0, for: 2_000 } },
    at: 0,
  },
  { name: 'the venue goes away later', fault: { kind: 'restart', ms: 2_000 }, at: 1_000 },
];

const isAtOnce = ({ code }: Recipe): boolean => code.includes('cancelAll(') || code.includes('halt(');

/** The cases. A gateway that answers breaks no link, so that only immediate REST calls see it. */
const cases = recipes.flatMap((recipe) =>
  outages
    .filter(({ fault }) => fault.kind === 'restart' || isAtOnce(recipe))
    .map((outage) => [recipe.place, outage.name, recipe, outage] as const),
);

/** True if the recipe cancels every order, whatever the outage. A book that never came is not lost either. */
const cancels = ({ code }: Recipe, { at }: Outage): boolean =>
  code.includes('halt(') || (code.includes('cancelAll(') && (!code.includes('book$(') || at > 0));

/** Waits until a condition is true, for at most a minute. */
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let left = 600; left > 0 && !(await isSo()); left -= 1) await wait(100);
};

/** Places two resting orders beforehand. On a busy machine a request may come too late and be refused. */
const placeOrders = async (apiUrl: string): Promise<void> => {
  const { post } = signedClient(apiUrl, demoAccount.apiKey, demoAccount.apiSecret);
  const order = { pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.001', price: '1000000' };
  await until(async () => {
    await post('/user/spot/order', order);
    return (await openOrders(apiUrl)) === 2;
  });
};

const openOrders = async (apiUrl: string): Promise<number> => {
  const { origin } = new URL(apiUrl);
  const reply = await fetch(`${origin}/_sim/orders?apiKey=${demoAccount.apiKey}`);
  return ((await reply.json()) as readonly unknown[]).length;
};

describe.concurrent('the recipes for outages', () => {
  it.each(cases)('%s outlives it when %s', async (_, _name, recipe, outage) => {
    const sim = await startSimulator();
    const { apiUrl } = sim.urls;
    await placeOrders(apiUrl);
    const isLater = outage.at > 0;
    const run = await runRecipe(recipe, { ...sim.urls }, () => {
      if (!isLater) sim.faults.add(outage.fault);
    });
    try {
      if (recipe.code.includes('book$(') && isLater) await until(() => run.output().includes(bookStands));
      await wait(outage.at);
      if (isLater) sim.faults.add(outage.fault);
      await wait(500);
      const isStopped = recipe.code.includes('SIGTERM');
      if (isStopped) run.signal('SIGTERM');
      await wait(4_000);
      const left = cancels(recipe, outage) ? 0 : 2;
      await until(async () => (await openOrders(apiUrl)) === left);
      expect(await openOrders(apiUrl), run.output()).toBe(left);
      // It runs on, or ends by itself and in good order.
      if (isStopped) await until(() => run.ended() !== undefined);
      expect(run.ended() ?? 'it runs', run.output()).toMatch(isStopped ? /^0$/ : /^(0|it runs)$/);
    } finally {
      await run.stop();
      await sim.close();
    }
  });

  it('are there', () => {
    for (const word of ['cancelAll', 'halt', 'connection$'])
      expect(recipes.some(({ code }) => code.includes(word))).toBe(true);
  });
});
