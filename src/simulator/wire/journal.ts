import { createHash } from 'node:crypto';
import type { About } from '../faults/registry';
import type { Fault } from '../faults/fault';
import type { VenueBalance, VenueFill, VenueOrder } from '../venue/index';

/** What really happened at the venue. Times are wall time, Unix time in ms. */
export type JournalEvent =
  /** A request, as the venue saw and answered it; what a fault then did to the answer is an entry of its own. */
  | {
      readonly type: 'request';
      readonly method: string;
      readonly path: string;
      readonly apiKey: string | null;
      /** Digest of its signature, which names the bytes that were signed; `null` where nothing was signed. */
      readonly call: string | null;
      /** Was it signed with the key's secret? `null` where nothing had to be, or the check did not get that far. */
      readonly signature: boolean | null;
      /** It got past authentication and rate limit: it may have had an effect. */
      readonly admitted: boolean;
      /** The orders it placed or cancelled. */
      readonly orderIds: readonly number[];
      /** The venue's code; `null` for success. */
      readonly code: number | null;
      /** HTTP status; `null` where a fault left it unanswered. */
      readonly status: number | null;
    }
  /** Every state of every user's order. */
  | { readonly type: 'order'; readonly apiKey: string; readonly order: VenueOrder }
  /** An order another program of the account has placed (the fault `equal-order`). */
  | { readonly type: 'foreign-order'; readonly apiKey: string; readonly orderId: number }
  /** A user's side of a trade. */
  | { readonly type: 'trade'; readonly apiKey: string; readonly fill: VenueFill }
  | { readonly type: 'balance'; readonly apiKey: string; readonly balance: VenueBalance }
  /** A fault has struck. */
  | { readonly type: 'fault'; readonly id: string; readonly fault: Fault; readonly about: About };

export type JournalEntry = { readonly seq: number; readonly at: number } & JournalEvent;

/** The truth that tests compare with; it is never served on a path of the venue. */
export interface Journal {
  readonly write: (event: JournalEvent) => void;
  /** The entries after a `seq` (all of them without one), oldest first. */
  readonly entries: (after?: number) => readonly JournalEntry[];
}

/** What joins a request with the call of a client that sent it; nothing can be signed with it. */
export const callDigest = (signature: string): string =>
  createHash('sha256').update(signature).digest('hex').slice(0, 16);

/** A path that nobody has is as long as its sender likes. */
const mostPath = 256;

const short = (event: JournalEvent): JournalEvent =>
  event.type === 'request' && event.path.length > mostPath
    ? { ...event, path: event.path.slice(0, mostPath) }
    : event;

/** Keeps the latest entries: `capacity` of them at least. */
export const createJournal = (now: () => number, capacity: number): Journal => {
  const entries: JournalEntry[] = [];
  let written = 0;
  return {
    write: (event) => {
      if (capacity === 0) return;
      written += 1;
      entries.push({ seq: written, at: now(), ...short(event) });
      if (entries.length >= 2 * capacity) entries.splice(0, entries.length - capacity);
    },
    entries: (after = 0) => {
      const first = entries[0]?.seq ?? 1;
      return entries.slice(Math.max(0, after - first + 1));
    },
  };
};

/** Entries as JSON: amounts in units become texts of digits. */
export const journalJson = (entries: readonly JournalEntry[]): string =>
  JSON.stringify(entries, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
