import type { Msg, NatsConnection } from '@nats-io/nats-core';
import {
  defer,
  distinctUntilChanged,
  filter,
  map,
  Observable,
  of,
  Subject,
  Subscription,
  switchMap,
  tap,
} from 'rxjs';
import type { Trading } from '../trading/exports';
import { linkError } from '../model/errors';
import { causeOf } from '../model/tagged';
import { idleTimer } from '../operators/idle-timer';
import { atLeast, maybe, withDefault } from '../options/codecs';
import { optionsOf, resolveOptions } from '../options/options';
import { mapped } from '../parsing/combinators';
import type { TradingPolicy } from '../trading/policy';
import type { Port } from '../trading/port';
import { serveTrading, type TradingRefusal } from '../trading/serve';
import { type ConnectNats, natsConnection$ } from './connection';
import { asNatsError } from './errors';
import { createLease } from './lease';
import { natsFields, type NatsOptions, type ResolvedNats, type Unresolved, withClock, Word } from './options';
import { createTextReader, publishText } from './parts';
import { aliveEvery, bye, lastWord } from './port';
import { isInbox, subjectsOf } from './subjects';

/** A refusal for an owner. */
export interface OwnerRefusal extends TradingRefusal {
  readonly owner: string;
}

/**
 * Returns the policy for an owner; `null`: the owner may not trade here. The owner comes from the subject, and so from
 * the server's rights.
 */
export type PolicyOf = (owner: string) => TradingPolicy | null;

/** The silence in ms after which a caller counts as gone. */
const silence = 3 * aliveEvery;

export interface ServeOverNatsOptions extends NatsOptions {
  /**
   * The name of a lease on the account. Of all gateways with the same name, one serves; another takes over when it is
   * gone. Letters, digits, `_` and `-`. Default: none, and the account is this gateway's alone.
   */
  readonly lease?: string | undefined;
  /**
   * The time in ms for which a gateway that takes the account over waits before it begins an order. A write of the
   * previous gateway may still arrive meanwhile, and reads must show it. Default: 20,000.
   */
  readonly settle?: number | undefined;
}

interface Own {
  readonly lease: string | undefined;
  readonly settle: number;
}

const Options = mapped(
  optionsOf<Unresolved & Own>({
    ...natsFields,
    lease: maybe(Word),
    settle: withDefault(atLeast(0), 20_000),
  }),
  withClock,
);

/** The silence of the holder and the additional wait after which others may take the account, ms. */
const term = 5_000;
const grace = 1_000;

/** The present rights on the account. */
interface Office {
  /** Returns true if callers get answers here. */
  readonly isOurs: () => boolean;
  /** Returns true if orders may begin. */
  readonly acceptsOrders: () => boolean;
}

const always: Office = { isOurs: () => true, acceptsOrders: () => true };

/**
 * The tenure over any number of connections. A claim of a lost connection is still ours, and so is a wait that has
 * begun.
 */
interface Tenure {
  readonly holder: string;
  acceptsFrom: number;
}

/** Emits the office once there is one, and again with each change. */
const office$ = (
  connection: NatsConnection,
  { lease: key, prefix, settle, clock }: Resolved,
  tenure: Tenure,
): Observable<Office> => {
  if (key === undefined) return of(always);
  const lease = createLease({
    connection,
    bucket: subjectsOf(prefix).leases,
    key: `trading-${key}`,
    holder: tenure.holder,
    clock,
    isAble: () => true,
    term,
    grace,
  });
  const office: Office = {
    isOurs: () => lease.isHeld() || (tenure.acceptsFrom !== Infinity && !lease.isTaken()),
    acceptsOrders: () => lease.isHeld() && clock.elapsed() >= tenure.acceptsFrom,
  };
  return lease.held$.pipe(
    tap((held) => {
      if (held === null) return;
      const now = clock.elapsed();
      if (held.isInherited) tenure.acceptsFrom = now + settle;
      else if (tenure.acceptsFrom === Infinity) tenure.acceptsFrom = now;
    }),
    filter((held) => held !== null),
    map(() => office),
  );
};

interface Resolved extends ResolvedNats, Own {}

