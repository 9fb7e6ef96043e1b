/** The simulated venue in a process of its own. It is controlled over IPC, so that it costs the clients nothing. */
import {
  type Fault,
  type AuditEntry,
  type SimulatorOptions,
  startSimulator,
} from '../../src/simulator/index';
import type { Truth } from '../storm/orders/record';
import { readTruth } from '../storm/orders/truth';

export type Question =
  | { readonly ask: 'urls' }
  | { readonly ask: 'records'; readonly account: number; readonly after: number }
  | { readonly ask: 'faults'; readonly faults: readonly Fault[] }
  | { readonly ask: 'heap' };

/** The venue's records since the entry `after` of its audit log. */
export interface Records {
  /** The number of the last entry. */
  readonly seq: number;
  readonly journal: readonly AuditEntry[];
  readonly truth: Truth;
  /** True if waiting stops are in no list of the venue. */
  readonly hidesInactive: boolean;
}

const heapAfterCollection = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const serve = async (options: SimulatorOptions): Promise<void> => {
  const sim = await startSimulator(options);
  const accounts = options.accounts ?? [];
  // Accounts are numbered as they are opened. Ours are those before this one.
  const first = sim.venue.openAccount({ class: 'user' }) - accounts.length;
  const recordsOf = (account: number, after: number): Records => {
    const journal = sim.journal(after);
    return {
      seq: journal.at(-1)?.seq ?? after,
      journal,
      truth: readTruth(
        { venue: sim.venue, journal: () => journal },
        first + account,
        accounts[account]?.apiKey ?? '',
      )(),
      hidesInactive: sim.quirks.inactiveOrders === 'hidden',
    };
  };
  const answer = (question: Question): unknown => {
    switch (question.ask) {
      case 'urls':
        return sim.urls;
      case 'records':
        return recordsOf(question.account, question.after);
      case 'faults':
        sim.faults.clear();
        question.faults.forEach(sim.faults.add);
        return null;
      case 'heap':
        return heapAfterCollection();
    }
  };
  process.on('message', ({ id, question }: { id: number; question: Question }) =>
    process.send?.({ id, answer: answer(question) }),
  );
  process.on('disconnect', () => process.exit());
  process.send?.({ id: 0, answer: null });
};

void serve(JSON.parse(process.argv[2] ?? '{}') as SimulatorOptions);
