/** The simulated venue in a process of its own; asked over IPC, so that nothing of it weighs on the clients. */
import { type Fault, type SimulatorOptions, startSimulator } from '../../src/simulator/index';
import { truthOf } from './truth';

export type Question =
  | { readonly ask: 'urls' }
  | { readonly ask: 'truth'; readonly account: number; readonly after: number }
  | { readonly ask: 'faults'; readonly faults: readonly Fault[] }
  | { readonly ask: 'heap' };

const heapAfterCollection = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const serve = async (options: SimulatorOptions): Promise<void> => {
  const sim = await startSimulator(options);
  const accounts = options.accounts ?? [];
  // Accounts are numbered as they are opened: ours are those before this one.
  const first = sim.venue.openAccount({ class: 'user' }) - accounts.length;
  const answer = (question: Question): unknown => {
    switch (question.ask) {
      case 'urls':
        return sim.urls;
      case 'truth':
        return truthOf(
          sim,
          accounts[question.account]?.apiKey ?? '',
          first + question.account,
          question.after,
        );
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
