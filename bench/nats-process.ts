/**
 * The programs of a desk over NATS. Each runs in a process of its own, so that its processor time can be measured
 * alone.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createDataClient, streamTransport } from '../src/index';
import { natsTransport, publishFrames } from '../src/nats/index';
import { cpuTime } from './simulator-process';

interface Figures {
  /** The processor time so far, ms. */
  readonly cpu: number;
  /** The number of books received so far. */
  readonly received: number;
}

interface PublishSettings {
  readonly servers: string;
  readonly pairs: readonly string[];
  readonly streamUrl: string;
  readonly publicUrl: string;
  readonly apiUrl: string;
}

interface ConsumeSettings {
  readonly servers: string;
  readonly count: number;
  readonly pairs: readonly string[];
}

/** Reports when it is ready, and answers each question with its figures. */
const answering = (received: () => number) => {
  process.on('message', (question) => {
    if (question === 'stop') process.exit();
    process.send?.({ cpu: cpuTime(), received: received() } satisfies Figures);
  });
  let hasSaid = false;
  return {
    /** A gateway is ready again after each loss, and a second report would be taken for an answer. */
    isReady: (): void => {
      if (!hasSaid) process.send?.('ready');
      hasSaid = true;
    },
  };
};

export const publishOverNats = ({ servers, pairs, streamUrl, publicUrl, apiUrl }: PublishSettings): void => {
  const { isReady } = answering(() => 0);
  const transport = streamTransport({ streamUrl, publicUrl, apiUrl });
  publishFrames({ servers, pairs, transport, publicUrl, apiUrl, wait: true }).subscribe((event) => {
    if (event.type === 'publishing') isReady();
  });
};

/** The number of consumers that are started at a time, because the server has to accept their connections. */
const together = 50;

export const consumeOverNats = async ({ servers, count, pairs }: ConsumeSettings): Promise<void> => {
  let received = 0;
  const { isReady } = answering(() => received);
  for (let i = 0; i < count; i += together)
    await Promise.all(
      Array.from({ length: Math.min(together, count - i) }, () => {
        // Without REST, because a thousand reads of all rules at once are not what is measured.
        const { link$ } = natsTransport({ servers, connectTimeout: 60_000 });
        const client = createDataClient({ transport: { link$, sendRequest: null } });
        return Promise.all(
          pairs.map(
            (pair) =>
              new Promise<void>((resolve) => {
                client.book$(pair, { depth: 20 }).subscribe(() => {
                  received += 1;
                  resolve();
                });
              }),
          ),
        );
      }),
    );
  isReady();
};

export interface Program {
  /** Resolves when it is ready; `false`: it was not within the given time in ms. */
  readonly ready: (within: number) => Promise<boolean>;
  readonly ask: () => Promise<Figures>;
  readonly stop: () => Promise<void>;
}

export const startProgram = (
  role: 'publish-nats' | 'consume-nats',
  settings: PublishSettings | ConsumeSettings,
): Program => {
  const child = fork(fileURLToPath(import.meta.url), [role, JSON.stringify(settings)]);
  const ended = once(child, 'exit');
  const isReady = once(child, 'message');
  return {
    ready: async (within) => {
      const isOver = new AbortController();
      const ready = await Promise.race([
        isReady.then(() => true),
        ended.then(() => Promise.reject(new Error(`${role} has ended`))),
        sleep(within, false, { signal: isOver.signal }).catch(() => false),
      ]);
      isOver.abort();
      return ready;
    },
    ask: async () => {
      child.send('ask');
      return ((await once(child, 'message')) as [Figures])[0];
    },
    stop: async () => {
      child.send('stop');
      await ended;
    },
  };
};
