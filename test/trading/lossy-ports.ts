import { NEVER, Observable, of, type SchedulerLike, Subject, type Subscriber, timer } from 'rxjs';
import type { Port } from '../../src/trading/port';

/** The fate of one message: its delay in ms, once for each arrival. Empty: it is lost. */
export type Fate = readonly number[];

export interface PortPair {
  /** The caller's port. Each subscription is a new link to a new gateway. */
  readonly caller: Port;
  /** Cuts the present link. */
  readonly cut: () => void;
  /** Cuts the present link, by a loss on the side of the gateway. */
  readonly fail: () => void;
  /** `false` lets nobody answer, until a call with `true`. */
  readonly let: (mayLink: boolean) => void;
  /** Every text that a caller sent. */
  readonly sent: string[];
}

export interface PortPairConfig {
  readonly scheduler: SchedulerLike;
  /** Serves a link to its end. */
  readonly serve: (port: Port) => Observable<unknown>;
  readonly toGateway?: (text: string) => Fate;
  readonly toCaller?: (text: string) => Fate;
}

interface Link {
  readonly caller: Subscriber<string>;
  readonly gateway: Subject<string>;
}

/** Creates a caller's port, and for each of its links the port of a gateway. */
export const portPair = ({
  scheduler,
  serve,
  toGateway = () => [0],
  toCaller = () => [0],
}: PortPairConfig): PortPair => {
  let link: Link | null = null;
  let mayLink = true;
  const sent: string[] = [];

  const deliver = (fate: Fate, work: () => void): void => {
    for (const delay of fate) (delay === 0 ? of(0) : timer(delay, scheduler)).subscribe(work);
  };

  const cut = (): void => {
    const cutting = link;
    link = null;
    cutting?.caller.complete();
    cutting?.gateway.complete();
  };

  const fail = (): void => {
    link?.gateway.error(new Error('cut off'));
    cut();
  };

  return {
    sent,
    cut,
    fail,
    let: (may) => {
      mayLink = may;
      if (!may) cut();
    },
    caller: {
      messages$: new Observable<string>((caller) => {
        if (!mayLink) return NEVER.subscribe(caller);
        const gateway = new Subject<string>();
        const own: Link = { caller, gateway };
        link = own;
        const serving = serve({
          messages$: gateway,
          send: (text) => {
            if (link !== own) return false;
            deliver(toCaller(text), () => {
              if (link === own) caller.next(text);
            });
            return true;
          },
        }).subscribe();
        return () => {
          if (link === own) link = null;
          gateway.complete();
          serving.unsubscribe();
        };
      }),
      send: (text) => {
        if (link === null) return false;
        sent.push(text);
        // As on a message bus, a text on its way outlives the link, and comes by the next one.
        deliver(toGateway(text), () => link?.gateway.next(text));
        return true;
      },
    },
  };
};
