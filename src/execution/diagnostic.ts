import type { RecorderDiagnostic } from './journal/recorder';
import type { RecoveryDiagnostic } from './journal/recover';
import type { OrderDiagnostic } from './order/context';
import type { StreamDiagnostic } from './session';

/** What was noticed; `kind` says what. */
export type ExecutionDiagnosticEvent =
  OrderDiagnostic | StreamDiagnostic | RecorderDiagnostic | RecoveryDiagnostic;

/** An {@link ExecutionDiagnosticEvent}, and when it was noticed. */
export type ExecutionDiagnostic = ExecutionDiagnosticEvent & {
  /** By the client's clock: Unix time, ms. */
  readonly at: number;
};
