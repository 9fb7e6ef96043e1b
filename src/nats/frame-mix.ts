/** The number of different frames of a room that are remembered. One connection is rarely further behind the other. */
const remembered = 500;

/** Decides which frames of several links are new. */
export interface FrameMix {
  /** Returns `false` if another link has brought the frame already. A frame that one link repeats by itself is new. */
  readonly isNew: (link: number, room: string, frame: string) => boolean;
  /** Notes that the link begins again. What it repeats from now on is new only if no link has brought it. */
  readonly restart: (link: number) => void;
}

export const createFrameMix = (links: number): FrameMix => {
  /** The number of times that each link has brought a frame, by room and frame. */
  const rooms = new Map<string, Map<string, number[]>>();
  return {
    isNew: (link, room, frame) => {
      const frames = rooms.get(room) ?? new Map<string, number[]>();
      rooms.set(room, frames);
      const counts = frames.get(frame) ?? new Array<number>(links).fill(0);
      const most = Math.max(...counts);
      const count = (counts[link] ?? 0) + 1;
      counts[link] = count;
      frames.set(frame, counts);
      if (frames.size > remembered) frames.delete(frames.keys().next().value as string);
      return count > most;
    },
    restart: (link) => {
      for (const frames of rooms.values()) for (const counts of frames.values()) counts[link] = 0;
    },
  };
};
