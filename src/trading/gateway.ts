import { defer, EMPTY, filter, type Observable } from 'rxjs';
import type { ExecutionClient } from '../execution/client';
import type { RecoveredOrder } from '../execution/journal/recover';
import type { Trading } from '../execution/trading';
import type { GuardConfig } from '../execution/guards/config';
import { stampOf, type Clock } from '../operators/clock';
import { retryBackoff } from '../operators/retry-backoff';
import { createOwner, type Owner } from './owner';
import { createTurns } from './turns';

/** The state of the callers of one `exec`, over all of their links. */
interface Gateway {
  /** The id of this run of the gateway. */
  readonly epoch: string;
  /** Returns an owner. Its limits are those of its first link that has some. */
  readonly ownerOf: (name: string, seesAll: boolean, guards: GuardConfig | null) => Owner;
  /** Notes that a message of a caller has come, so that the gateway itself is not cut off. */
  readonly onMessage: () => void;
}

/** The gateways by their clients. Each lasts as long as its client. */
const gateways = new WeakMap<Trading, Gateway>();

let made = 0;

/** The most orders of all owners that wait in the client at a time. The client sends them in the order in which they came. */
const atOnce = 2;

/**
 * Emits the orders that an earlier run left open, if there is a journal. Their ids name their owners. A journal that
 * can't be read is tried again.
 */
const recoveredOf = (exec: Trading, clock: Clock, random: () => number): Observable<RecoveredOrder> => {
  const { recover } = exec as Partial<Pick<ExecutionClient, 'recover'>>;
  return recover === undefined
    ? EMPTY
    : defer(recover).pipe(
        filter((recovered) => recovered.type === 'order'),
        retryBackoff({ scheduler: clock, random }),
      );
};

export const gatewayOf = (exec: Trading, clock: Clock, random: () => number): Gateway => {
  const known = gateways.get(exec);
  if (known !== undefined) return known;
  made += 1;
  const epoch = `${stampOf(clock)}-${made}-${random().toString(36).slice(2)}`;
  const owners = new Map<string, Owner>();
  const turns = createTurns(atOnce);
  const recovered$ = recoveredOf(exec, clock, random);
  const gateway: Gateway = {
    epoch,
    ownerOf: (name, seesAll, guards) => {
      const key = `${name}/${seesAll ? 'all' : 'own'}`;
      const owner = owners.get(key) ?? createOwner({ exec, name, seesAll, epoch, clock, turns, recovered$ });
      owners.set(key, owner);
      if (guards !== null) owner.limit(guards);
      return owner;
    },
    onMessage: () => {
      for (const { callers } of owners.values()) callers.onMessage();
    },
  };
  gateways.set(exec, gateway);
  return gateway;
};
