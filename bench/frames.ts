/**
 * Frames like those of the live venue, made from a seed: they have its sizes and its shape, and are consistent (a whole
 * proves its book).
 */

export interface Random {
  /** Returns a number in [0, 1). */
  readonly next: () => number;
  /** Returns a whole number in [0, below). */
  readonly below: (below: number) => number;
}

/** Creates the generator Mulberry32. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (below) => Math.floor(next() * below) };
};

/** Makes a text in one piece, as a socket does. A text joined from two would be slower to read. */
const inRoom = (room: string, data: unknown): string =>
  Buffer.from(`42${JSON.stringify(['message', { room_name: room, message: { data } }])}`).toString();

/** Draws an amount in units of 10^-4. Most are small, some are large. */
const drawAmount = (random: Random): number => 1 + Math.floor(10 ** (4 * random.next() ** 1.3));

const places = (units: number): string => (units / 10_000).toFixed(4);
const trimmed = (units: number): string => String(units / 10_000);

type BookSide = [price: number, units: number][];
type LevelText = [price: string, amount: string];

const middle = 13_638_000;
const levelsASide = 200;

/** Draws a side. Levels thin out from the top: the twentieth is 0.1 % away, the last 3 %. */
const drawSide = (outward: 1 | -1, random: Random): BookSide => {
  let price = middle;
  return Array.from({ length: levelsASide }, (_, rank) => {
    price += outward * (1 + random.below(20 + rank * 20));
    return [price, drawAmount(random)];
  });
};

/** Removes, adds or changes a level near the top, so that the side keeps about its size. */
const changeSide = (side: BookSide, outward: 1 | -1, random: Random): LevelText | null => {
  const at = Math.min(side.length - 2, Math.floor(-12 * Math.log(1 - random.next())));
  const [price] = side[at] as BookSide[number];
  const shrink = side.length > levelsASide ? 0.5 : 0.4;
  const draw = random.next();
  if (draw < shrink) {
    side.splice(at, 1);
    return [String(price), random.next() < 0.8 ? '0' : '0.0000'];
  }
  const units = drawAmount(random);
  if (draw < 0.9) {
    const [beyond] = side[at + 1] as BookSide[number];
    const gap = Math.abs(beyond - price);
    if (gap < 2) return null;
    const between = price + outward * (1 + random.below(gap - 1));
    side.splice(at + 1, 0, [between, units]);
    return [String(between), trimmed(units)];
  }
  side[at] = [price, units];
  return [String(price), trimmed(units)];
};

const changes = (side: BookSide, outward: 1 | -1, count: number, random: Random): LevelText[] => {
  const byPrice = new Map<string, LevelText>();
  for (let i = 0; i < count; i += 1) {
    const change = changeSide(side, outward, random);
    if (change !== null) byPrice.set(change[0], change);
  }
  return [...byPrice.values()];
};

const levels = (side: BookSide): LevelText[] => side.map(([price, units]) => [String(price), places(units)]);

export interface DepthFrame {
  readonly kind: 'diff' | 'whole';
  readonly text: string;
}

export interface DepthConfig {
  readonly pair: string;
  readonly diffs: number;
  readonly diffsPerWhole: number;
  readonly seed: number;
}

/** Makes a whole, then diffs of 11 levels on average, with a whole after every `diffsPerWhole`, and one at the end. */
export const depthFrames = ({ pair, diffs, diffsPerWhole, seed }: DepthConfig): readonly DepthFrame[] => {
  const random = randomFrom(seed);
  const asks = drawSide(1, random);
  const bids = drawSide(-1, random);
  const frames: DepthFrame[] = [];
  let sequence = 34_423_855_352;
  let timestamp = 1_790_127_295_169;
  const whole = (): void => {
    const data = {
      asks: levels(asks),
      bids: levels(bids),
      asks_over: '218.1821',
      bids_under: '20826.1782',
      asks_under: '0.0000',
      bids_over: '0.0000',
      ask_market: '0.0000',
      bid_market: '0.0000',
      timestamp,
      sequenceId: String(sequence),
    };
    frames.push({ kind: 'whole', text: inRoom(`depth_whole_${pair}`, data) });
  };
  whole();
  for (let i = 1; i <= diffs; i += 1) {
    sequence += 2 + random.below(600);
    timestamp += 36 + random.below(600);
    const count = Math.floor(-14.5 * Math.log(1 - random.next()));
    const ofAsks = Math.round(count * random.next());
    const data = {
      a: changes(asks, 1, ofAsks, random),
      b: changes(bids, -1, Math.min(68, count) - ofAsks, random),
      t: timestamp,
      s: String(sequence),
      ao: trimmed(650_000 + random.below(100_000)),
      bu: trimmed(47_000_000 + random.below(1_000_000)),
    };
    frames.push({ kind: 'diff', text: inRoom(`depth_diff_${pair}`, data) });
    if (i % diffsPerWhole === 0) whole();
  }
  return frames;
};

export const tickerFrames = (pair: string, count: number, seed: number): readonly string[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, i) =>
    inRoom(`ticker_${pair}`, {
      sell: String(middle + random.below(1_000)),
      buy: String(middle - random.below(1_000)),
      open: '13470001',
      high: '13655000',
      low: '13368518',
      last: String(middle + random.below(1_000)),
      vol: trimmed(900_000 + random.below(100_000)),
      timestamp: 1_790_127_292_650 + 1_000 * i,
    }),
  );
};

/** Makes frames of one to four trades each, newest first. */
export const transactionFrames = (pair: string, count: number, seed: number): readonly string[] => {
  const random = randomFrom(seed);
  let id = 1_237_940_856;
  return Array.from({ length: count }, (_, i) => {
    const transactions = Array.from({ length: 1 + random.below(4) }, () => ({
      transaction_id: (id += 1),
      side: random.next() < 0.5 ? 'sell' : 'buy',
      price: String(middle + random.below(1_000)),
      amount: places(drawAmount(random)),
      executed_at: 1_790_127_300_894 + 1_000 * i,
    }));
    return inRoom(`transactions_${pair}`, { transactions: transactions.reverse() });
  });
};
