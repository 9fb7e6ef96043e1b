import { toUnits } from '../../model/decimal';
import { systemCodes } from '../../model/system-codes';
import { anything } from '../../parsing/combinators';
import { decodeReply } from '../../parsing/rest-reply';
import { SpotPairsData } from '../../parsing/spot-pairs';
import { SpotStatusData } from '../../parsing/spot-status';
import type { Instrument } from '../../model/instrument';
import type { Pair } from '../../model/pair';
import { causeOf } from '../../model/tagged';
import type { Venue, VenueInstrument } from '../venue/index';

/** A reply of the followed venue's public REST, as it came. */
export interface Reply {
  /** The path after the base url: `/spot/pairs`. */
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

const replied = (path: string) => ({ endpoint: `GET ${path}`, codes: systemCodes, secret: false });

/** Completes the rules of a pair. The venue does not document the amount that it locks in a break. */
export const venueInstrument = (instrument: Instrument): VenueInstrument => ({
  ...instrument,
  marketInCircuitBreakAllowanceRate: instrument.marketAllowanceRate,
});

/**
 * Returns the rules of the pairs in a reply of `/spot/pairs`; none for another reply, or for one that can't be read.
 */
export const instrumentsIn = (reply: Reply): readonly VenueInstrument[] => {
  if (reply.path !== '/spot/pairs') return [];
  const read = decodeReply(SpotPairsData, replied(reply.path), reply, () => undefined);
  return read._tag === 'Right' ? read.right.map(venueInstrument) : [];
};

/**
 * The rules that give prices and amounts their units. If they change, prices and amounts of open orders become wrong.
 */
const scale = ['baseAsset', 'quoteAsset', 'priceDigits', 'amountDigits'] as const;

/** Follows the rules of a pair. Returns the reason if it is not possible. */
const followRules = (venue: Venue, known: VenueInstrument, listed: VenueInstrument): string | null => {
  const other = scale.find((name) => listed[name] !== known[name]);
  if (other !== undefined) return `its ${other} became ${listed[other]}, and was ${known[other]}`;
  try {
    venue.setInstrument(listed);
    return null;
  } catch (error) {
    return causeOf(error);
  }
};

/**
 * Follows the rules and states in a reply from now on. `onRules` gets, for each pair, the reason why its rules can't be
 * followed, or `null`.
 */
export const followReply = (
  venue: Venue,
  reply: Reply,
  onRules: (pair: Pair, cause: string | null) => void,
): void => {
  for (const listed of instrumentsIn(reply)) {
    const known = venue.instrument(listed.pair);
    if (known !== undefined) onRules(listed.pair, followRules(venue, known, listed));
  }
  if (reply.path !== '/spot/status') return;
  const read = decodeReply(SpotStatusData, replied(reply.path), reply, () => undefined);
  if (read._tag === 'Left') return;
  for (const { pair, state, minAmount } of read.right) {
    const instrument = venue.instrument(pair);
    if (instrument === undefined || state === 'unknown') continue;
    venue.followStatus(pair, state, toUnits(minAmount, instrument.amountDigits));
  }
};

/** Returns the data of a reply; `undefined` if it is a refusal, or can't be read. */
export const dataIn = (reply: Reply | undefined): unknown => {
  if (reply === undefined) return undefined;
  const read = decodeReply(anything, replied(reply.path), reply, () => undefined);
  return read._tag === 'Right' ? read.right : undefined;
};
