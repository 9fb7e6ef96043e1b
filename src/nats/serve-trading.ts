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
import { createLease } from './lease';
import { natsFields, type NatsOptions, type ResolvedNats, type Unresolved, withClock, Word } from './options';
import { createTextReader, publishText } from './parts';
import { aliveEvery, bye, lastWord } from './port';
import { subjectsOf } from './subjects';

/** What was not done for an owner. */
export interface OwnerRefusal extends TradingRefusal {
  readonly owner: string;
}

/** The policy for an owner; `null`: the owner may not trade here. The owner comes from the subject, and so from its rights. */
export type PolicyOf = (owner: string) => TradingPolicy | null;

/** A caller that is silent for so long is gone, ms. */
const silence = 3 * aliveEvery;

export interface ServeOverNatsOptions extends NatsOptions {
  /**
   * The name of a lease on the account. Of all gateways with one name, one serves; another takes over when it is gone.
   * Letters, digits, `_` and `-`. Default: none, and the account is this gateway's alone.
   */
  readonly lease?: string | undefined;
  /**
   * A gateway that takes the account over waits so long before it begins an order, ms: for a write of the one before that
   * may still arrive, and for reads to show it. Default: 20,000.
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

/** When others may take the account, ms: so long after its holder was last heard, and so much later than its term. */
const term = 5_000;
const grace = 1_000;

/** What may be done with the account now. */
interface Office {
  /** Callers are answered here. */
  readonly isOurs: () => boolean;
  /** Orders may be begun. */
  readonly acceptsOrders: () => boolean;
}

const always: Office = { isOurs: () => true, acceptsOrders: () => true };

/** Over any number of connections: a claim of one that was lost is ours still, and so is the wait that was begun. */
interface Tenure {
  readonly holder: string;
  settledAt: number;
}

/** Emits once there is one, and again with each change. */
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
    isOurs: () => lease.isHeld() || (tenure.settledAt !== Infinity && !lease.isTaken()),
    acceptsOrders: () => lease.isHeld() && clock.elapsed() >= tenure.settledAt,
  };
  return lease.held$.pipe(
    tap((held) => {
      if (held === null) return;
      const now = clock.elapsed();
      if (held.isInherited) tenure.settledAt = now + settle;
      else if (tenure.settledAt === Infinity) tenure.settledAt = now;
    }),
    filter((held) => held !== null),
    map(() => office),
  );
};

interface Resolved extends ResolvedNats, Own {}

/** What answers there can't be taken for anything but an answer: rights say nothing of the subject of a reply. */
const isInbox = (reply: string, prefix: string): boolean =>
  !reply.startsWith('$') && !reply.startsWith(`${prefix}.`);

const serveOver = (
  connection: NatsConnection,
  exec: Trading,
  policyOf: PolicyOf,
  { prefix, clock }: Resolved,
  { isOurs, acceptsOrders }: Office,
): Observable<OwnerRefusal> =>
  new Observable((subscriber) => {
    const links = new Map<
      string,
      { readonly hear: (message: Msg) => void; readonly end: (error?: Error) => void }
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

    /** Neither the lease nor the policy stands in the way. */
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
      /** `error`: the gateway was cut off, and the caller may be there still. */
      const end = (error?: Error): void => {
        quiet.stop();
        links.delete(subject);
        if (error === undefined) messages.complete();
        else messages.error(error);
        serving.unsubscribe();
        // So that the caller looks for another gateway at once.
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
        hear: (message) => {
          quiet.touch();
          const text = read(message);
          if (text === undefined) end();
          else if (text !== null && text !== '') messages.next(text);
        },
        end,
      });
      serving.add(
        // A policy that can't be served is told of its owner, and ends nothing for others.
        defer(() =>
          serveTrading(exec, port, { ...policy, owner, acceptsOrders: mayOrder(policy) }),
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
          subscriber.error(error);
          return;
        }
        const { subject, reply } = message;
        if (message.headers?.has(bye) === true) {
          links.get(subject)?.end();
          return;
        }
        const owner = subject.split('.').at(-2) ?? '';
        // Whoever has the account by now answers.
        if (!isOurs()) {
          links.get(subject)?.end(linkError('closed', 'another gateway has the account'));
          return;
        }
        if (!links.has(subject) && reply !== undefined && isInbox(reply, prefix)) open(subject, owner, reply);
        links.get(subject)?.hear(message);
      },
    });
    subscriber.add(() => {
      asked.unsubscribe();
      for (const { end } of [...links.values()]) end(linkError('closed', 'the gateway was cut off'));
    });
  });

/** `serveTradingOverNats` by the connection of its runtime. */
export const serveTradingOverNatsBy =
  (connect: ConnectNats) =>
  (
    exec: Trading,
    policyOf: PolicyOf,
    given: ServeOverNatsOptions = {},
    ...stray: readonly unknown[]
  ): Observable<OwnerRefusal> => {
    const options = resolveOptions(Options, given, stray);
    const tenure: Tenure = { holder: options.random().toString(36).slice(2), settledAt: Infinity };
    return natsConnection$(connect, options).pipe(
      switchMap((connection) =>
        office$(connection, options, tenure).pipe(
          distinctUntilChanged(),
          switchMap((office) => serveOver(connection, exec, policyOf, options, office)),
        ),
      ),
    );
  };
