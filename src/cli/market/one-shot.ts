import { defer, tap, type Observable } from 'rxjs';
import type { DataClient } from '../../index';
import type { Command } from '../common/command';
import { exitCodes } from '../common/exit-codes';
import { parseOptions, refuseMore, type CliOptions } from '../common/options';
import { printRows, type Column } from '../common/table';
import { marketHelp, marketOptions, withMarket } from './client';

/** A request to the public REST API, with the presentation of its answer. */
export interface OneShot<Row> {
  readonly name: string;
  /** The text above the options in its help: its purpose and its usage. */
  readonly about: string;
  readonly examples: string;
  readonly positions: Command['positions'];
  /** The greatest number of arguments. If it is left out, it is the number of positions. */
  readonly atMost?: number;
  readonly options?: CliOptions;
  readonly optionsHelp?: string;
  /** The text below the options in its help. */
  readonly notes?: string;
  /** Reads the arguments, and throws a `UsageError`. The returned function sends the request. */
  readonly ask: (
    positionals: readonly string[],
    values: Readonly<Record<string, string | boolean | undefined>>,
  ) => (data: DataClient) => Observable<readonly Row[]>;
  readonly columns: (rows: readonly Row[]) => readonly Column<Row>[];
  /** The text for an answer without rows. */
  readonly none: string;
}

/** Creates a command that requests once, prints the rows as a table or as JSON, and ends. */
export const oneShotCommand = <Row>(oneShot: OneShot<Row>): Command => {
  const { name, about, examples, positions, optionsHelp = '', notes = '', ask, columns, none } = oneShot;
  const options = { ...oneShot.options, ...marketOptions };
  return {
    options,
    positions,
    interruptedCode: exitCodes.interrupted,
    help: `${about}

Options:
${optionsHelp}${marketHelp}
${notes === '' ? '' : `\n${notes}\n`}
Exit codes: 0 done; 1 it can't go on; 2 a wrong option, argument or pair; 130 Ctrl-C.

Examples:
${examples}
`,
    run: (args) =>
      defer(() => {
        const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
        refuseMore(name, oneShot.atMost ?? positions.length, positionals);
        const read = ask(positionals, values);
        return withMarket(values, (data) =>
          read(data).pipe(tap((rows) => printRows(columns(rows), rows, { json: values.json, none }))),
        );
      }),
  };
};
