/** A source of seeded pseudo-random numbers. It is not for secrets. */
export interface Random {
  /** Draws a number that is uniform in [0, 1). */
  readonly next: () => number;
  /** Draws from the standard normal distribution. */
  readonly normal: () => number;
  /** Draws from the exponential distribution with mean 1: the wait between events of rate 1. */
  readonly exponential: () => number;
  /** Draws a uniform whole number in [from, to]. */
  readonly between: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Draws the number of events of a rate. */
  readonly poisson: (rate: number) => number;
}

/** Hashes any parts to one 32-bit number, which keeps the streams of pairs, days and participants apart. */
export const hashOf = (...parts: readonly (string | number)[]): number => {
  // This is FNV-1a over the text, then the finaliser of MurmurHash3, so that similar seeds give different streams.
  let hash = 0x811c9dc5;
  for (const char of parts.join('|')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** Returns a stream of numbers for the parts, always the same one for the same parts (mulberry32). */
export const randomOf = (...parts: readonly (string | number)[]): Random => {
  let state = hashOf(...parts);
  let spare: number | null = null;

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 0x1_0000_0000;
  };

  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    // The method of Box and Muller makes two numbers at a time.
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };

  const exponential = (): number => -Math.log(1 - next());

  return {
    next,
    normal,
    exponential,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    poisson: (rate) => {
      if (rate > 30) return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal()));
      // It is drawn by inversion: one draw, then one step per event.
      const drawn = next();
      let count = 0;
      let probability = Math.exp(-rate);
      for (let sum = probability; drawn > sum && probability > 0; sum += probability)
        probability *= rate / ++count;
      return count;
    },
  };
};
