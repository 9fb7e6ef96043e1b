import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defer, lastValueFrom, Subject, toArray } from 'rxjs';
import { afterAll } from 'vitest';
import type { Transport, TransportOpen } from '../../src/index';
import { openRecording, type OpenRecordingOptions, type RecordingEvent } from '../../src/recording/index';

/** Returns a folder of the test file, which is removed at its end. */
export const testFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export const readAll = (
  path: string | readonly string[],
  options: OpenRecordingOptions = {},
): Promise<readonly RecordingEvent[]> => lastValueFrom(openRecording(path, options).pipe(toArray()));

/** A transport whose link the test controls. */
export interface StubLink {
  readonly transport: Transport;
  readonly sent: string[];
  readonly open: () => void;
  readonly frame: (text: string) => void;
  readonly lose: (cause: string) => void;
}

export const stubLink = (): StubLink => {
  let link$ = new Subject<TransportOpen | string>();
  const sent: string[] = [];
  return {
    transport: {
      link$: defer(() => link$),
      sendRequest: null,
    },
    sent,
    open: () => link$.next({ type: 'open', send: (text) => sent.push(text) }),
    frame: (text) => link$.next(text),
    lose: (cause) => {
      const lost$ = link$;
      link$ = new Subject();
      lost$.error(new Error(cause));
    },
  };
};
