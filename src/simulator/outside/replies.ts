import { toUnits } from '../../model/decimal';
import { systemCodes } from '../../model/system-codes';
import { anything } from '../../parsing/combinators';
import { decodeReply } from '../../parsing/rest-reply';
import { SpotPairsData } from '../../parsing/spot-pairs';
import { SpotStatusData } from '../../parsing/spot-status';
import type { Instrument } from '../../model/instrument';
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

/** Rules and states, from when they are told on. */
export const followReply = (venue: Venue, reply: Reply): void => {
  for (const instrument of instrumentsIn(reply))
    if (venue.instrument(instrument.pair) !== undefined) venue.setInstrument(instrument);
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
