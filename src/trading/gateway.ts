import type { Trading } from '../execution/trading';
import { stampOf, type Clock } from '../operators/clock';
import { createOwner, type Owner } from './owner';

/** What is known of the callers of one `exec`, over all of their links. */
interface Gateway {
  /** Names this run of the gateway. */
  readonly epoch: string;
  readonly ownerOf: (name: string, seesAll: boolean) => Owner;
}

/** It lasts as long as the client that it serves. */
const gateways = new WeakMap<Trading, Gateway>();

let made = 0;

export const gatewayOf = (exec: Trading, clock: Clock): Gateway => {
  const known = gateways.get(exec);
  if (known !== undefined) return known;
  made += 1;
  const epoch = `${stampOf(clock)}-${made}-${Math.random().toString(36).slice(2)}`;
  const owners = new Map<string, Owner>();
  const gateway: Gateway = {
    epoch,
    ownerOf: (name, seesAll) => {
      const key = `${name}/${seesAll ? 'all' : 'own'}`;
      const owner = owners.get(key) ?? createOwner({ exec, name, seesAll, epoch, clock });
      owners.set(key, owner);
      return owner;
    },
  };
  gateways.set(exec, gateway);
  return gateway;
};
