import { type Fault, faultKinds } from '../../../src/simulator/faults/fault';
import type { About } from '../../../src/simulator/faults/registry';
import { cell, type Table } from '../storm';
import { frameFaults, linkFaults, restFaults, sequenceFaults } from './fault-kinds';
import { isJoined, type Link, type Wiretap } from './wiretap';

/**
 * The states of a feed: without a link, joined but without a frame, running, or with a fault that nothing has proved
 * yet.
 */
const columns = ['connecting', 'joining', 'live', 'unproven'] as const;
type State = (typeof columns)[number];

export const table: Table = {
  rows: [...frameFaults, ...sequenceFaults, ...linkFaults, ...restFaults],
  columns,
  impossible: (row, column) => {
    if (column !== 'connecting' || linkFaults.some((kind) => kind === row)) return null;
    return /^(?:frame|sequence)-/.test(row)
      ? 'no room has a frame before it is joined'
      : 'what a feed asks depends on its room';
  },
};

/** The time in ms for which trades wait after a rejoin for the ones they missed. */
const catchingUp = 2_000;

interface Wire {
  readonly now: () => number;
  readonly tap: Pick<Wiretap, 'link'>;
  /** Returns true if a pair's book has missed a diff since its last whole. */
  readonly hasMissed: (link: Link, pair: string) => boolean;
}

const roomName = /^(.+)_([a-z]+_[a-z]+)$/;

const stateOfRoom = ({ now, hasMissed }: Wire, link: Link, room: string): State | null => {
  const life = link.rooms.get(room);
  const [, kind = '', pair = ''] = roomName.exec(room) ?? [];
  if (life === undefined || !isJoined(link, room)) return null;
  if (life.latest === null && kind !== 'transactions') return 'joining';
  if (kind === 'transactions') {
    if (link.number > 1 && now() - life.joinedAt < catchingUp) return 'unproven';
    return life.latest === null ? 'joining' : 'live';
  }
  return kind.startsWith('depth') && hasMissed(link, pair) ? 'unproven' : 'live';
};

/** The rooms that send a message immediately. A link without theirs is not running yet. */
const speaksAtOnce = /^(?:depth_whole|circuit_break_info)_/;

const stateOfLink = (wire: Wire): State => {
  const link = wire.tap.link();
  if (link?.isReady !== true) return 'connecting';
  const states = [...link.rooms.keys()].map((room) => ({ room, state: stateOfRoom(wire, link, room) }));
  if (states.some(({ room, state }) => speaksAtOnce.test(room) && state === 'joining')) return 'joining';
  return states.some(({ state }) => state === 'unproven') ? 'unproven' : 'live';
};

/**
 * Returns the state at a call. A feed calls about its pair when it begins, trades also to prove or mend themselves, and
 * all others as they go on.
 */
const stateOfCall = (path: string): State =>
  path.endsWith('/ticker') ? 'joining' : path.endsWith('/transactions') ? 'unproven' : 'live';

/** Collects which fault struck a feed in which state. */
export const createCoverage = (wire: Wire) => {
  const cells = new Set<string>();
  const stateOf = ({ kind }: Fault, { room, path }: About): State | null => {
    const { occasion } = faultKinds[kind];
    if (occasion === 'request' && path !== undefined) return stateOfCall(path);
    const link = wire.tap.link();
    return room !== undefined && link !== null ? stateOfRoom(wire, link, room) : stateOfLink(wire);
  };
  return {
    hit: (fault: Fault, about: About): void => {
      const state = stateOf(fault, about);
      if (state !== null) cells.add(cell(fault.kind, state));
    },
    cells: (): readonly string[] => [...cells],
  };
};
