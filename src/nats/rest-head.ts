import { httpError, type HttpError } from '../model/errors';
import { maybe } from '../options/codecs';
import { ownRecord } from '../parsing/combinators';
import { decodeJson } from '../parsing/decode';
import { Id, nullable, oneOf, Text, Timestamp } from '../parsing/primitives';
import type { HttpReply } from '../connectivity/ports';

/** The gateway's result of a request without its body, in a header of the first part. */
export type RestHead =
  Pick<HttpReply, 'status' | 'date'> | { readonly reason: HttpError['reason']; readonly detail: string };

interface Given {
  readonly status: number | undefined;
  readonly date: number | null | undefined;
  readonly reason: HttpError['reason'] | undefined;
  readonly detail: string | undefined;
}

const GivenValue = ownRecord<Given>('the head of a reply', {
  status: maybe(Id),
  date: maybe(nullable(Timestamp)),
  reason: maybe(oneOf('a reason', ['refused', 'timeout', 'cut-off', 'too-large'])),
  detail: maybe(Text),
});

export const encodeRestHead = (answer: HttpReply | HttpError): string => {
  const head: RestHead =
    'status' in answer
      ? { status: answer.status, date: answer.date }
      : { reason: answer.reason, detail: answer.detail };
  return JSON.stringify(head);
};

/** Reads the head. It never throws: an unreadable head is a reply that was cut off. */
export const readRestHead = (
  endpoint: string,
  text: string,
): Pick<HttpReply, 'status' | 'date'> | HttpError => {
  const given = decodeJson(GivenValue, text);
  if (given._tag === 'Left') return httpError(endpoint, 'cut-off', 'none', given.left.message);
  const { status, date = null, reason = 'cut-off', detail = 'no reply' } = given.right;
  return status === undefined ? httpError(endpoint, reason, 'none', detail) : { status, date };
};
