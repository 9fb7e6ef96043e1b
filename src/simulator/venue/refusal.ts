/**
 * A refusal is a value: the venue's documented code, nothing else. A command that is refused has no effect.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/errors.md
 */
export interface Refusal {
  readonly _tag: 'Refusal';
  readonly code: number;
}

export const refusal = (code: number): Refusal => ({ _tag: 'Refusal', code });

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && '_tag' in value && value._tag === 'Refusal';
