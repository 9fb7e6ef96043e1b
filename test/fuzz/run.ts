import { config } from 'rxjs';
import { drawOf } from './draw';
import { shown, type Complaint, type Input, type Outcome, type Target } from './target';

/** The size of a batch of inputs. Its seed and number identify a batch. */

export const batchSize = 250;

export interface Failure {
  readonly target: string;
  readonly complaint: string;
  /** The inputs up to the one that failed. */
  readonly inputs: readonly Input[];
}

/** True for the same mistake, whatever the input. Shrinking must not lose it. */
export const isSameKind = (a: Failure, b: Failure | null): boolean =>
  kindOf(a) === (b === null ? null : kindOf(b));
const kindOf = ({ complaint }: Failure): string => complaint.slice(0, 24);

export interface Batch {
  readonly target: Target;
  readonly inputs: () => Generator<Input>;
}

export const batchOf = (targets: readonly Target[], seed: number, number: number): Batch => {
  const draw = drawOf('fuzz', seed, number);
  const all = targets.reduce((sum, { weight }) => sum + weight, 0);
  let left = draw.next() * all;
  const target = targets.find(({ weight }) => (left -= weight) < 0) ?? targets.at(-1);
  if (target === undefined) throw new Error('there is no target');
  return {
    target,
    *inputs() {
      for (let i = 0; i < batchSize; i += 1) yield target.draw(draw);
    },
  };
};

// ---------------------------------------------------------------------------------------------- laws

const prototypes = [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Number.prototype,
];
const keysOf = (): string => prototypes.map((one) => Reflect.ownKeys(one).map(String).join()).join('|');
const cleanKeys = keysOf();

const prototypeComplaint = (): Complaint => {
  if (keysOf() !== cleanKeys) return 'a prototype has another key than before';
  for (const _ in {}) return 'a fresh object has a key';
  return Object.getPrototypeOf({}) === Object.prototype ? null : 'a fresh object has another prototype';
};

let unhandled: unknown[] = [];
const note = (error: unknown): void => void unhandled.push(error);

/** Watches for errors that nobody handles: in RxJS, in promises, in timers. Returns a function that stops watching. */
export const watchUnhandled = (): (() => void) => {
  config.onUnhandledError = note;
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
  return () => {
    config.onUnhandledError = null;
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
  };
};

/** Waits for a turn, because RxJS and promises report such errors in a later one. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const unhandledComplaint = async (): Promise<Complaint> => {
  await turn();
  const [first] = unhandled;
  unhandled = [];
  return first === undefined
    ? null
    : `unhandled: ${first instanceof Error ? (first.stack ?? first.message) : shown(first)}`;
};

/** The processor time in ms after which an input is a hang. A busy machine may let a process wait for as long. */
const longest = 5_000;

const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const guarded = (run: () => Complaint): Complaint => {
  const begun = processorTime();
  try {
    const complaint = run();
    const took = processorTime() - begun;
    return complaint ?? (took > longest ? `it took ${Math.round(took)} ms` : null);
  } catch (error) {
    return `thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
};

/** Feeds inputs to a fresh world. `onInput` gets each input before it is fed, and `onOutcome` gets its result. */
export const runInputs = async (
  target: Target,
  inputs: Iterable<Input>,
  onInput: (input: Input) => void = () => undefined,
  onOutcome: (outcome: Outcome) => void = () => undefined,
): Promise<Failure | null> => {
  const fed: Input[] = [];
  const world = target.open();
  let complaint: Complaint = null;
  for (const input of inputs) {
    onInput(input);
    fed.push(input);
    let outcome: Outcome = 'read';
    const tell = (one: Outcome): void => void (outcome = one);
    complaint = guarded(() => world.feed(input, tell));
    if (complaint !== null) break;
    onOutcome(outcome);
  }
  complaint ??= guarded(world.end) ?? prototypeComplaint() ?? (await unhandledComplaint());
  if (complaint === null) return null;
  await unhandledComplaint();
  return { target: target.name, complaint, inputs: fed };
};
