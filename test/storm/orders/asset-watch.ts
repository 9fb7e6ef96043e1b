import type { AssetBalance, Confirmed } from '../../../src/execution/index';
import type { VenueBalance, AuditEntry } from '../../../src/simulator/index';
import { assetMessage } from '../../../src/simulator/wire/balance-json';
import type { Message } from './channel';

/**
 * Watches `assets$` by the delivered messages and the venue's audit log. A balance that is not confirmed is that of the
 * greatest timetoken so far; a confirmed one was the venue's at some time between the read and now.
 */
export interface AssetWatch {
  readonly hear: (message: Message) => void;
  readonly look: (assets: ReadonlyMap<string, Confirmed<AssetBalance>>) => void;
  readonly violations: readonly string[];
}

interface Wire {
  readonly asset: string;
  readonly free_amount: string;
  readonly locked_amount: string;
  readonly onhand_amount: string;
}

const wireText = ({ free_amount, locked_amount, onhand_amount }: Wire): string =>
  `${free_amount} ${locked_amount} ${onhand_amount}`;

const heldText = ({ freeAmount, lockedAmount, onhandAmount }: AssetBalance): string =>
  `${freeAmount} ${lockedAmount} ${onhandAmount}`;

interface Moment {
  readonly from: number;
  readonly text: string;
}

export const watchAssets = (
  initial: readonly VenueBalance[],
  apiKey: string,
  journal: (after: number) => readonly AuditEntry[],
  /** Returns the earliest time of the venue at a stamp of our client's. */
  venueTimeOf: (stamp: number) => number,
): AssetWatch => {
  const latest = new Map<string, { readonly timetoken: bigint; readonly text: string }>();
  const past = new Map<string, Moment[]>();
  const seen = new Map<string, Confirmed<AssetBalance>>();
  const violations: string[] = [];
  let read = 0;

  const remember = (at: number, balance: VenueBalance): void => {
    const moments = past.get(balance.asset) ?? [];
    moments.push({ from: at, text: wireText(assetMessage(balance)) });
    past.set(balance.asset, moments);
  };
  for (const balance of initial) remember(-Infinity, balance);

  const catchUp = (): void => {
    for (const entry of journal(read)) {
      read = entry.seq;
      if (entry.type === 'balance' && entry.apiKey === apiKey) remember(entry.at, entry.balance);
    }
  };
  /** True if the balance had that value at some time since. */
  const wasSo = (asset: string, text: string, since: number): boolean => {
    const moments = past.get(asset) ?? [];
    return moments.some((one, i) => one.text === text && (moments[i + 1]?.from ?? Infinity) >= since);
  };

  const judge = (asset: string, held: Confirmed<AssetBalance>): string | null => {
    const text = heldText(held);
    if (held.confirmed) {
      return wasSo(asset, text, venueTimeOf(held.asOf))
        ? null
        : `${asset} is confirmed as ${text}, which it was not since it was read`;
    }
    const expected = latest.get(asset)?.text;
    return text === expected ? null : `${asset} is ${text}, the latest message said ${expected}`;
  };

  return {
    violations,
    hear: ({ timetoken, message }) => {
      const { method, params } = message as { readonly method: string; readonly params: readonly Wire[] };
      if (method !== 'asset_update') return;
      for (const wire of params) {
        const before = latest.get(wire.asset);
        if (before !== undefined && BigInt(timetoken) <= before.timetoken) continue;
        latest.set(wire.asset, { timetoken: BigInt(timetoken), text: wireText(wire) });
      }
    },
    look: (assets) => {
      catchUp();
      for (const [asset, held] of assets) {
        if (seen.get(asset) === held) continue;
        seen.set(asset, held);
        const wrong = judge(asset, held);
        if (wrong !== null) violations.push(`assets$: ${wrong}`);
      }
    },
  };
};
