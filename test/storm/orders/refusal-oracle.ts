import { newCodes } from './draw-news';
import type { Record } from './record';

/** Codes that refuse the time of a request. */
const ofTime: readonly number[] = [20_034, 20_035];

/**
 * A code that is in no table is a refusal too, and a diagnostic reports it. A refusal of the time of a request is final for
 * an order only if a fault has held its requests up: the client knows the venue's time, whatever its own clock shows.
 */
export const refusalViolations = ({ calls, journal }: Record): readonly string[] => {
  const unheard = calls.flatMap(({ id, asked, refusal, transitions }) => {
    if (asked === null || refusal === null || !newCodes.some((code) => code === refusal)) return [];
    const last = transitions.at(-1)?.transition;
    const isTold = last?.type === 'Rejected' && last.reason === 'refused' && last.code === refusal;
    return isTold ? [] : [`call ${id}: refused by the new code ${refusal}, which ${last?.type} does not say`];
  });
  const late = journal.filter(
    (entry) =>
      entry.type === 'fault' && (entry.fault.kind === 'rest-late' || entry.fault.kind === 'rest-stall'),
  );
  const untimely = calls.filter(({ transitions }) => {
    const last = transitions.at(-1)?.transition;
    return last?.type === 'Rejected' && last.code !== null && ofTime.includes(last.code);
  });
  return untimely.length <= late.length
    ? unheard
    : [
        ...unheard,
        `${untimely.length} orders were refused for the time of their requests, ${late.length} were held up`,
      ];
};
