import type { RecorderDiagnostic } from './journal/recorder';
import type { RecoveryDiagnostic } from './journal/recover';
import type { OrderDiagnostic } from './order/context';
import type { StreamDiagnostic } from './session';

/** What was noticed; `kind` says what. */
export type ExecutionDiagnosticEvent =
  OrderDiagnostic | StreamDiagnostic | RecorderDiagnostic | RecoveryDiagnostic | ClockDiagnostic;

/** Time of day and elapsed time have parted by so many ms: the clock was set, or the machine slept. */
export interface ClockDiagnostic {
  readonly kind: 'clock-leapt';
  /** Negative where the time of day is behind. */
  readonly by: number;
}

/** An {@link ExecutionDiagnosticEvent}, and when it was noticed. */
export type ExecutionDiagnostic = ExecutionDiagnosticEvent & {
  /** By the client's clock: Unix time, ms. */
  readonly at: number;
};
