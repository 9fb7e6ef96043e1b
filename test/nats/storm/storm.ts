import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { lastValueFrom, timeout } from 'rxjs';
import { demoAccount } from '../../../src/simulator/index';
import { randomOf } from '../../../src/simulator/market/random';
import { brokenLives } from '../../trading/life-laws';
import type { Fate } from '../../trading/lossy-ports';
import { type Desk, pair, type Program, startDesk } from './desk';
import type { Struck } from './lossy-proxy';
import { accountOf, agesOf, brokenEffects, brokenRate, longestWay, type PricedLife } from './venue-laws';

/** The findings of a storm. */
export interface StormReport extends Struck {
  /** The broken laws, in words. */
  readonly broken: readonly string[];
  readonly kills: number;
  readonly lives: number;
  /** The number of orders that the venue has. */
  readonly placed: number;
  /** The number of lives by their last event. */
  readonly ends: Readonly<Record<string, number>>;
  /** The greatest time between a request and its order at the venue, ms. */
  readonly oldest: number;
  /** The number of requests that the venue refused for their rate. */
  readonly tooMany: number;
}

export interface StormConfig {
  readonly kills: number;
  readonly seed: number;
  readonly onKill?: (kill: number) => void;
}

/** The time in ms after which the storm gives a wait up. It is generous, because the machine may be busy. */
const patience = 120_000;

const until = async (isSo: () => boolean, longest = patience): Promise<void> => {
  const end = performance.now() + longest;
  while (!isSo() && performance.now() < end) await sleep(50);
};

/** Returns the subjects of all messages that JetStream keeps which are neither frames nor leases. */
const strayMessages = async ({ nats }: Desk): Promise<readonly string[]> => {
  const connection = await connect({ servers: nats.url });
  const manager = await jetstreamManager(connection);
  const subjects: string[] = [];
  for await (const { config } of manager.streams.list()) {
    const { state } = await manager.streams.info(config.name, { subjects_filter: '>' });
    subjects.push(...Object.keys(state.subjects ?? {}));
  }
  await connection.close();
  return subjects
    .filter((subject) => !/^(?:bitbank\.frames|\$KV\.bitbank_leases)\./.test(subject))
    .map((subject) => `JetStream keeps a message of ${subject}`);
};

/** Asks all programs to cancel their orders, until every life has ended. */
const calm = async (programs: readonly Program[], lives: readonly PricedLife[]): Promise<void> => {
  for (let round = 0; round < 10 && lives.some(({ isOver }) => !isOver); round += 1) {
    await until(() => programs.every(({ isLinked }) => isLinked()));
    await Promise.all(
      programs.map(({ remote }) =>
        lastValueFrom(remote.cancelAll().pipe(timeout({ first: patience })), { defaultValue: null }).catch(
          () => null,
        ),
      ),
    );
    await until(() => lives.every(({ isOver }) => isOver), 10_000);
  }
};

/**
 * Plays a storm: four programs of two owners trade by way of a proxy that loses, repeats and delays, while the gateway is
 * killed again and again. It compares the values that they received with the venue's audit log.
 */
export const playStorm = async ({ kills, seed, onKill }: StormConfig): Promise<StormReport> => {
  const { next: random, between, chance } = randomOf('desk', seed);
  let isCalm = false;
  const fateOf = (subject: string, raw: Buffer): Fate => {
    if (isCalm || !/^(?:bitbank\.trading|_INBOX)\./.test(subject)) return [0];
    // A message that a program misses ends its link, so that most of them come.
    const luck = random() * (subject.startsWith('_INBOX') ? 4 : 1);
    if (luck < 0.04) return [];
    if (luck < 0.08) return [0, between(1, 500)];
    if (luck < 0.12) return [between(1, 1_500)];
    // Orders above all are the messages that must not come late.
    const isLate = raw.includes('"submitOrder"') ? chance(0.1) : luck < 0.16;
    return isLate ? [longestWay + between(2_000, 6_000)] : [0];
  };
  const desk = await startDesk(fateOf);
  const { sim, proxy, programs } = desk;
  /** Unix times in ms. */
  const killedAt: number[] = [];
  const broken: string[] = [];
  const lives: PricedLife[] = [];
  const maker = sim.venue.openAccount({ class: 'user' });
  sim.venue.credit(maker, 'btc', 10n ** 12n);
  const offer = (): void => {
    sim.venue.submitOrder(maker, {
      ...{ pair, side: 'sell', type: 'limit', amount: 100n, price: 13_000_000, triggerPrice: null },
      ...{ postOnly: false, positionSide: null },
    });
  };
  const anyOf = (): Program => {
    const linked = programs.filter(({ isLinked }) => isLinked());
    const some = linked.length > 0 && chance(0.9) ? linked : programs;
    const program = some[between(0, some.length - 1)];
    if (program === undefined) throw new Error('there is no program');
    return program;
  };
  const place = (): void => {
    const { name, owner, remote } = anyOf();
    // A program now and then uses an id again, with the same request or with another one.
    const again = chance(0.15) ? lives.filter((life) => life.id.startsWith(name)).at(-1) : undefined;
    const id = again?.id ?? `${name}-${lives.length}`;
    const isTaking = chance(0.2);
    const fresh = (isTaking ? 13_100_000 : 11_000_000) + lives.length;
    const price = again !== undefined && chance(0.5) ? again.price : fresh;
    const life: PricedLife = { owner, id, price, askedAt: Date.now(), told: [], isOver: false };
    lives.push(life);
    if (price > 13_000_000) offer();
    remote.submitOrder({ pair, side: 'buy', type: 'limit', amount: '0.001', price }, { id }).subscribe({
      next: (transition) => life.told.push(transition),
      error: (error: unknown) => broken.push(`${id} has failed: ${String(error)}`),
      complete: () => (life.isOver = true),
    });
  };

  let linksBefore: ReadonlyMap<string, number> = new Map();
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const isBack = ({ name, isLinked, links }: Program): boolean =>
        isLinked() && links() > (linksBefore.get(name) ?? 0);
      await until(() => programs.some(isBack));
      if (chance(0.5)) await until(() => programs.every(isBack), 5_000);
      // Together they are faster than the venue allows.
      for (let count = between(4, 12); count > 0; count -= 1) {
        place();
        if (chance(0.5)) await sleep(between(0, 300));
      }
      if (chance(0.5))
        anyOf()
          .remote.cancelAll()
          .subscribe({ error: () => undefined });
      await sleep(between(0, 500));
      linksBefore = new Map(programs.map(({ name, links }) => [name, links()]));
      await desk.gateway().kill();
      killedAt.push(Date.now());
      onKill?.(kill);
      if (chance(0.3)) proxy.cut();
      place();
      desk.startGateway();
    }
    isCalm = true;
    await calm(programs, lives);
    const account = accountOf(sim.journal(), demoAccount.apiKey);
    const ends: Record<string, number> = {};
    for (const { told } of lives) {
      const last = told.at(-1);
      const end = last?.type === 'Rejected' ? `Rejected as ${last.reason}` : (last?.type ?? 'nothing');
      ends[end] = (ends[end] ?? 0) + 1;
    }
    return {
      broken: [
        ...broken,
        ...brokenLives(lives),
        ...brokenEffects(lives, account),
        ...brokenRate(account, killedAt),
        ...(await strayMessages(desk)),
      ],
      ...proxy.struck(),
      kills,
      lives: lives.length,
      placed: account.statuses.size,
      ends,
      oldest: Math.max(0, ...agesOf(lives, account.placedAt).values()),
      tooMany: account.tooMany.length,
    };
  } finally {
    await desk.close();
  }
};