const serveOver = (
  connection: NatsConnection,
  exec: Trading,
  policyOf: PolicyOf,
  { prefix, clock, random }: Resolved,
  { isOurs, acceptsOrders }: Office,
): Observable<OwnerRefusal> =>
  new Observable((subscriber) => {
    const links = new Map<
      string,
      { readonly onMessage: (message: Msg) => void; readonly end: (error?: Error) => void }
    >();

    const refuse = (owner: string, error: unknown): void =>
      subscriber.next({ call: null, reason: 'not-allowed', message: causeOf(error), owner });

    const policyFor = (owner: string): TradingPolicy | null => {
      try {
        return policyOf(owner) ?? null;
      } catch (error) {
        refuse(owner, error);
        return null;
      }
    };

    /** Returns true if both the lease and the policy allow it. */
    const mayOrder = (policy: TradingPolicy) => (): boolean =>
      acceptsOrders() && (policy.acceptsOrders?.() ?? true);

    const open = (subject: string, owner: string, reply: string): void => {
      const policy = policyFor(owner);
      if (policy === null) {
        connection.publish(reply, '', { headers: lastWord() });
        return;
      }
      const messages = new Subject<string>();
      const read = createTextReader();
      const quiet = idleTimer(silence, () => end(), clock);
      const serving = new Subscription();
      /** Ends the link. `error`: the gateway was cut off, and the caller may still be there. */
      const end = (error?: Error): void => {
        quiet.stop();
        links.delete(subject);
        if (error === undefined) messages.complete();
        else messages.error(error);
        serving.unsubscribe();
        // This lets the caller look for another gateway immediately.
        if (!connection.isClosed()) connection.publish(reply, '', { headers: lastWord() });
      };
      const port: Port = {
        messages$: messages,
        send: (text) => {
          if (connection.isClosed()) return false;
          publishText(connection, reply, text);
          return true;
        },
      };
      links.set(subject, {
        onMessage: (message) => {
          quiet.touch();
          const text = read(message);
          if (text === undefined) end();
          else if (text !== null && text !== '') messages.next(text);
        },
        end,
      });
      serving.add(
        // A policy that can't be served is a refusal for its owner, and ends nothing for others.
        defer(() =>
          serveTrading(exec, port, { random, ...policy, owner, acceptsOrders: mayOrder(policy) }),
        ).subscribe({
          next: (refusal) => subscriber.next({ ...refusal, owner }),
          error: (error: unknown) => {
            refuse(owner, error);
            end();
          },
        }),
      );
    };

    const asked = connection.subscribe(subjectsOf(prefix).trading('*', '*'), {
      callback: (error, message) => {
        if (error !== null) {
          subscriber.error(asNatsError(error));
          return;
        }
        const { subject, reply } = message;
        if (message.headers?.has(bye) === true) {
          links.get(subject)?.end();
          return;
        }
        const owner = subject.split('.').at(-2) ?? '';
        // The present holder of the account answers.
        if (!isOurs()) {
          links.get(subject)?.end(linkError('closed', 'another gateway has the account'));
          return;
        }
        if (!links.has(subject) && reply !== undefined && isInbox(reply, prefix)) open(subject, owner, reply);
        links.get(subject)?.onMessage(message);
      },
    });
    subscriber.add(() => {
      asked.unsubscribe();
      for (const { end } of [...links.values()]) end(linkError('closed', 'the gateway was cut off'));
    });
  });

/** Makes `serveTradingOverNats` with the connection of its runtime. */
export const serveTradingOverNatsBy =
  (connect: ConnectNats) =>
  (
    exec: Trading,
    policyOf: PolicyOf,
    given: ServeOverNatsOptions = {},
    ...stray: readonly unknown[]
  ): Observable<OwnerRefusal> => {
    const options = resolveOptions(Options, given, stray);
    const tenure: Tenure = { holder: options.random().toString(36).slice(2), acceptsFrom: Infinity };
    return natsConnection$(connect, options).pipe(
      switchMap((connection) =>
        office$(connection, options, tenure).pipe(
          distinctUntilChanged(),
          switchMap((office) => serveOver(connection, exec, policyOf, options, office)),
        ),
      ),
    );
  };
