import { Observable } from 'rxjs';
import { decodePacket, encodePacket, isControlFrame } from '../connectivity/engine-io';
import type { Transport, TransportOpen } from '../connectivity/transport';
import type { Clock } from '../operators/clock';
import { linkError } from '../model/errors';
import { retryBackoff } from '../operators/retry-backoff';
import { likelyRoomOf } from '../parsing/room';
import { createFrameMix } from './frame-mix';

export interface MixedLinkConfig {
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Makes one link of several connections to the same venue. Each frame is emitted once, from the connection that has it
 * first. The link is lost only when all connections are lost. A connection that is lost alone is made again, and joins
 * its rooms again.
 */
export const mixedLink = (
  links: readonly Transport['link$'][],
  { clock, random }: MixedLinkConfig,
): Transport['link$'] =>
  new Observable<TransportOpen | string>((subscriber) => {
    const rooms = new Set<string>();
    const sends = new Map<number, TransportOpen['send']>();
    const mix = createFrameMix(links.length);
    let isOpen = false;
    let left = links.length;

    const send = (frame: string): void => {
      const packet = decodePacket(frame);
      const room = packet.type === 'event' ? String(packet.args[0]) : '';
      if (packet.type === 'event' && packet.name === 'join-room') rooms.add(room);
      if (packet.type === 'event' && packet.name === 'leave-room') rooms.delete(room);
      for (const each of sends.values()) each(frame);
    };

    const onEvent = (link: number, event: TransportOpen | string): void => {
      if (typeof event === 'string') {
        if (!isControlFrame(event) && mix.isNew(link, likelyRoomOf(event), event)) subscriber.next(event);
        return;
      }
      mix.restart(link);
      sends.set(link, event.send);
      if (isOpen) {
        for (const room of rooms)
          event.send(encodePacket({ type: 'event', name: 'join-room', args: [room] }));
        return;
      }
      isOpen = true;
      subscriber.next({ type: 'open', send });
    };

    const lose = (link: number, error: unknown): void => {
      sends.delete(link);
      if (isOpen && sends.size === 0) subscriber.error(error);
    };

    for (const [link, link$] of links.entries())
      subscriber.add(
        link$
          .pipe(
            retryBackoff({
              random,
              scheduler: clock,
              resetOn: (event) => typeof event === 'string',
              onRetry: ({ error }) => lose(link, error),
            }),
          )
          .subscribe({
            next: (event) => onEvent(link, event),
            error: (error: unknown) => subscriber.error(error),
            complete: () => {
              left -= 1;
              if (left === 0) subscriber.complete();
              else lose(link, linkError('closed', 'the last connection has ended'));
            },
          }),
      );
  });
