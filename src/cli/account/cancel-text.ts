import type { CancelAllOutcome } from '../../model/cancel-outcome';
import { exitCodes, type ExitCode } from '../common/exit-codes';

const detailsOf = (outcome: CancelAllOutcome): string => {
  switch (outcome.type) {
    case 'Canceled':
    case 'AlreadyCanceled':
    case 'AlreadyFilled':
    case 'Pending':
      return outcome.order === null ? '' : `executed ${outcome.order.executedAmount}`;
    case 'Refused':
    case 'Unresolved':
      return outcome.message;
  }
};

/** Describes the outcome of a cancel in one line. */
export const outcomeLine = (outcome: CancelAllOutcome): string =>
  `${outcome.pair ?? 'all pairs'}  ${outcome.orderId ?? 'unknown orders'}  ${outcome.type.padEnd(15)}  ${detailsOf(outcome)}`.trimEnd();

const codeOf = ({ type }: CancelAllOutcome): ExitCode => {
  switch (type) {
    case 'Canceled':
    case 'AlreadyCanceled':
      return exitCodes.done;
    case 'AlreadyFilled':
      return exitCodes.alreadyFilled;
    case 'Refused':
      return exitCodes.refused;
    case 'Pending':
    case 'Unresolved':
      return exitCodes.unresolved;
  }
};

/** The exit codes, most serious first. An order that may still be filled is more serious than one that is filled. */
const byGravity = [exitCodes.unresolved, exitCodes.refused, exitCodes.alreadyFilled] as const;

/** Returns the exit code of the most serious outcome. */
export const cancelExitCode = (outcomes: readonly CancelAllOutcome[]): ExitCode => {
  const codes = new Set(outcomes.map(codeOf));
  return byGravity.find((code) => codes.has(code)) ?? exitCodes.done;
};
