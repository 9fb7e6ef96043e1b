import type { DepthWholeMessage } from '../../../../src/simulator/market/messages';
import { longestHeldBack } from '../../told';
import type { Oracle } from '../oracle';
import { isRepair, type Doubted } from '../recipe';
import { isJoined, type Arrival } from '../wiretap';

/**
 * Counts how often a diagnostic of a kind had to be reported, might be reported, and was, since the last second in
 * which there was nothing to report. A diagnostic that does not come immediately comes a second later, with its
 * `count`.
 */
const createTally = ({ clock, diagnostics, violate }: Told, kind: string) => {
  let [must, may, said, read] = [0, 0, 0, 0];
  let latest = -Infinity;
  const hear = (): void => {
    for (; read < diagnostics.length; read += 1) {
      const one = diagnostics[read];
      if (one?.kind === kind) said += one.count;
    }
  };

  return {
    occur: (mustBeSaid: boolean): void => {
      may += 1;
      if (mustBeSaid) must += 1;
      latest = clock.now();
    },
    check: (inSilence: string, withoutReason: string): void => {
      hear();
      if (said > may) violate(withoutReason);
      const isDue = clock.now() - latest > longestHeldBack;
      if (isDue && said < must) violate(inSilence);
      if (isDue || said > may) [must, may, said] = [0, 0, 0];
    },
  };
};

type Told = Pick<Oracle, 'clock' | 'diagnostics' | 'violate'>;

/** The law of diagnostics: nothing is dropped or repaired silently, and nothing is reported without a reason. */
export const announcementLaw = (
  oracle: Told,
  /**
   * Returns the time since which the book of a pair has been observed without a break; `null` if it is not observed.
   */
  lookedAtSince: (pair: string) => number | null,
) => {
  const undecodable = createTally(oracle, 'undecodable-frame');
  const repaired = createTally(oracle, 'book-repaired');
  const contradicted = createTally(oracle, 'book-contradicted');
  let repairDue = false;
  let mustBeSaid = false;
  let doubtedBefore: Doubted | null = null;
  const check = (name = 'an earlier frame'): void => {
    undecodable.check(
      `a frame is dropped in silence, before one of ${name}`,
      `a frame is called undecodable, at one of ${name}`,
    );
    repaired.check(
      `a wrong book is repaired in silence, before a frame of ${name}`,
      `a right book is called repaired, at a frame of ${name}`,
    );
    contradicted.check(
      `a book is doubted in silence, before a frame of ${name}`,
      `a book is called contradicted that nothing contradicts, at a frame of ${name}`,
    );
  };

  return {
    onBefore: (arrival: Arrival): void => {
      check();
      const { kind, message, pair, link } = arrival;
      if (pair === null) return;
      const heard = link.heard(pair);
      doubtedBefore = heard.doubted;
      repairDue = kind === 'depth_whole' && message !== null && isRepair(heard, message as DepthWholeMessage);
      const since = lookedAtSince(pair);
      mustBeSaid = repairDue && since !== null && since < heard.wholeAt;
    },
    onAfter: ({ message, room, link, pair }: Arrival): void => {
      const isMissed = room === null || isJoined(link, room);
      // A broken frame may not show its room. A frame of a room that was left may be reported as nobody's.
      if (message === null) undecodable.occur(isMissed);
      if (repairDue) repaired.occur(mustBeSaid);
      const doubted = pair === null ? null : link.heard(pair).doubted;
      const isNews =
        doubted !== null && doubted !== doubtedBefore && doubted.refused === (doubtedBefore?.refused ?? 0);
      if (isNews) contradicted.occur(pair !== null && lookedAtSince(pair) !== null);
      check(room ?? 'no room');
    },
    /** Checks at the end, when more than a second has passed. */
    onEnd: (): void => check(),
  };
};
