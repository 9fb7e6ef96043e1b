/**
 * The evidence that the others have met a resting order: a trade of theirs, or a book that crosses it. With `gap` and
 * `auction` there is no evidence, and the fill is a guess.
 */
export type FillBasis = 'print' | 'cross' | 'gap' | 'auction';

export const isGuess = (basis: FillBasis): basis is 'gap' | 'auction' =>
  basis === 'gap' || basis === 'auction';
