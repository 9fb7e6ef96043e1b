import {
  Decimal,
  Text,
  Timestamp,
  Total,
  anything,
  beginningOf,
  decode,
  decodeJson,
  describe,
  failed,
  mapDecoded,
  oneOf,
  optional,
  orStandIn,
  property,
  record,
  row,
  rows,
  success
} from "./chunk-XI2AHRTT.js";
import {
  decodeError
} from "./chunk-442TD3LK.js";

// src/parsing/frame-reader.ts
var encoder = new TextEncoder();
var token = (text) => {
  const bytes = encoder.encode(text);
  const words = [];
  bytes.forEach((byte, i) => {
    words[i >> 2] = (words[i >> 2] ?? 0) | byte << 8 * (i & 3);
  });
  return { length: bytes.length, words, lastMask: -1 >>> 8 * (-bytes.length & 3) | 0 };
};
var headOf = (room) => token(`42["message",{"room_name":${JSON.stringify(room)},"message":{"data":{`);
var createFrameReader = () => {
  const bytes = new Uint8Array(32768);
  const view = new DataView(bytes.buffer);
  let size = 0;
  let at = 0;
  const longestFrame = bytes.length - 4;
  const giveUp = () => {
    at = size;
    return 0;
  };
  const wordAt = (i) => view.getInt32(i, true);
  const isNext2 = ({ length, words, lastMask }) => {
    const last = words.length - 1;
    const start = at;
    for (let i = 0; i < last; i += 1) if (wordAt(start + 4 * i) !== words[i]) return false;
    if ((wordAt(start + 4 * last) & lastMask) !== words[last]) return false;
    at = start + length;
    return true;
  };
  const skip2 = (text) => {
    if (!isNext2(text)) giveUp();
  };
  const begin2 = (frame, head) => {
    if (frame.length > longestFrame) return false;
    const { read, written } = encoder.encodeInto(frame, bytes);
    if (read !== frame.length || written !== read) return false;
    bytes[written] = 0;
    size = written;
    at = 0;
    return isNext2(head);
  };
  const tail = token("}}}]");
  const isRead2 = () => isNext2(tail) && at === size;
  const powersOfTen = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
  const fewDigits = 9;
  const digitAt = (i) => bytes[i] ^ 48;
  const readDigits = (past) => {
    let i = at;
    let value = 0;
    let digit = digitAt(i);
    while (digit <= 9 && i < past) {
      value = value * 10 + digit | 0;
      digit = digitAt(i += 1);
    }
    at = i;
    return value;
  };
  const readCount = (maxDigits) => {
    const start = at;
    const high = readDigits(start + fewDigits);
    const middle = at;
    const low = readDigits(start + maxDigits);
    const digits = at - start;
    if (digits === 0 || digits > 1 && bytes[start] === 48) return giveUp();
    return high * powersOfTen[at - middle] + low;
  };
  const readDecimalAt = (start) => {
    let i = start;
    let whole = 0;
    let digit = digitAt(i);
    while (digit <= 9) {
      whole = whole * 10 + digit | 0;
      digit = digitAt(i += 1);
    }
    const digits = i - start;
    if (digits > fewDigits) {
      at = start;
      whole = readCount(15);
      if (at !== i) return giveUp();
    } else if (digits === 0 || digits > 1 && bytes[start] === 48) return giveUp();
    if (bytes[i] !== 46) {
      at = i;
      return whole;
    }
    const first = i += 1;
    let fraction = 0;
    digit = digitAt(i);
    while (digit <= 9) {
      fraction = fraction * 10 + digit | 0;
      digit = digitAt(i += 1);
    }
    const places = i - first;
    if (places === 0 || places > fewDigits || digits + places > 15) return giveUp();
    at = i;
    const scale = powersOfTen[places];
    return (whole * scale + fraction) / scale;
  };
  const quote = token('"');
  const readDecimal2 = () => {
    const value = readDecimalAt(at);
    skip2(quote);
    return value;
  };
  const decimalAfter2 = (text) => {
    skip2(text);
    return readDecimal2();
  };
  const nothing = token("null");
  const nullableDecimalAfter2 = (text) => {
    skip2(text);
    if (isNext2(nothing)) return null;
    skip2(quote);
    return readDecimal2();
  };
  const timestampAfter2 = (text) => {
    skip2(text);
    return readCount(14);
  };
  const idAfter2 = (text) => {
    skip2(text);
    return readCount(15);
  };
  const sequenceAfter2 = (text) => {
    const sequence = idAfter2(text);
    skip2(quote);
    return sequence;
  };
  const gathered = [0.5];
  const noLevels = token("]");
  const firstLevel = token('["');
  const levelsAfter2 = (text) => {
    skip2(text);
    if (isNext2(noLevels)) return [];
    skip2(firstLevel);
    for (let n = 0; ; n += 2) {
      gathered[n] = readDecimalAt(at);
      if ((wordAt(at) & 16777215) !== 2239522) break;
      gathered[n + 1] = readDecimalAt(at + 3);
      const next = wordAt(at);
      if (next === 1529634082 && bytes[at + 4] === 34) at += 5;
      else if ((next & 16777215) === 6118690) {
        at += 3;
        return gathered.slice(0, n + 2);
      } else break;
    }
    giveUp();
    return [];
  };
  return {
    begin: begin2,
    isRead: isRead2,
    isNext: isNext2,
    skip: skip2,
    readDecimal: readDecimal2,
    decimalAfter: decimalAfter2,
    nullableDecimalAfter: nullableDecimalAfter2,
    timestampAfter: timestampAfter2,
    idAfter: idAfter2,
    sequenceAfter: sequenceAfter2,
    levelsAfter: levelsAfter2
  };
};
var {
  begin,
  isRead,
  isNext,
  skip,
  readDecimal,
  decimalAfter,
  nullableDecimalAfter,
  timestampAfter,
  idAfter,
  sequenceAfter,
  levelsAfter
} = createFrameReader();

