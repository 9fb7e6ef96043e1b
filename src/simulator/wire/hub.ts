import type { Observable } from 'rxjs';
import { frameText, type RoomNews } from '../market/room-news';
import { type SharedFrame, sharedFrame } from './frame';

/** A client that can join rooms. */
export interface Member {
  readonly deliver: (frame: SharedFrame) => void;
}

/** The rooms of the public stream. */
export interface Hub {
  /** Adds a member to a room. A second join and a join of an unknown room have no effect, and nothing reports them. */
  readonly join: (room: string, member: Member) => void;
  readonly leave: (room: string, member: Member) => void;
  readonly leaveAll: (member: Member) => void;
  /** Encodes a message once for all members of its room. Returns `false` without encoding it if the room is empty. */
  readonly publish: (news: RoomNews) => boolean;
}

/** The source of the hub's rooms. */
export interface HubRooms {
  readonly hasRoom: (room: string) => boolean;
  /** Feed: emits the messages of a room that only a new member receives. */
  readonly joined$: (room: string) => Observable<RoomNews>;
}

export const roomFrame = (news: RoomNews): SharedFrame =>
  sharedFrame('text' in news ? news.text() : frameText(news.room, news.data), news.room);

export const createHub = ({ hasRoom, joined$ }: HubRooms): Hub => {
  const members = new Map<string, Set<Member>>();
  const isIn = (room: string, member: Member) => members.get(room)?.has(member) === true;
  const publish = (news: RoomNews) => {
    const present = members.get(news.room);
    if (!present || present.size === 0) return false;
    const frame = roomFrame(news);
    for (const member of present) member.deliver(frame);
    return true;
  };
  return {
    join: (room, member) => {
      if (!hasRoom(room) || isIn(room, member)) return;
      const present = members.get(room) ?? new Set();
      members.set(room, present.add(member));
      joined$(room).subscribe((news) => {
        if (isIn(room, member)) member.deliver(roomFrame(news));
      });
    },
    leave: (room, member) => {
      members.get(room)?.delete(member);
    },
    leaveAll: (member) => {
      for (const present of members.values()) present.delete(member);
    },
    publish,
  };
};
