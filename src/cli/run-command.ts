import {
  filter,
  fromEvent,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  takeUntil,
  type Observable,
} from 'rxjs';
import type { Command } from './common/command';
import { exit, exitCodes } from './common/exit-codes';

/**
 * Emits when the reader of the output has seen enough (`| head`) and closes the pipe. That is an end, not a failure.
 */
const outputEnd$ = ({ outlivesOutput = false }: Command): Observable<unknown> =>
  fromEvent(process.stdout, 'error').pipe(
    filter(() => !outlivesOutput),
    map((error) => {
      if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error as Error;
    }),
  );

const interruptedWith$ = ({ interruptedCode = exitCodes.done }: Command): Observable<void> =>
  merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM')).pipe(
    map(() => {
      if (interruptedCode !== exitCodes.done) throw exit(interruptedCode);
    }),
  );

/**
 * Runs a command until it ends, Ctrl-C, or nobody reads its output any more. It is in its own file, because `--help` needs
 * no RxJS.
 */
export const runCommand = (command: Command, args: readonly string[]): Promise<unknown> =>
  lastValueFrom(
    command
      .run(args)
      .pipe(ignoreElements(), takeUntil(merge(interruptedWith$(command), outputEnd$(command)))),
    { defaultValue: undefined },
  );
