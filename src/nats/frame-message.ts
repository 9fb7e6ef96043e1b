import { headers, type MsgHdrs } from '@nats-io/nats-core';

/** The headers of a frame on NATS. */
export interface FrameStamp {
  /** The epoch of its run of frames; see `Beat`. */
  readonly epoch: number;
  /** The number of the frame in its room and run, from one. */
  readonly n: number;
  /** The time at which the gateway received it, Unix time in ms. */
  readonly at: number;
}

const name = 'Frame';

export const stampHeaders = ({ epoch, n, at }: FrameStamp): MsgHdrs => {
  const made = headers();
  made.set(name, `${epoch} ${n} ${at}`);
  return made;
};

/** Reads the stamp of a message; `null` if the message is not a frame of a gateway. */
export const readStamp = (from: MsgHdrs | undefined): FrameStamp | null => {
  const [epoch, n, at, ...more] = (from?.get(name) ?? '').split(' ').map(Number);
  const isStamp = [epoch, n, at].every((part) => Number.isSafeInteger(part)) && more.length === 0;
  return isStamp ? { epoch: epoch as number, n: n as number, at: at as number } : null;
};
