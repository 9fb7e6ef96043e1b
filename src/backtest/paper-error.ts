import { taggedError, type Tagged } from '../model/tagged';

/**
 * The error of a paper account's file: another process has it (`locked`), it can't be read or is not a paper account's
 * (`unreadable`), or it can't be written (`unwritable`).
 */
export type PaperError = Tagged<
  'PaperError',
  { readonly reason: 'locked' | 'unreadable' | 'unwritable'; readonly path: string; readonly detail: string }
>;

export const paperError = (reason: PaperError['reason'], path: string, detail: string): PaperError =>
  taggedError('PaperError', `${path}: ${detail}`, { reason, path, detail });

export const isPaperError = (error: unknown): error is PaperError =>
  (error as { readonly _tag?: string } | null)?._tag === 'PaperError';
