import { createInterface } from 'node:readline';
import { concatMap, defaultIfEmpty, defer, Observable, of, throwError } from 'rxjs';
import { exit, exitCodes } from '../common/exit-codes';
import { usageError } from '../common/options';
import { notice } from '../common/output';
import { isRealMoney, type AccountChoice } from './client';

/** The option of commands that ask before they do something that costs money. */
export const yesOption = { yes: { type: 'boolean', default: false } } as const;

export const yesHelp = `  --yes                  does not ask; without it, the command asks on the terminal before anything leaves this machine`;

/** The input and output of a question. */
export interface Questioned {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

const terminal: Questioned = { input: process.stdin, output: process.stderr };

const asked$ = (question: string, { input, output }: Questioned): Observable<boolean> =>
  new Observable((subscriber) => {
    const lines = createInterface({ input, output });
    // While a question is open, Ctrl-C is an ordinary key. It is turned into the usual signal.
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    lines.on('close', () => subscriber.complete());
    lines.question(`${question} [y/N] `, (answer) => {
      subscriber.next(/^y(?:es)?$/i.test(answer.trim()));
      lines.close();
    });
    return () => lines.close();
  });

/**
 * Runs an action after a confirmation: immediately with `--yes` and on a venue that is not live, otherwise only if the
 * user says yes. Ends with the exit code 3 if the user says no, and with a `UsageError` if nobody can be asked.
 */
export const onceConfirmed = <A>(
  choice: AccountChoice & { readonly yes: boolean },
  question: string,
  act: () => Observable<A>,
  at: Questioned = terminal,
): Observable<A> =>
  defer(() => {
    if (choice.yes || !isRealMoney(choice)) return act();
    if (at.input.isTTY !== true)
      throw usageError('there is no terminal to ask whether to send it to the live venue: give --yes');
    return asked$(
      `${question} on ${choice['api-url'] ?? (process.env['BITBANK_API_URL'] || 'the live venue')}?`,
      at,
    ).pipe(
      defaultIfEmpty(false),
      concatMap((isMeant) => {
        if (isMeant) return of(true);
        notice('nothing was sent');
        return throwError(() => exit(exitCodes.rejectedHere));
      }),
      concatMap(act),
    );
  });