// src/parsing/room.ts
var Frame = row("a frame", {
  event: oneOf('"message"', ["message"]),
  message: record("a message of a room", {
    room: ["room_name", Text],
    data: ["message", property("data", anything)]
  })
});
var socketIoEvent = "42";
var startLength = '42["message",{"room_name":"'.length;
var likelyRoomOf = (frame) => frame.slice(startLength, frame.indexOf('"', startLength));
var isLikelyOf = (quoted, frame) => frame.startsWith(quoted, startLength);
var decodeFrame = (frame) => frame.startsWith(socketIoEvent) ? decodeJson(Frame, frame.slice(socketIoEvent.length), "frame") : failed(decodeError("frame", `an event of Socket.IO, ${socketIoEvent}`, beginningOf(frame)));
var roomOf = (frame) => {
  const result = decodeFrame(frame);
  return result._tag === "Right" ? result.right.message.room : null;
};
var ofPair = (pair, data) => ({
  pair,
  ...data
});
var roomParser = (kind, codec, toMessage, fast) => (pair, onOdd) => {
  const name = `${kind}_${pair}`;
  const head = headOf(name);
  return (text) => {
    if (fast !== void 0 && begin(text, head)) {
      const value = fast(pair);
      if (isRead()) return success(value);
    }
    const frame = decodeFrame(text);
    if (frame._tag === "Left") return frame;
    const { room, data } = frame.right.message;
    if (room !== name) return failed(decodeError("frame/1/room_name", name, describe(room)));
    return mapDecoded(decode(codec, data, "data", onOdd), (value) => toMessage(pair, value));
  };
};

// src/parsing/ticker.ts
var fields = {
  bid: ["buy", optional(Decimal)],
  ask: ["sell", optional(Decimal)],
  last: optional(Decimal),
  open: optional(Decimal),
  high: optional(Decimal),
  low: optional(Decimal),
  volume: ["vol", optional(Total)],
  timestamp: Timestamp
};
var TickerData = record("a ticker", fields);
var TouchData = record("a ticker", {
  bid: ["buy", orStandIn(optional(Decimal), null)],
  ask: ["sell", orStandIn(optional(Decimal), null)]
});
var sell = token('"sell":');
var buy = token(',"buy":');
var opened = token(',"open":"');
var highest = token(',"high":"');
var lowest = token(',"low":"');
var latest = token(',"last":"');
var vol = token(',"vol":"');
var time = token(',"timestamp":');
var tickerReader = (pair) => {
  const ask = nullableDecimalAfter(sell);
  const bid = nullableDecimalAfter(buy);
  const open = decimalAfter(opened);
  const high = decimalAfter(highest);
  const low = decimalAfter(lowest);
  const last = decimalAfter(latest);
  const volume = decimalAfter(vol);
  const timestamp = timestampAfter(time);
  return { pair, bid, ask, last, open, high, low, volume, timestamp };
};
var parseTicker = roomParser("ticker", TickerData, ofPair, tickerReader);
var TickersData = rows("tickers", record("a ticker", { pair: Text, ...fields }));

export {
  token,
  isNext,
  skip,
  readDecimal,
  decimalAfter,
  timestampAfter,
  idAfter,
  sequenceAfter,
  levelsAfter,
  likelyRoomOf,
  isLikelyOf,
  roomOf,
  ofPair,
  roomParser,
  TickerData,
  TouchData,
  parseTicker,
  TickersData
};
//# sourceMappingURL=chunk-TDNM2LA7.js.map