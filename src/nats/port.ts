import { createInbox, headers, type NatsConnection } from '@nats-io/nats-core';
import { interval, Observable, startWith, switchMap } from 'rxjs';
import { linkError } from '../model/errors';
import { optionsOf, resolveOptions } from '../options/options';
import { mapped } from '../parsing/combinators';
import type { Port } from '../trading/port';
import { type ConnectNats, natsConnection$ } from './connection';
import { natsFields, type NatsOptions, type Unresolved, withClock, Word } from './options';
import { createTextReader, publishText } from './parts';
import { missingRight$ } from './rights';
import { subjectsOf } from './subjects';

export interface NatsPortOptions extends NatsOptions {
  /**
   * The owner of the orders. The server's rights decide on behalf of which owner this user may publish:
   * `{prefix}.trading.{owner}.>`. Letters, digits, `_` and `-`.
   */
  readonly owner: string;
}

const Options = mapped(
  optionsOf<Unresolved & Pick<NatsPortOptions, 'owner'>>({ ...natsFields, owner: Word }),
  withClock,
);

/** The interval at which a caller reports that it is there, ms. */
export const aliveEvery = 3_000;
/** The header of a link's last message. */
export const bye = 'Bye';

export const lastWord = (): ReturnType<typeof headers> => {
  const made = headers();
  made.set(bye, '1');
  return made;
};

/** Makes `natsPort` with the connection of its runtime. */
export const natsPortBy =
  (connect: ConnectNats) =>
  (given: NatsPortOptions, ...stray: readonly unknown[]): Port => {
    const options = resolveOptions(Options, given, stray);
    const { clock, prefix, owner, inboxPrefix, random } = options;
    let send: ((text: string) => void) | null = null;

    const link = (connection: NatsConnection): Observable<string> =>
      new Observable((subscriber) => {
        const name = `${random().toString(36).slice(2)}${random().toString(36).slice(2)}`;
        const subject = subjectsOf(prefix).trading(owner, name);
        const inbox = createInbox(inboxPrefix);
        const read = createTextReader();
        const answers = connection.subscribe(inbox, {
          callback: (error, message) => {
            if (error !== null || message.headers?.code === 503) {
              subscriber.error(linkError('refused', 'no gateway answers'));
              return;
            }
            if (message.headers?.has(bye) === true) {
              // The connection itself does not complete: only an error ends the ports that use it.
              subscriber.error(linkError('closed', 'the gateway has ended the link'));
              return;
            }
            const text = read(message);
            if (text === undefined)
              subscriber.error(linkError('frame-too-large', 'the gateway sends too much'));
            else if (text !== null) subscriber.next(text);
          },
        });
        send = (text) => publishText(connection, subject, text, inbox);
        subscriber.add(
          missingRight$(connection, prefix).subscribe({ error: (error) => subscriber.error(error) }),
        );
        subscriber.add(
          interval(aliveEvery, clock)
            .pipe(startWith(0))
            .subscribe(() => connection.publish(subject, '', { reply: inbox })),
        );
        subscriber.add(() => {
          send = null;
          answers.unsubscribe();
          if (!connection.isClosed()) connection.publish(subject, '', { headers: lastWord() });
        });
      });

    return {
      messages$: natsConnection$(connect, options).pipe(switchMap(link)),
      send: (text) => {
        if (send === null) return false;
        send(text);
        return true;
      },
    };
  };
