import { createHash } from 'node:crypto';
import type { JournalEntry } from '../../../src/simulator/index';

/** What happened, in order, for a hash and for people to read. */
export interface Logbook {
  /** What the client said or was asked for; what the venue did before it comes first. */
  readonly note: (line: string) => void;
  /** Takes over what the venue did since. */
  readonly catchUp: () => void;
  readonly lines: () => readonly string[];
  readonly hash: () => string;
}

/** Balances and reads that went well are part of the hash only. */
const isTold = (entry: JournalEntry): boolean =>
  entry.type !== 'balance' && !(entry.type === 'request' && entry.method === 'GET' && entry.status === 200);

/** A line that a person can read. */
export const entryText = (entry: JournalEntry): string => {
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
  journal: (after: number) => readonly JournalEntry[],
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
