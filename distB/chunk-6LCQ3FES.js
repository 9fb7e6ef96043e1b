import {
  likelyRoomOf
} from "./chunk-TDNM2LA7.js";

// src/connectivity/book-start.ts
var mostDiffs = 5e3;
var mostLate = 2;
var isLate = (place, known) => place.timestamp < known.timestamp || place.timestamp === known.timestamp && place.sequence < known.sequence;
var beyond = (place, known) => {
  const hasRestarted = known !== null && place.sequence < known.sequence;
  return hasRestarted ? ({ timestamp }) => !(timestamp <= place.timestamp) : ({ sequence }) => !(sequence <= place.sequence);
};
var createBookStart = ({ ofWhole, ofDiff }) => {
  let whole = null;
  let known = null;
  let late = 0;
  let diffs = [];
  return {
    onWhole: (next) => {
      const place = ofWhole(next);
      if (known !== null && isLate(place, known)) {
        late += 1;
        if (late <= mostLate) return "late";
      }
      const isBeyond = beyond(place, known);
      whole = next;
      known = place;
      late = 0;
      diffs = diffs.filter((diff) => isBeyond(ofDiff(diff)));
      return "taken";
    },
    onDiff: (diff) => {
      if (diffs.push(diff) > mostDiffs) diffs.shift();
    },
    dropWhole: () => {
      whole = null;
    },
    dropDiffs: () => {
      diffs = [];
    },
    whole: () => whole,
    diffs: () => diffs
  };
};

// src/connectivity/frame-places.ts
var numberIn = (pattern, frame) => Number(pattern.exec(frame)?.[1] ?? Number.NaN);
var framePlaces = {
  ofWhole: ({ frame }) => ({
    sequence: numberIn(/"sequenceId":"?(\d+)/, frame),
    timestamp: numberIn(/"timestamp":(\d+)/, frame)
  }),
  ofDiff: ({ frame }) => ({
    sequence: numberIn(/"s":"?(\d+)/, frame),
    timestamp: numberIn(/"t":(\d+)/, frame)
  })
};

// src/connectivity/room-memory.ts
var stateRoom = /^(?:ticker|circuit_break_info)_/;
var wholeRoom = "depth_whole_";
var diffRoom = "depth_diff_";
var createRoomMemory = () => {
  const latest = /* @__PURE__ */ new Map();
  const books = /* @__PURE__ */ new Map();
  let number = 0;
  const bookOf = (pair) => {
    const known = books.get(pair);
    if (known !== void 0) return known;
    const made = createBookStart(framePlaces);
    books.set(pair, made);
    return made;
  };
  const framesOf = (book) => {
    const whole = book.whole();
    return whole === null ? book.diffs() : [whole, ...book.diffs()];
  };
  return {
    onFrame: (t, frame) => {
      const room = likelyRoomOf(frame);
      const held = { t, frame, number: number += 1 };
      if (room.startsWith(diffRoom)) bookOf(room.slice(diffRoom.length)).onDiff(held);
      else if (room.startsWith(wholeRoom)) bookOf(room.slice(wholeRoom.length)).onWhole(held);
      else if (stateRoom.test(room)) latest.set(room, held);
    },
    onJoin: (room) => {
      if (room.startsWith(diffRoom)) books.get(room.slice(diffRoom.length))?.dropWhole();
    },
    onLeave: (room) => {
      latest.delete(room);
      if (room.startsWith(diffRoom)) books.get(room.slice(diffRoom.length))?.dropDiffs();
      if (room.startsWith(wholeRoom)) books.get(room.slice(wholeRoom.length))?.dropWhole();
    },
    onDrop: () => {
      latest.clear();
      books.clear();
    },
    copies: () => [...latest.values(), ...[...books.values()].flatMap(framesOf)].sort((a, b) => a.number - b.number)
  };
};

export {
  createBookStart,
  framePlaces,
  createRoomMemory
};
//# sourceMappingURL=chunk-6LCQ3FES.js.map