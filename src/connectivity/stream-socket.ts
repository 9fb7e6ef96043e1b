import { NEVER, Observable, type SchedulerLike } from 'rxjs';
import { linkError, type LinkError } from '../model/errors';
import { clockOf } from '../operators/clock';
import { idleTimer, type IdleTimer } from '../operators/idle-timer';
import { beginningOf } from '../parsing/decode';
import { decodePacket, encodePacket, type OpenPacket } from './engine-io';
import type { OpenSocket } from './ports';
import type { Transport, TransportOpen } from './transport';

export interface StreamSocketConfig {
  readonly openSocket: OpenSocket;
  /** The url of the stream: `wss://stream.bitbank.cc`, or a simulator's. */
  readonly streamUrl: string;
  /** The longest time in ms from the first attempt to the venue's answer to the handshake. */
  readonly connectTimeout?: number;
  /** The most bytes of a frame. A larger frame ends the link. */
  readonly maxFrameBytes?: number;
  readonly scheduler?: SchedulerLike | undefined;
  /** Emits when the clock has leapt. The machine may have slept, and the link may have died meanwhile. */
  readonly leaps$?: Observable<unknown> | undefined;
}

/** After a leap of the clock, rooms are joined again, and a live venue answers within this many ms. */
const proofWithin = 5_000;

const isEvent = (text: string): boolean => text.startsWith('42');

/**
 * The venue's public stream: Engine.IO 4 and Socket.IO 4 over one WebSocket. It does the handshake and answers pings. It
 * fails with a `LinkError` if the link can't be made, ends, or is silent for longer than the venue itself allows.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md
 */
export const streamSocket = ({
  openSocket,
  streamUrl,
  connectTimeout = 10_000,
  maxFrameBytes = 1_000_000,
  scheduler,
  leaps$ = NEVER,
}: StreamSocketConfig): Transport['link$'] =>
  new Observable<TransportOpen | string>((subscriber) => {
    let send: (text: string) => void = () => undefined;
    let silence: IdleTimer | undefined;
    /** A leap of the clock arms this timer, and the next frame stops it. */
    let proof: IdleTimer | undefined;
    let opened = false;
    const clock = clockOf(scheduler);

    const fail = (reason: LinkError['reason'], detail: string): void =>
      subscriber.error(linkError(reason, detail));
    const connecting = clock.schedule(
      () => fail('connect-timeout', `no link to the venue within ${connectTimeout} ms`),
      connectTimeout,
    );

    const onOpen = ({ pingInterval, pingTimeout }: OpenPacket): void => {
      if (silence !== undefined) return;
      const due = pingInterval + pingTimeout;
      silence = idleTimer(due, () => fail('silent', `no frame from the venue for ${due} ms`), clock);
      send(encodePacket({ type: 'connect', sid: null }));
    };

    const onConnect = (): void => {
      // Before the venue's heartbeat is known, a dead link and a silent one look the same.
      if (opened || silence === undefined) return;
      opened = true;
      connecting.unsubscribe();
      subscriber.next({ type: 'open', send });
    };

    const onText = (text: string, cause: string | null): void => {
      if (opened) subscriber.next(text);
      else fail('refused', `expected the venue's handshake, ${cause ?? `got ${beginningOf(text)}`}`);
    };

    const onControl = (text: string): void => {
      const packet = decodePacket(text);
      switch (packet.type) {
        case 'open':
          onOpen(packet);
          break;
        case 'ping':
          send(encodePacket({ type: 'pong' }));
          break;
        case 'connect':
          onConnect();
          break;
        case 'connect-error':
          fail('refused', `the venue refused the connection: ${beginningOf(packet.message)}`);
          break;
        case 'close':
        case 'disconnect':
          fail('closed', 'the venue ended the session');
          break;
        case 'bad':
          onText(text, packet.cause);
          break;
        case 'event':
        case 'pong':
        case 'noop':
          break;
      }
    };

    const askForProof = (): void => {
      if (!opened) return;
      proof?.stop();
      proof = idleTimer(
        proofWithin,
        () => fail('silent', `no frame from the venue for ${proofWithin} ms after the clock leapt`),
        clock,
      );
    };
    const prove = (): void => {
      proof?.stop();
      proof = undefined;
    };

    subscriber.add(leaps$.subscribe(askForProof));
    subscriber.add(prove);
    subscriber.add(() => silence?.stop());
    subscriber.add(connecting);
    subscriber.add(
      openSocket(`${streamUrl}/socket.io/?EIO=4&transport=websocket`, maxFrameBytes).subscribe({
        next: (event) => {
          if (event.type === 'open') {
            send = event.send;
            return;
          }
          if (isEvent(event.text)) onText(event.text, null);
          else onControl(event.text);
          // The clock is read after the frame was emitted, so that no observer waits for it.
          silence?.touch();
          if (proof !== undefined) prove();
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => fail('closed', 'the venue closed the socket'),
      }),
    );
  });
