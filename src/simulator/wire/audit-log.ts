import { createHash } from 'node:crypto';
import type { About } from '../faults/registry';
import type { Fault } from '../faults/fault';
import type { VenueBalance, VenueFill, VenueOrder } from '../venue/index';

/** An event in the venue's audit log, which records what really happened. Times are wall time, Unix time in ms. */
export type AuditEvent =
  /** A request as the venue saw and answered it. A fault that then changed the answer is an entry of its own. */
  | {
      readonly type: 'request';
      readonly method: string;
      readonly path: string;
      readonly apiKey: string | null;
      /** Digest of the signature, which identifies the signed bytes; `null` if nothing was signed. */
      readonly call: string | null;
      /**
       * True if the key's secret made the signature; `null` if none was necessary, or the check did not get that far.
       */
      readonly signature: boolean | null;
      /** True if it passed authentication and rate limit, so that it may have had an effect. */
      readonly admitted: boolean;
      /** The orders that it placed or cancelled. */
      readonly orderIds: readonly number[];
      /** The venue's code; `null` for success. */
      readonly code: number | null;
      /** HTTP status; `null` if a fault left it unanswered. */
      readonly status: number | null;
    }
  /** A state of a user's order. There is an entry for every state. */
  | { readonly type: 'order'; readonly apiKey: string; readonly order: VenueOrder }
  /** An order that another program of the account has placed (the fault `equal-order`). */
  | { readonly type: 'foreign-order'; readonly apiKey: string; readonly orderId: number }
  /** A user's side of a trade. */
  | { readonly type: 'trade'; readonly apiKey: string; readonly fill: VenueFill }
  | { readonly type: 'balance'; readonly apiKey: string; readonly balance: VenueBalance }
  /** A strike of a fault. */
  | { readonly type: 'fault'; readonly id: string; readonly fault: Fault; readonly about: About };

export type AuditEntry = { readonly seq: number; readonly at: number } & AuditEvent;

/** The venue's audit log: the truth that tests compare with. No path of the real venue serves it. */
export interface AuditLog {
  readonly write: (event: AuditEvent) => void;
  /** Returns the entries after a `seq` (all of them without one), oldest first. */
  readonly entries: (after?: number) => readonly AuditEntry[];
}

/**
 * Returns a digest that connects a request with the call of the client that sent it. It can't be used to sign anything.
 */
export const callDigest = (signature: string): string =>
  createHash('sha256').update(signature).digest('hex').slice(0, 16);

/** The greatest length of a recorded path. The sender decides how long an unknown path is. */
const mostPath = 256;

const short = (event: AuditEvent): AuditEvent =>
  event.type === 'request' && event.path.length > mostPath
    ? { ...event, path: event.path.slice(0, mostPath) }
    : event;

/** Creates the audit log. It keeps at least the latest `capacity` entries. */
export const createAuditLog = (now: () => number, capacity: number): AuditLog => {
  const entries: AuditEntry[] = [];
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

/** Writes entries as JSON. Amounts in units become texts of digits. */
export const auditJson = (entries: readonly AuditEntry[]): string =>
  JSON.stringify(entries, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
