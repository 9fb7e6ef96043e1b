import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../../src/simulator/index';

/** The events of a play, in order, for a hash and for people to read. */
export interface Logbook {
  /** Adds a line of the client or of its caller. The venue's earlier events come first. */
  readonly note: (line: string) => void;
  /** Adds the venue's events since the last call. */
  readonly catchUp: () => void;
  readonly lines: () => readonly string[];
  readonly hash: () => string;
}

/** True for entries that people read. Balances and successful reads are only part of the hash. */
const isTold = (entry: AuditEntry): boolean =>
  entry.type !== 'balance' && !(entry.type === 'request' && entry.method === 'GET' && entry.status === 200);

/** Formats an entry as a line for people. */
export const entryText = (entry: AuditEntry): string => {
  switch (entry.type) {
    case 'request': {
      const { method, path, status, code, admitted, orderIds } = entry;
      const ids = orderIds.length > 0 ? ` orders ${orderIds.join(' ')}` : '';
      return `${method} ${path} → ${status ?? 'unanswered'}${code === null ? '' : ` code ${code}`}${admitted ? '' : ' (not admitted)'}${ids}`;
    }
    case 'order': {
      const { order } = entry;
      return `order ${order.orderId} ${order.side} ${order.type} ${order.status} ${order.executedAmount}/${order.startAmount} at ${order.price ?? order.triggerPrice} of ${entry.apiKey}`;
    }
    case 'foreign-order':
      return `order ${entry.orderId} is another program's`;
    case 'trade': {
      const { fill } = entry;
      return `trade ${fill.tradeId} of order ${fill.orderId}: ${fill.amount} at ${fill.price}`;
    }
    case 'balance':
      return `balance ${entry.balance.asset} ${entry.balance.free}+${entry.balance.locked}`;
    case 'fault':
      return `FAULT ${JSON.stringify(entry.fault)}`;
  }
};

export const createLogbook = (
  start: number,
  now: () => number,
  journal: (after: number) => readonly AuditEntry[],
): Logbook => {
  const hash = createHash('sha256');
  const lines: string[] = [];
  let read = 0;
  const write = (at: number, text: string, isForPeople: boolean): void => {
    const line = `${((at - start) / 1000).toFixed(3).padStart(8)} ${text}`;
    hash.update(line);
    if (isForPeople) lines.push(line);
  };
  const catchUp = (): void => {
    for (const entry of journal(read)) {
      read = entry.seq;
      write(entry.at, `  venue: ${entryText(entry)}`, isTold(entry));
    }
  };
  return {
    note: (line) => {
      catchUp();
      write(now(), line, true);
    },
    catchUp,
    lines: () => lines,
    hash: () => hash.copy().digest('hex'),
  };
};
