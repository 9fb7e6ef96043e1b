import { headers, type MsgHdrs } from '@nats-io/nats-core';

/** What goes with a frame over NATS. */
export interface FrameStamp {
  /** The run of frames that it belongs to; see `Beat`. */
  readonly epoch: number;
  /** Counts the frames of its room in the run, from one. */
  readonly n: number;
  /** When the gateway had it, Unix time, ms. */
  readonly at: number;
}

const name = 'Frame';

export const stampHeaders = ({ epoch, n, at }: FrameStamp): MsgHdrs => {
  const made = headers();
  made.set(name, `${epoch} ${n} ${at}`);
  return made;
};

/** `null`: the message is no frame of a gateway. */
export const readStamp = (from: MsgHdrs | undefined): FrameStamp | null => {
  const [epoch, n, at, ...more] = (from?.get(name) ?? '').split(' ').map(Number);
  const isStamp = [epoch, n, at].every((part) => Number.isSafeInteger(part)) && more.length === 0;
  return isStamp ? { epoch: epoch as number, n: n as number, at: at as number } : null;
};
