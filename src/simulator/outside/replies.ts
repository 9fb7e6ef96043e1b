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
  /** After the base url: `/spot/pairs`. */
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

const replied = (path: string) => ({ endpoint: `GET ${path}`, codes: systemCodes, secret: false });

/** The rules of a pair as the venue tells them; what it locks in a break it does not document. */
export const venueInstrument = (instrument: Instrument): VenueInstrument => ({
  ...instrument,
  marketInCircuitBreakAllowanceRate: instrument.marketAllowanceRate,
});

/** The rules of the pairs in a reply of `/spot/pairs`; none where it is another one, or can't be read. */
export const instrumentsIn = (reply: Reply): readonly VenueInstrument[] => {
  if (reply.path !== '/spot/pairs') return [];
  const read = decodeReply(SpotPairsData, replied(reply.path), reply, () => undefined);
  return read._tag === 'Right' ? read.right.map(venueInstrument) : [];
};

/** What of a pair is counted in: prices and amounts of open orders would be others under other ones. */
const scale = ['baseAsset', 'quoteAsset', 'priceDigits', 'amountDigits'] as const;

/** Follows the rules of a pair; says why it can not be. */
const followRules = (venue: Venue, known: VenueInstrument, told: VenueInstrument): string | null => {
  const other = scale.find((name) => told[name] !== known[name]);
  if (other !== undefined) return `its ${other} became ${told[other]}, and was ${known[other]}`;
  try {
    venue.setInstrument(told);
    return null;
  } catch (error) {
    return causeOf(error);
  }
};

/** Rules and states, from when they are told on; `onRules` hears of each pair why its rules can't be followed, or `null`. */
export const followReply = (
  venue: Venue,
  reply: Reply,
  onRules: (pair: Pair, cause: string | null) => void,
): void => {
  for (const told of instrumentsIn(reply)) {
    const known = venue.instrument(told.pair);
    if (known !== undefined) onRules(told.pair, followRules(venue, known, told));
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

/** The data of a reply; `undefined` where it is a refusal, or none. */
export const dataIn = (reply: Reply | undefined): unknown => {
  if (reply === undefined) return undefined;
  const read = decodeReply(anything, replied(reply.path), reply, () => undefined);
  return read._tag === 'Right' ? read.right : undefined;
};
