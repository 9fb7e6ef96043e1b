import { EMPTY, Subject, type SchedulerLike } from 'rxjs';
import type { Pair } from '../../model/pair';
import type { RecordingEvent } from '../../recording/index';
import { queue } from '../fills/models';
import type { CreateMarket, Market, MarketOptions } from '../market/market';
import type { DepthWholeMessage } from '../market/messages';
import type { MarketNotice } from '../market/notice';
import { frameText, type RoomNews } from '../market/room-news';
import type { Venue } from '../venue/index';
import { createFrameReader, type OutsideFrame } from './outside-frame';
import { createOutsideQueries } from './outside-queries';
import { createOutsideRooms, firstNews$, type OutsideRooms, roomPartsOf } from './outside-rooms';
import { createMeeting, type Meeting } from './meeting';
import { type FileCandles, noFileCandles } from './file-candles';
import { createOwnOrders, type OwnOrders } from './own-orders';
import { rebased } from './rebase';
import { followReply, type Reply } from './replies';

/** The callbacks of a market from outside for the events that reach it. */
export interface Listener {
  readonly readFrame: (frame: string) => OutsideFrame | null;
  /** Lets a frame have its effect on the orders of users. */
  readonly onMeet: (received: OutsideFrame) => void;
  /** Publishes a frame that arrives. */
  readonly onFrame: (received: OutsideFrame) => void;
  readonly onLost: (cause: string) => void;
  readonly onNote: (event: Exclude<RecordingEvent, { readonly type: 'frame' | 'copy' }>) => void;
  readonly onReply: (reply: Reply) => void;
}

/** Passes events to the listener of a market, until it is stopped. */
export type Listen = (
  listener: Listener,
  scheduler: SchedulerLike,
) => { readonly catchUp: () => void; readonly stop: () => void };

export interface OutsideConfig {
  /** The start of the recorded times, which are moved to the times of the clock; `null` if they are already the clock's. */
  readonly start: number | null;
  readonly listen: Listen;
  readonly ask$?: Market['ask$'];
  /** History in addition to the received messages. */
  readonly candles?: FileCandles;
}

/** Makes the public side of a venue whose market comes from outside. */
export const outsideMarket =
  ({ start, listen, ask$, candles = noFileCandles }: OutsideConfig): CreateMarket =>
  (venue: Venue, { scheduler, fills = queue(), published = 'recorded' }: MarketOptions): Market => {
    const messages$ = new Subject<RoomNews>();
    const notices$ = new Subject<MarketNotice>();
    const shift = start === null ? 0 : scheduler.now() - start;
    const pairs = venue.instruments().map(({ pair }) => pair);
    const meetings = new Map<Pair, Meeting>();
    const rooms = new Map<Pair, OutsideRooms>();
    const own = new Map<Pair, OwnOrders>();
    const listening: { catchUp: () => void } = { catchUp: () => undefined };
    const catchUp = (): void => listening.catchUp();
    for (const instrument of venue.instruments()) {
      const { pair } = instrument;
      const outsideRooms = createOutsideRooms(instrument);
      rooms.set(pair, outsideRooms);
      if (published === 'withOwn') own.set(pair, createOwnOrders(instrument, outsideRooms));
      const meeting = createMeeting({
        venue,
        instrument,
        model: fills,
        scheduler,
        notify: (notice) => notices$.next(notice),
        catchUp,
      });
      meetings.set(pair, meeting);
      venue.display(pair, meeting.displayed);
    }

    const toText = (frame: string): string => rebased(frame, shift);
    const toWhole = (whole: DepthWholeMessage): DepthWholeMessage => ({
      ...whole,
      timestamp: whole.timestamp + shift,
    });
    const queries = createOutsideQueries({
      venue,
      scheduler,
      rooms,
      shift,
      candles,
      wholeOf: (pair) => {
        const whole = rooms.get(pair)?.whole() ?? null;
        return whole && toWhole(own.get(pair)?.withOwn(whole) ?? whole);
      },
    });
    const subscription = venue.events$.subscribe((event) => {
      if (event.type === 'level') {
        const { pair, side, price, amount } = event;
        const made = own.get(pair)?.onLevel(side, price, amount, scheduler.now());
        const room = `depth_diff_${pair}`;
        if (made) messages$.next({ room, text: () => frameText(room, made()) });
      }
      if (event.type !== 'unproven') return;
      const { pair, orderId, outcome } = event;
      notices$.next({ kind: 'order-unproven', at: scheduler.now(), pair, orderId, outcome });
    });

    const onReply = (reply: Reply): void => {
      queries.onReply(reply);
      followReply(venue, reply, (pair, cause) => meetings.get(pair)?.onForeign(cause));
    };
    const onLost = (cause: string): void => {
      for (const meeting of meetings.values()) meeting.onLost(cause);
      for (const received of rooms.values()) received.onLost();
    };
    const listener: Listener = {
      readFrame: createFrameReader(pairs),
      onMeet: ({ pair, kind, content }) => {
        if (content.type !== 'unread' || kind.startsWith('depth_')) meetings.get(pair)?.onContent(content);
      },
      onFrame: (received) => {
        rooms.get(received.pair)?.onFrame(received);
        queries.onFrame(received);
        const made = own.get(received.pair)?.onFrame(received) ?? null;
        messages$.next({ room: received.room, text: () => toText(made?.() ?? received.frame) });
      },
      onLost,
      onReply,
      onNote: (event) => {
        if (event.type === 'rest') onReply(event);
        else if (event.type === 'drop') onLost(event.cause);
        else if (event.type === 'header' && !event.open) onLost('there was no link');
      },
    };
    const started = listen(listener, scheduler);
    listening.catchUp = started.catchUp;

    return {
      messages$: messages$.asObservable(),
      notices$: notices$.asObservable(),
      hasRoom: (room) => {
        const parts = roomPartsOf(room);
        return parts !== null && rooms.has(parts.pair);
      },
      joined$: (room) => {
        const pair = roomPartsOf(room)?.pair ?? '';
        const known = rooms.get(pair);
        return known === undefined
          ? EMPTY
          : firstNews$(
              room,
              known,
              toText,
              (whole) => toWhole(own.get(pair)?.withOwn(whole) ?? whole),
              scheduler,
            );
      },
      queries,
      ...(ask$ && { ask$ }),
      close: () => {
        started.stop();
        for (const meeting of meetings.values()) meeting.stop();
        subscription.unsubscribe();
        messages$.complete();
        notices$.complete();
      },
    };
  };
