import { interval, Observable, Subject } from 'rxjs';
import { decodePacket } from '../connectivity/engine-io';
import type { Transport } from '../connectivity/transport';
import { recordingError } from '../model/recording-error';
import { systemCause } from '../model/system-cause';
import { causeOf } from '../model/tagged';
import { stampOf, type Clock } from '../operators/clock';
import { watchSteps } from './clock-steps';
import type { RecordingFolder } from './folder';
import type { OwnNote } from './line';
import { createRoomMemory } from '../connectivity/room-memory';
import type { SegmentFile } from './segment-file';
import { createSegmentWriter, type SegmentWriter } from './segment-writer';

export interface FrameRecorderConfig {
  /** The name of the recorder in errors. */
  readonly name: string;
  readonly folder: RecordingFolder;
  readonly clock: Clock;
  /** The name of this run. */
  readonly run: string;
  readonly openFile: (path: string, failed: (error: unknown) => void) => SegmentFile;
  /** Runs when a segment is complete. */
  readonly onClosed: () => void;
}

/** Records the frames and changes of a link. */
export interface FrameRecorder {
  /** Returns the same link, with every frame recorded before it is passed on. */
  readonly tap: (link$: Transport['link$']) => Transport['link$'];
  readonly note: (note: OwnNote) => void;
  readonly setPairs: (pairs: readonly string[]) => void;
  readonly written: SegmentWriter['written'];
  readonly unentered: SegmentWriter['unentered'];
  /** Returns the path of the segment that is being written, inside the folder; `null` until something was written. */
  readonly segment: () => string | null;
  /** Feed: emits when a segment begins. Hot. */
  readonly begun$: Observable<void>;
  /**
   * Feed: puts the recorded lines on the disk while it is subscribed to: for readers each second, for power cuts each
   * fifth second.
   */
  readonly putting$: Observable<void>;
  /** Errors with a `RecordingError` if it can't write; never emits. */
  readonly failed$: Observable<never>;
  readonly close: () => void;
}

const flushEvery = 1_000;
/** The interval of syncs, in flushes. */
const syncEvery = 5;

const roomCommand = (frame: string): { readonly type: 'join' | 'leave'; readonly room: string } | null => {
  const packet = decodePacket(frame);
  if (packet.type !== 'event') return null;
  const [room] = packet.args;
  if (typeof room !== 'string') return null;
  if (packet.name === 'join-room') return { type: 'join', room };
  return packet.name === 'leave-room' ? { type: 'leave', room } : null;
};

export const createFrameRecorder = (config: FrameRecorderConfig): FrameRecorder => {
  const { name, folder, clock, run, openFile, onClosed } = config;
  const failed$ = new Subject<never>();
  const begun$ = new Subject<void>();
  const memory = createRoomMemory();
  const joined = new Set<string>();
  const stepOf = watchSteps(clock);
  let pairs: readonly string[] = [];
  let isOpen = false;
  let hasFailed = false;
  let isClosed = false;
  /** The time of the last frame, while there is no link. */
  let silentSince = latestIn(folder);
  let silence = 'the recorder was not running';
  let lastT: number | null = null;

  const fail = (error: unknown): void => {
    if (hasFailed) return;
    hasFailed = true;
    const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    failed$.error(
      isFull
        ? recordingError('full', name, null, 'room on the disk', 'none left')
        : recordingError('unwritable', name, null, 'a folder that can be written', systemCause(error)),
    );
  };

  /**
   * Writes, unless a write has failed before, so that everything in the file can be read. A link ends after its
   * recorder.
   */
  const attempt = (write: () => void): void => {
    if (hasFailed || isClosed) return;
    try {
      write();
    } catch (error) {
      fail(error);
    }
  };

  /** Closes a file after a failure. A second failure does not matter. */
  const letGo = (): void => {
    try {
      writer.abandon();
    } catch {
      return;
    }
  };

  const writer = createSegmentWriter({
    clock,
    run,
    open: (path) => openFile(path, fail),
    headerOf: () => ({ pairs, rooms: [...joined], open: isOpen }),
    copies: memory.copies,
    entryOf: (path) => folder.manifest().segments[path],
    onEntry: (path, entry) => {
      folder.setEntry(path, entry);
      if (entry.sha256 === null) begun$.next();
      else onClosed();
    },
  });

  const put = (note: Parameters<SegmentWriter['write']>[0]): void =>
    attempt(() => {
      const by = stepOf();
      if (by !== 0) writer.write({ type: 'step', by });
      writer.write(note);
    });

  const onOpen = (): void => {
    put({ type: 'open' });
    isOpen = true;
    if (silentSince === null) return;
    put({ type: 'gap', from: silentSince, to: Math.max(silentSince, stampOf(clock)), cause: silence });
    silentSince = null;
  };

  const onDrop = (cause: string): void => {
    if (!isOpen) return;
    isOpen = false;
    silentSince = lastT ?? stampOf(clock);
    silence = cause;
    joined.clear();
    memory.onDrop();
    put({ type: 'drop', cause });
  };

  const onFrame = (frame: string): void => {
    put({ type: 'frame', frame });
    lastT = stampOf(clock);
    memory.onFrame(lastT, frame);
  };

  const onSent = (frame: string): void => {
    const command = roomCommand(frame);
    if (command === null) return;
    if (command.type === 'join') {
      joined.add(command.room);
      memory.onJoin(command.room);
    } else {
      joined.delete(command.room);
      memory.onLeave(command.room);
    }
    put(command);
  };

  return {
    tap: (link$) =>
      new Observable((subscriber) => {
        subscriber.add(() => onDrop('the link was left'));
        return link$.subscribe({
          next: (event) => {
            if (typeof event === 'string') {
              onFrame(event);
              subscriber.next(event);
              return;
            }
            onOpen();
            const { send } = event;
            subscriber.next({
              type: 'open',
              send: (frame) => {
                onSent(frame);
                send(frame);
              },
            });
          },
          error: (error: unknown) => {
            onDrop(causeOf(error));
            subscriber.error(error);
          },
          complete: () => {
            onDrop('the link ended');
            subscriber.complete();
          },
        });
      }),
    note: put,
    setPairs: (next) => {
      pairs = next;
      folder.addPairs(next);
    },
    written: () => writer.written(),
    unentered: () => writer.unentered(),
    segment: () => writer.path(),
    begun$: begun$.asObservable(),
    putting$: new Observable((subscriber) =>
      interval(flushEvery, clock).subscribe((i) => {
        attempt(() => {
          const by = stepOf();
          if (by !== 0) writer.write({ type: 'step', by });
          writer.flush();
          if ((i + 1) % syncEvery === 0) writer.sync();
        });
        subscriber.next();
      }),
    ),
    failed$: failed$.asObservable(),
    close: () => {
      attempt(writer.close);
      if (hasFailed) letGo();
      isClosed = true;
    },
  };
};

/** Returns the time of the newest line of a recording; `null` if it has none. */
function latestIn(folder: RecordingFolder): number | null {
  const times = Object.values(folder.manifest().segments).flatMap(({ to }) => (to === null ? [] : [to]));
  return times.length === 0 ? null : Math.max(...times);
}
