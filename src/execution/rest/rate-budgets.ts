import { createHash } from 'node:crypto';
import { asyncScheduler, type Observable, type SchedulerLike } from 'rxjs';
import { nodeHttp } from '../../connectivity/http-node';
import type { SendRequest } from '../../connectivity/ports';
import type { Clock } from '../../operators/clock';
import { createRateBudget, type RateBudget } from './rate-budget';
import type { Secret } from './secret';

interface Shared {
  readonly budget: RateBudget;
  clients: number;
}

type ByKey = Map<string, Shared>;

/** The port that sends requests if no other was given. */
const ownPort = nodeHttp;
type Port = SendRequest | typeof ownPort;

/**
 * The budgets of a process. The venue counts by key rather than by client, so that a client must know the calls of its
 * predecessor. A world has budgets of its own: it is a scheduler and a port that sends requests.
 */
const worlds = new WeakMap<SchedulerLike, WeakMap<Port, ByKey>>();

const made = <K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
};

export interface BudgetOwner {
  readonly apiKey: Secret;
  readonly apiUrl: string;
  readonly scheduler?: SchedulerLike | undefined;
  readonly sendRequest?: SendRequest | undefined;
}

/** Holds the budget of a key at a venue for a client, until the client is closed and nothing counts any more. */
export const holdRateBudget = (
  { apiKey, apiUrl, scheduler = asyncScheduler, sendRequest }: BudgetOwner,
  clock: Clock,
  closed$: Observable<unknown>,
): RateBudget => {
  const world = made(worlds, scheduler, () => new WeakMap<Port, ByKey>());
  const byKey = made(world, sendRequest ?? ownPort, () => new Map<string, Shared>());
  for (const [name, { budget, clients }] of byKey) if (clients === 0 && budget.isIdle()) byKey.delete(name);
  const name = createHash('sha256').update(`${apiUrl} ${apiKey.reveal()}`).digest('base64');
  const shared = byKey.get(name) ?? { budget: createRateBudget(clock), clients: 0 };
  byKey.set(name, shared);
  shared.clients += 1;
  closed$.subscribe(() => (shared.clients -= 1));
  return shared.budget;
};
