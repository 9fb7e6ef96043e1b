import type { Input } from './target';

/** Resolves to true if these inputs still fail. */
export type Fails = (inputs: readonly Input[]) => Promise<boolean>;

/** The number of tries in all. */
const mostTries = 1_500;

/**
 * Makes failing inputs fewer, then shorter. It leaves out parts, halves first and single ones last, as long as the rest
 * still fails.
 */
export const shrink = async (
  failing: readonly Input[],
  fails: Fails,
  most = mostTries,
): Promise<readonly Input[]> => {
  let tries = 0;

  const without = async <T>(
    all: readonly T[],
    stillFails: (left: readonly T[]) => Promise<boolean>,
  ): Promise<readonly T[]> => {
    let left = all;
    for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = Math.max(0, left.length - size); at >= 0 && left.length > 0; at -= size) {
        if ((tries += 1) > most) return left;
        const fewer = left.toSpliced(at, size);
        if (await stillFails(fewer)) left = fewer;
        if (at === 0) break;
        if (at < size) at = size;
      }
    }
    return left;
  };

  const last = failing.slice(-1);
  let inputs = (await fails(last))
    ? last
    : await without(failing, (left) => (left.length === 0 ? Promise.resolve(false) : fails(left)));
  for (let i = 0; i < inputs.length; i += 1) {
    const input = inputs[i] as Input;
    const others = inputs;
    const chars = await without(input.text.split(''), (left) =>
      fails(others.with(i, { ...input, text: left.join('') })),
    );
    inputs = others.with(i, { ...input, text: chars.join('') });
  }
  return inputs;
};
