import type { DocumentedCode } from '../../model/venue-codes';

/**
 * A refusal is a value: only the venue's documented code. A refused command has no effect.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/errors.md
 */
export interface Refusal {
  readonly _tag: 'Refusal';
  readonly code: DocumentedCode;
}

export const refusal = (code: DocumentedCode): Refusal => ({ _tag: 'Refusal', code });

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && '_tag' in value && value._tag === 'Refusal';

/** One reason to refuse. The rows of a list are checked in order, and the first that applies is the refusal. */
export interface RefusalRow<Subject> {
  readonly code: DocumentedCode;
  /** The condition as a sentence, which the guides list. */
  readonly why: string;
  readonly when: (subject: Subject) => boolean;
}

/** Returns the refusal of the first row that applies; `null` if none does. */
export const refusalOf = <Subject>(
  rows: readonly RefusalRow<Subject>[],
  subject: Subject,
): Refusal | null => {
  for (const { code, when } of rows) if (when(subject)) return refusal(code);
  return null;
};
