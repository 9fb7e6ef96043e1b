import type { Trading } from '../execution/trading';
import type { GuardConfig } from '../execution/guards/config';
import { stampOf, type Clock } from '../operators/clock';
import { createOwner, type Owner } from './owner';
import { createTurns } from './turns';

/** What is known of the callers of one `exec`, over all of their links. */
interface Gateway {
  /** Names this run of the gateway. */
  readonly epoch: string;
  /** The limits are those of the first link of the owner that has some. */
  readonly ownerOf: (name: string, seesAll: boolean, guards: GuardConfig | null) => Owner;
  /** A caller is heard, so that the gateway is not cut off itself. */
  readonly heard: () => void;
}

/** It lasts as long as the client that it serves. */
const gateways = new WeakMap<Trading, Gateway>();

let made = 0;

/** So many orders of all owners wait at a time in the client below, which sends them in the order in which they came. */
const atOnce = 2;

export const gatewayOf = (exec: Trading, clock: Clock): Gateway => {
  const known = gateways.get(exec);
  if (known !== undefined) return known;
  made += 1;
  const epoch = `${stampOf(clock)}-${made}-${Math.random().toString(36).slice(2)}`;
  const owners = new Map<string, Owner>();
  const turns = createTurns(atOnce);
  const gateway: Gateway = {
    epoch,
    ownerOf: (name, seesAll, guards) => {
      const key = `${name}/${seesAll ? 'all' : 'own'}`;
      const owner = owners.get(key) ?? createOwner({ exec, name, seesAll, epoch, clock, turns });
      owners.set(key, owner);
      if (guards !== null) owner.limit(guards);
      return owner;
    },
    heard: () => {
      for (const { callers } of owners.values()) callers.heard();
    },
  };
  gateways.set(exec, gateway);
  return gateway;
};
