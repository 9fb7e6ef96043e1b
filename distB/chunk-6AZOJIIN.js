import {
  createAccounts,
  createRateLimit,
  demoAccount
} from "./chunk-ZFMU6FD2.js";
import {
  instruments
} from "./chunk-EAFMNFIR.js";
import {
  venueCode
} from "./chunk-PF64HSKO.js";
import {
  SpotStatusData,
  venueStates
} from "./chunk-CT4HEORX.js";
import {
  recordedEvents
} from "./chunk-MAOUEVDT.js";
import {
  recordingError
} from "./chunk-SYFZPLB2.js";
import {
  createBookStart
} from "./chunk-6LCQ3FES.js";
import {
  applyDiff,
  applyWhole,
  bestPriceOf,
  createRooms,
  flatOf,
  flatOfRun,
  forget,
  markStale,
  noBook,
  refuseLarge,
  streamSocket,
  worstPriceOf
} from "./chunk-NQ5M5LJC.js";
import {
  askSign,
  bidSign,
  decodePacket,
  encodePacket,
  roomKinds
} from "./chunk-P2TATV3H.js";
import {
  longestDelay
} from "./chunk-QGYAYUWP.js";
import {
  candleTypes
} from "./chunk-K2HNEYRP.js";
import {
  SpotPairsData,
  decodeReply,
  systemCodes,
  undiciHttp
} from "./chunk-QB2LSZFY.js";
import {
  likelyRoomOf,
  roomOf
} from "./chunk-TDNM2LA7.js";
import {
  disposedBy
} from "./chunk-P2LLCTY6.js";
import {
  openWsSocket
} from "./chunk-VDEBM3DD.js";
import {
  endpointOf
} from "./chunk-WAWVYRRB.js";
import {
  atLeast,
  having,
  maybe,
  optionsOf,
  resolveOptions
} from "./chunk-FDEMZEWP.js";
import {
  Flag,
  NonEmptyText,
  Text,
  anything,
  decoder,
  describe,
  dictionary,
  failure,
  isTerminal,
  oneOf,
  same,
  success,
  tagged
} from "./chunk-XI2AHRTT.js";
import {
  isPairName,
  oppositeSide
} from "./chunk-ZXDJGQ4R.js";
import {
  decimalOf,
  fromUnits,
  isPlainDecimal,
  scaleOf,
  toUnits
} from "./chunk-QYQF4BGL.js";
import {
  configError,
  httpError,
  linkError
} from "./chunk-442TD3LK.js";
import {
  causeOf
} from "./chunk-OLZLLHMU.js";

// src/simulator/market/clock.ts
import { Subscription } from "rxjs";

// src/simulator/market/heap.ts
var heap = (isBefore) => {
  const entries = [];
  const put = (entry, index) => {
    entries[index] = entry;
    entry.index = index;
  };
  const moveToPlace = (entry, free) => {
    let index = free;
    while (index > 0) {
      const above2 = index - 1 >> 1;
      const parent = entries[above2];
      if (parent === void 0 || !isBefore(entry, parent)) break;
      put(parent, index);
      index = above2;
    }
    for (; ; ) {
      const left = entries[2 * index + 1];
      const right = entries[2 * index + 2];
      const child = left && right && isBefore(right, left) ? right : left;
      if (child === void 0 || !isBefore(child, entry)) break;
      const below = child.index;
      put(child, index);
      index = below;
    }
    put(entry, index);
  };
  return {
    push: (entry) => {
      entries.push(entry);
      moveToPlace(entry, entries.length - 1);
    },
    first: () => entries[0],
    remove: (entry) => {
      if (entries[entry.index] !== entry) return;
      const last = entries.pop();
      if (last !== void 0 && last !== entry) moveToPlace(last, entry.index);
      entry.index = -1;
    },
    size: () => entries.length
  };
};

// src/simulator/market/clock.ts
var actionOf = (arm, work) => {
  let disarm;
  const isArmed = () => disarm !== void 0;
  const subscription = new Subscription(() => disarm?.());
  const schedule = (state, delay3 = 0) => {
    if (subscription.closed) return subscription;
    disarm?.();
    disarm = arm(Math.max(0, delay3), () => {
      disarm = void 0;
      try {
        work.call(action, state);
      } catch (error) {
        subscription.unsubscribe();
        throw error;
      }
      if (!isArmed()) subscription.unsubscribe();
    });
    return subscription;
  };
  const action = Object.assign(subscription, { schedule });
  return action;
};
var schedulerBy = (now, arm) => ({
  now,
  schedule: (work, delay3 = 0, state) => actionOf(arm, work).schedule(state, delay3)
});
var armTimeout = (delay3, run) => {
  const due = Date.now() + delay3;
  let timer5;
  const wait = () => {
    const left = due - Date.now();
    timer5 = left > longestDelay ? setTimeout(wait, longestDelay) : setTimeout(run, left);
  };
  wait();
  return () => clearTimeout(timer5);
};
var wallClock = schedulerBy(() => Date.now(), armTimeout);
var fasterClock = (base, speed) => {
  if (speed === 1) return base;
  const start2 = base.now();
  return schedulerBy(
    () => start2 + Math.floor((base.now() - start2) * speed),
    (delay3, run) => {
      const timer5 = base.schedule(run, delay3 / speed);
      return () => timer5.unsubscribe();
    }
  );
};
var virtualClock = (start2) => {
  const timers = heap((a, b) => a.due < b.due || a.due === b.due && a.order < b.order);
  let time = start2;
  let order = 0;
  const clock = schedulerBy(
    () => time,
    (delay3, run) => {
      const timer5 = { due: time + Math.ceil(delay3), order: order++, run, index: -1 };
      timers.push(timer5);
      return () => timers.remove(timer5);
    }
  );
  const runUntil = (limit) => {
    const timer5 = timers.first();
    if (timer5 === void 0 || timer5.due > limit) return false;
    timers.remove(timer5);
    time = Math.max(time, timer5.due);
    timer5.run();
    return true;
  };
  const advanceTo = (end2) => {
    while (runUntil(end2)) ;
    time = Math.max(time, end2);
  };
  return {
    ...clock,
    advanceTo,
    advanceBy: (ms2) => advanceTo(time + ms2),
    step: () => runUntil(Infinity)
  };
};

// src/simulator/fills/models.ts
var isCancelsAhead = (input) => input === "proportional" || typeof input === "number" && input >= 0 && input <= 1;
var isFillModel = (input) => {
  const { name, cancelsAhead } = Object(input);
  return name === "touch" || name === "through" || name === "queue" && isCancelsAhead(cancelsAhead);
};
var touch = () => ({ name: "touch" });
var through = () => ({ name: "through" });
var queue = ({ cancelsAhead = 0 } = {}) => {
  if (!isCancelsAhead(cancelsAhead))
    throw configError("cancelsAhead", "a number from 0 to 1, or 'proportional'", describe(cancelsAhead));
  return { name: "queue", cancelsAhead };
};

// src/simulator/market/create-market.ts
import { EMPTY as EMPTY2, Subject as Subject2 } from "rxjs";

// src/simulator/market/random.ts
var hashOf = (...parts) => {
  let hash = 2166136261;
  for (const char of parts.join("|")) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  hash = Math.imul(hash ^ hash >>> 16, 2246822507);
  hash = Math.imul(hash ^ hash >>> 13, 3266489909);
  return (hash ^ hash >>> 16) >>> 0;
};
var randomOf = (...parts) => {
  let state = hashOf(...parts);
  let spare = null;
  const next2 = () => {
    state = state + 1831565813 | 0;
    let bits = Math.imul(state ^ state >>> 15, state | 1);
    bits ^= bits + Math.imul(bits ^ bits >>> 7, bits | 61);
    return ((bits ^ bits >>> 14) >>> 0) / 4294967296;
  };
  const normal = () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - next2()));
    const angle = 2 * Math.PI * next2();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  const exponential = () => -Math.log(1 - next2());
  return {
    next: next2,
    normal,
    exponential,
    between: (from2, to) => from2 + Math.floor(next2() * (to - from2 + 1)),
    chance: (probability) => next2() < probability,
    poisson: (rate) => {
      if (rate > 30) return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal()));
      const drawn = next2();
      let count3 = 0;
      let probability = Math.exp(-rate);
      for (let sum = probability; drawn > sum && probability > 0; sum += probability)
        probability *= rate / ++count3;
      return count3;
    }
  };
};

// src/simulator/market/time-of-day.ts
var minute = 6e4;
var day = 864e5;
var minutesPerDay = 1440;
var historyStart = Date.UTC(2018, 0, 1);
var dayOf = (time) => Math.floor(time / day);
var liveliness = (minuteOfDay) => 1 + 0.35 * Math.sin(2 * Math.PI * (minuteOfDay - 480) / minutesPerDay);

// src/simulator/market/clustering.ts
var memoryPerDay = 0.9;
var memoryPerMinute = 0.97;
var firstDay = dayOf(historyStart);
var keptDays = 380;
var createClustering = (seed) => {
  const days = [];
  const daily = randomOf(seed, "clustering");
  let mood = 0;
  const ofDay = (dayNumber) => {
    const index = Math.max(0, dayNumber - firstDay);
    while (days.length <= index) {
      mood = memoryPerDay * mood + 0.15 * daily.normal();
      days.push(Math.exp(mood - 0.06));
    }
    return days[index] ?? 1;
  };
  const make = (dayNumber) => {
    const random = randomOf(seed, "clustering", dayNumber);
    const step = ofDay(dayNumber) / Math.sqrt(minutesPerDay);
    let stir = 0;
    return Float64Array.from({ length: minutesPerDay }, (_, i) => {
      stir = memoryPerMinute * stir + 0.12 * random.normal();
      return step * liveliness(i) * Math.exp(stir - 0.12);
    });
  };
  const kept = /* @__PURE__ */ new Map();
  return {
    ofDay,
    ofMinutes: (dayNumber) => {
      const known = kept.get(dayNumber);
      if (known) return known;
      if (kept.size >= keptDays) kept.delete(kept.keys().next().value ?? 0);
      const sizes = make(dayNumber);
      kept.set(dayNumber, sizes);
      return sizes;
    }
  };
};

// src/simulator/market/factor.ts
var memoryPerDay2 = 0.985;
var stepsPerMinute = 10;
var firstDay2 = dayOf(historyStart);
var jumpSize = 5;
var between = (points, position) => {
  const index = Math.floor(position);
  const from2 = points[index] ?? 0;
  const to = points[index + 1] ?? from2;
  return from2 + (to - from2) * (position - index);
};
var createFactor = ({ seed, name, clustering, jumpsPerDay, keptDays: keptDays2 }) => {
  const dayStarts = [0];
  const daily = randomOf(seed, name, "days");
  const dayStart = (dayNumber) => {
    const index = Math.max(0, dayNumber - firstDay2);
    while (dayStarts.length <= index) {
      const today = clustering.ofDay(firstDay2 + dayStarts.length - 1);
      dayStarts.push(memoryPerDay2 * (dayStarts.at(-1) ?? 0) + today * daily.normal());
    }
    return dayStarts[index] ?? 0;
  };
  const walk = (dayNumber) => {
    const start2 = dayStart(dayNumber);
    const end2 = dayStart(dayNumber + 1);
    const random = randomOf(seed, name, "minutes", dayNumber);
    const sizes = clustering.ofMinutes(dayNumber);
    const path = new Float64Array(minutesPerDay + 1);
    const variance = new Float64Array(minutesPerDay + 1);
    let [value, spread] = [0, 0];
    for (let i = 0; i < minutesPerDay; i++) {
      const calm = sizes[i] ?? 0;
      const size = jumpsPerDay > 0 && random.next() < jumpsPerDay / minutesPerDay ? jumpSize * calm : calm;
      value += size * random.normal();
      spread += size * size;
      path[i + 1] = value;
      variance[i + 1] = spread;
    }
    const missing = (end2 - start2 - value) / (spread || 1);
    for (let i = 0; i <= minutesPerDay; i++) path[i] = start2 + (path[i] ?? 0) + missing * (variance[i] ?? 0);
    return path;
  };
  const kept = /* @__PURE__ */ new Map();
  const ofDay = (dayNumber) => {
    const known = kept.get(dayNumber);
    if (known) return known;
    if (kept.size >= keptDays2) kept.delete(kept.keys().next().value ?? 0);
    const path = walk(dayNumber);
    kept.set(dayNumber, path);
    return path;
  };
  let steps = { minute: NaN, offsets: new Float64Array(stepsPerMinute + 1) };
  const withinMinute = (minuteNumber) => {
    if (steps.minute === minuteNumber) return steps.offsets;
    const random = randomOf(seed, name, "seconds", minuteNumber);
    const offsets = new Float64Array(stepsPerMinute + 1);
    for (let i = 1; i <= stepsPerMinute; i++)
      offsets[i] = (offsets[i - 1] ?? 0) + random.normal() / Math.sqrt(stepsPerMinute);
    const end2 = offsets[stepsPerMinute] ?? 0;
    for (let i = 1; i <= stepsPerMinute; i++) offsets[i] = (offsets[i] ?? 0) - end2 * i / stepsPerMinute;
    steps = { minute: minuteNumber, offsets };
    return offsets;
  };
  return {
    at: (time) => {
      const dayNumber = dayOf(time);
      const minutes = (time - dayNumber * day) / minute;
      const typicalStep = clustering.ofMinutes(dayNumber)[Math.floor(minutes)] ?? 0;
      const offsets = withinMinute(Math.floor(time / minute));
      return between(ofDay(dayNumber), minutes) + typicalStep * between(offsets, (minutes - Math.floor(minutes)) * stepsPerMinute);
    },
    ofDay
  };
};

// src/simulator/market/factors.ts
var sharedDays = 380;
var ownDays = 2;
var marketJumpsPerDay = 1.5;
var ownJumpsPerDay = 0.5;
var createFactors = (seed) => {
  const clustering = createClustering(seed);
  const shared = /* @__PURE__ */ new Map();
  const sharedFactor = (name, jumpsPerDay) => {
    const factor = shared.get(name) ?? createFactor({ seed, name, clustering, jumpsPerDay, keptDays: sharedDays });
    shared.set(name, factor);
    return factor;
  };
  return {
    clustering,
    of: (pair, { sector, marketShare, sectorShare }) => {
      const ofSector = Math.min(sectorShare, 1 - marketShare);
      return [
        { factor: sharedFactor("market", marketJumpsPerDay), weight: Math.sqrt(marketShare) },
        { factor: sharedFactor(`sector ${sector}`, 0), weight: Math.sqrt(ofSector) },
        {
          factor: createFactor({
            seed,
            name: pair,
            clustering,
            jumpsPerDay: ownJumpsPerDay,
            keptDays: ownDays
          }),
          weight: Math.sqrt(1 - marketShare - ofSector)
        }
      ];
    }
  };
};

// src/simulator/market/activity.ts
var smallTurnover = 3e6;
var smallTradeSize = 2e4;
var tradesPerOrder = 1.8;
var activityOf = ({ turnover }) => {
  const tradeSize = smallTradeSize * Math.max(1, turnover / smallTurnover) ** 0.34;
  return { tradeSize, ordersPerDay: Math.min(1e5, turnover / tradeSize) / tradesPerOrder };
};
var largeTurnover = 13e8;
var mostActsPerSecond = 8;
var actsPerSecondOf = ({ turnover }) => mostActsPerSecond * (turnover / largeTurnover) ** 0.2;
var mostQuiet = 0.15;
var quietShareOf = (profile) => Math.max(0, mostQuiet * (1 - actsPerSecondOf(profile) / mostActsPerSecond));
var actsWhenQuiet = 0.03;
var interestOf = (seed, pair, dayNumber) => Math.exp(0.3 * randomOf(seed, pair, "interest", dayNumber).normal() - 0.045);
var createMood = (seed, pair) => {
  let known = { dayNumber: NaN, interest: 1 };
  return (now) => {
    const dayNumber = dayOf(now);
    if (known.dayNumber !== dayNumber) known = { dayNumber, interest: interestOf(seed, pair, dayNumber) };
    return known.interest * liveliness(Math.floor(now / minute) % minutesPerDay);
  };
};

// src/simulator/market/book-shape.ts
var largeTurnover2 = 13e8;
var restingSize = (random) => 0.45 * Math.exp(2.4 * random.normal());
var takingSize = (random) => 2.8 * Math.exp(1.1 * random.normal() - 0.6);
var liveTaking = 1.06;
var quotesWanted = 26;
var placing = 1.7;
var quotePlace = (share2) => share2 ** placing;
var quotesAtBest = ({ reach }, tick) => {
  const countWithin = (place) => quotesWanted * Math.min(1, place) ** (1 / placing);
  const best = quotePlace(1 / (quotesWanted + 1));
  return 1 + countWithin(best + tick / reach / 2) - countWithin(best);
};
var thinness = ({ turnover }) => Math.min(20, Math.max(1, (largeTurnover2 / turnover) ** 0.42));
var roundToDigits = (value, digits) => {
  const unit = 10 ** (Math.floor(Math.log10(value)) - digits + 1);
  return Math.round(value / unit) * unit;
};
var quoteRange = (profile) => ({
  halfSpread: 1e-5 * thinness(profile),
  reach: 0.06 * profile.volatility
});
var remoteOrders = 15;
var outsideDays = { sell: 1.2, buy: 95 };
var bookShape = (instrument, profile, tradeSize, random) => {
  const ticks = 10 ** instrument.priceDigits;
  const lots = 10 ** instrument.amountDigits;
  const minLots2 = Math.round(Number(instrument.minAmount) * lots);
  const maxLots = Number(instrument.limitMaxAmount) * lots;
  const { halfSpread, reach } = quoteRange(profile);
  const crowdReach = 1.4 * profile.volatility;
  const outward = (side) => side === "sell" ? 1 : -1;
  const priceAt = (side, reference, distance) => reference * (1 + outward(side) * distance);
  const tickOf = (side, price) => Math.max(1, side === "sell" ? Math.ceil(price * ticks) : Math.floor(price * ticks));
  const roundTick = (side, price) => {
    const unit = 10 ** (Math.floor(Math.log10(price * ticks)) - random.between(2, 4));
    if (unit < 2) return tickOf(side, price);
    const rounded = side === "sell" ? Math.ceil(price * ticks / unit) : Math.floor(price * ticks / unit);
    return Math.max(1, rounded * unit - (random.chance(0.2) ? outward(side) : 0));
  };
  const lotsOf2 = (money, price) => {
    const drawn = money / (price / ticks) * lots / minLots2;
    const liked = random.chance(0.55) ? roundToDigits(Math.max(1, drawn), random.between(1, 2)) : drawn;
    return BigInt(Math.min(maxLots, Math.max(1, Math.round(liked)) * minLots2));
  };
  return {
    makerPrice: (side, reference) => tickOf(side, priceAt(side, reference, halfSpread + reach * quotePlace(random.next()))),
    crowdPrice: (side, reference) => {
      const near = halfSpread + crowdReach * random.next();
      const distance = random.chance(0.65) ? near : crowdReach + 2.5 * crowdReach * random.exponential();
      const price = side === "buy" ? reference * Math.exp(-distance) : priceAt(side, reference, distance);
      return random.chance(0.35) ? roundTick(side, price) : tickOf(side, price);
    },
    remotePrice: (side, reference) => tickOf(
      side,
      reference * 10 ** (side === "buy" ? -0.1 - 5.9 * random.next() : 0.1 + 1.4 * random.next())
    ),
    remoteLots: (side) => {
      const daysOfTurnover = outsideDays[side] * (0.5 + random.next());
      const drawn = daysOfTurnover * profile.turnover / profile.price / remoteOrders * lots;
      return BigInt(Math.min(maxLots, Math.max(1, Math.round(drawn / minLots2)) * minLots2));
    },
    restingLots: (price) => lotsOf2(tradeSize * restingSize(random), price),
    takingLots: (price) => lotsOf2(liveTaking * tradeSize * takingSize(random), price)
  };
};

// src/simulator/market/bars.ts
var emptyDay = () => ({
  open: new Float64Array(minutesPerDay),
  high: new Float64Array(minutesPerDay),
  low: new Float64Array(minutesPerDay),
  close: new Float64Array(minutesPerDay),
  volume: new Float64Array(minutesPerDay),
  trades: new Uint32Array(minutesPerDay)
});
var carryClose = (bars, index, close) => {
  bars.open[index] = bars.high[index] = bars.low[index] = bars.close[index] = close;
};
var barOf = (bars, openTime, from2, to) => {
  let high = -Infinity;
  let low = Infinity;
  let volume = 0;
  for (let i = from2; i < to; i++) {
    high = Math.max(high, bars.high[i] ?? high);
    low = Math.min(low, bars.low[i] ?? low);
    volume += bars.volume[i] ?? 0;
  }
  return { openTime, open: bars.open[from2] ?? 0, high, low, close: bars.close[to - 1] ?? 0, volume };
};
var joinBars = (bars, openTime) => {
  const [first] = bars;
  const last = bars.at(-1);
  if (!first || !last) return void 0;
  return {
    openTime,
    open: first.open,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: last.close,
    volume: bars.reduce((sum, { volume }) => sum + volume, 0)
  };
};

// src/simulator/market/candle-calendar.ts
var lengths = {
  "1min": minute,
  "5min": 5 * minute,
  "15min": 15 * minute,
  "30min": 30 * minute,
  "1hour": 60 * minute,
  "4hour": 240 * minute,
  "8hour": 480 * minute,
  "12hour": 720 * minute,
  "1day": day
};
var someMonday = Date.UTC(1970, 0, 5);
var week = 7 * day;
var candleStart = (type, time) => {
  if (type === "1month") {
    const date = new Date(time);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  }
  if (type === "1week") return someMonday + Math.floor((time - someMonday) / week) * week;
  return Math.floor(time / lengths[type]) * lengths[type];
};
var nextCandleStart = (type, start2) => {
  if (type === "1month") {
    const date = new Date(start2);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  }
  return start2 + (type === "1week" ? week : lengths[type]);
};
var isCandleType = (text3) => candleTypes.includes(text3);
var isIntraday = (type) => type === "1min" || type === "5min" || type === "15min" || type === "30min" || type === "1hour";
var periodOf = (text3) => {
  const parts = /^(\d{4})(?:(\d{2})(\d{2}))?$/.exec(text3);
  if (!parts) return void 0;
  const year = Number(parts[1]);
  if (parts[2] === void 0) return [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const start2 = Date.UTC(year, Number(parts[2]) - 1, Number(parts[3]));
  const isReal = new Date(start2).toISOString().startsWith(text3.replace(/(\d{4})(\d{2})(\d{2})/, "$1-$2-$3"));
  return isReal ? [start2, start2 + day] : void 0;
};

// src/simulator/market/live-bars.ts
var createLiveBars = ({ start: start2, before, lastClose, days, onForget }) => {
  const startMinute = Math.floor(start2 / minute);
  const kept = /* @__PURE__ */ new Map([[Math.floor(startMinute / minutesPerDay), before]]);
  let close = lastClose;
  let filled = startMinute - 1;
  const dayOfMinute = (minuteNumber) => {
    const dayNumber = Math.floor(minuteNumber / minutesPerDay);
    const known = kept.get(dayNumber);
    if (known) return known;
    const bars = emptyDay();
    kept.set(dayNumber, bars);
    for (const [number2, old] of kept) {
      if (number2 > dayNumber - days) break;
      kept.delete(number2);
      onForget(number2, old);
    }
    return bars;
  };
  const fillTo = (minuteNumber) => {
    for (; filled < minuteNumber; filled++)
      carryClose(dayOfMinute(filled + 1), (filled + 1) % minutesPerDay, close);
  };
  return {
    add: ({ price, amount, executedAt }) => {
      const minuteNumber = Math.floor(executedAt / minute);
      fillTo(minuteNumber);
      const bars = dayOfMinute(minuteNumber);
      const index = minuteNumber % minutesPerDay;
      if (bars.trades[index] === 0) carryClose(bars, index, price);
      bars.high[index] = Math.max(bars.high[index] ?? price, price);
      bars.low[index] = Math.min(bars.low[index] ?? price, price);
      bars.close[index] = price;
      bars.volume[index] = (bars.volume[index] ?? 0) + Number(amount);
      bars.trades[index] = (bars.trades[index] ?? 0) + 1;
      close = price;
    },
    day: (dayNumber, now) => {
      fillTo(Math.floor(now / minute));
      return kept.get(dayNumber);
    },
    lastClose: () => close
  };
};

// src/simulator/market/history.ts
var cell = 240;
var liveDays = 14;
var madeUpDays = 3;
var daysOfCells = 800;
var remember = (limit, make) => {
  const known = /* @__PURE__ */ new Map();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > limit && oldest !== void 0) known.delete(oldest);
    return value;
  };
};
var cellsOf = (dayNumber, bars, minutes) => Array.from(
  { length: Math.ceil(minutes / cell) },
  (_, i) => barOf(bars, dayNumber * day + i * cell * minute, i * cell, Math.min((i + 1) * cell, minutes))
);
var createHistory = (makeUp, start2) => {
  const firstDay3 = dayOf(historyStart);
  const startDay = dayOf(start2);
  const startIndex = Math.floor(start2 / minute) % minutesPerDay;
  const forgotten = /* @__PURE__ */ new Map();
  const untilStart = () => {
    const bars = makeUp(startDay);
    bars.volume.fill(0, startIndex);
    bars.trades.fill(0, startIndex);
    return bars;
  };
  const madeUpDay = remember(
    madeUpDays,
    (dayNumber) => dayNumber === startDay ? untilStart() : makeUp(dayNumber)
  );
  const madeUpCells = remember(
    daysOfCells,
    (dayNumber) => cellsOf(dayNumber, makeUp(dayNumber), minutesPerDay)
  );
  const startLive = () => {
    const before = untilStart();
    const lastClose = startIndex > 0 ? before.close[startIndex - 1] : madeUpDay(startDay - 1).close[minutesPerDay - 1];
    return createLiveBars({
      start: start2,
      before,
      lastClose: lastClose ?? 0,
      days: liveDays,
      onForget: (dayNumber, bars) => forgotten.set(dayNumber, cellsOf(dayNumber, bars, minutesPerDay))
    });
  };
  let started;
  const live = () => started ??= startLive();
  const begun = (dayNumber, now) => Math.min(minutesPerDay, Math.floor((now - dayNumber * day) / minute) + 1);
  const barsOfDay = (dayNumber, now) => dayNumber < startDay ? madeUpDay(dayNumber) : live().day(dayNumber, now);
  const cellsOfDay = (dayNumber, now) => {
    if (dayNumber < startDay) return madeUpCells(dayNumber);
    const bars = live().day(dayNumber, now);
    return bars ? cellsOf(dayNumber, bars, begun(dayNumber, now)) : forgotten.get(dayNumber) ?? [];
  };
  const intraday = (type, from2, now) => {
    const dayNumber = dayOf(from2);
    const bars = barsOfDay(dayNumber, now);
    const minutes = begun(dayNumber, now);
    const step = (nextCandleStart(type, from2) - from2) / minute;
    return bars && Array.from(
      { length: Math.ceil(minutes / step) },
      (_, i) => barOf(bars, from2 + i * step * minute, i * step, Math.min((i + 1) * step, minutes))
    );
  };
  const longer = (type, from2, end2, now) => {
    const first = candleStart(type, from2);
    const candles = [];
    for (let open = first < from2 ? nextCandleStart(type, first) : first; open < end2 && open <= now; ) {
      const next2 = nextCandleStart(type, open);
      const cells = [];
      for (let dayNumber = dayOf(open); dayNumber * day < next2 && dayNumber * day <= now; dayNumber++)
        if (dayNumber >= firstDay3) cells.push(...cellsOfDay(dayNumber, now));
      const bar = joinBars(
        cells.filter(({ openTime }) => openTime >= open && openTime < next2),
        open
      );
      if (bar) candles.push(bar);
      open = next2;
    }
    return candles;
  };
  function* steps(type, [from2, end2], now) {
    if (isIntraday(type)) return;
    const last = Math.min(dayOf(end2 - 1), dayOf(now));
    for (let dayNumber = Math.max(firstDay3, dayOf(candleStart(type, from2))); dayNumber <= last; dayNumber++) {
      cellsOfDay(dayNumber, now);
      yield;
    }
  }
  const closedSummary = (minuteNumber, now) => {
    const dayNumber = Math.floor(minuteNumber / minutesPerDay);
    const index = minuteNumber % minutesPerDay;
    const parts = [
      { bars: barsOfDay(dayNumber - 1, now), from: index, to: minutesPerDay },
      { bars: barsOfDay(dayNumber, now), from: 0, to: index }
    ];
    const joined = joinBars(
      parts.flatMap(({ bars, from: from2, to }) => bars && from2 < to ? [barOf(bars, 0, from2, to)] : []),
      0
    );
    const last = live().lastClose();
    return joined ?? { open: last, high: last, low: last, close: last, volume: 0 };
  };
  let latestSummary;
  return {
    add: (trade2) => live().add(trade2),
    candles: (type, [from2, end2], now) => {
      if (from2 > now || end2 <= historyStart) return void 0;
      return isIntraday(type) ? intraday(type, from2, now) : longer(type, from2, end2, now);
    },
    steps,
    summary: (now) => {
      const minuteNumber = Math.floor(now / minute);
      if (latestSummary?.minuteNumber !== minuteNumber)
        latestSummary = { minuteNumber, summary: closedSummary(minuteNumber, now) };
      const closed = latestSummary.summary;
      const today = live().day(dayOf(now), now);
      const index = minuteNumber % minutesPerDay;
      const current = today && barOf(today, 0, index, index + 1);
      return current ? {
        open: closed.open,
        high: Math.max(closed.high, current.high),
        low: Math.min(closed.low, current.low),
        close: current.close,
        volume: closed.volume + current.volume
      } : closed;
    },
    lastPrice: () => live().lastClose(),
    madeUp: (dayNumber) => dayNumber < firstDay3 || dayNumber > startDay ? void 0 : madeUpDay(dayNumber)
  };
};

// src/simulator/venue/create-venue.ts
import { Subject } from "rxjs";

// src/simulator/venue/quirks.ts
var quirkRegistry = {
  orderReply: {
    question: "What does the reply to a new order show when the order is filled at once?",
    variants: {
      accepted: "the order as it was accepted, not filled yet; the fills follow",
      matched: "the order after matching"
    },
    reason: "The matching engine is a system of its own, and events may arrive before the reply."
  },
  firstOrderNews: {
    question: "What does spot_order_new carry when the order is filled at once?",
    variants: {
      accepted: "the order as it was accepted; a spot_order for each fill follows",
      matched: "the order after matching; no spot_order for these fills"
    },
    reason: "The documentation of spot_order_new speaks of both; a resting order looks the same in both."
  },
  tradeNews: {
    question: "Does spot_trade come before or after the spot_order of the same fill?",
    variants: { before_order: "before", after_order: "after" },
    reason: "The order of messages is documented as not guaranteed."
  },
  crossingPostOnly: {
    question: "What happens to a post_only order that would take?",
    variants: {
      canceled_in_reply: "the reply says CANCELED_UNFILLED",
      unfilled_then_canceled: "the reply says UNFILLED; the cancellation is streamed"
    },
    reason: "It is cancelled rather than refused, as far as is known; how is not documented."
  },
  rejected: {
    question: "Where does REJECTED appear?",
    variants: {
      in_reply: "in the reply, and streamed",
      streamed: "the reply says UNFILLED; REJECTED is streamed",
      only_by_id: "the reply says UNFILLED; nothing is streamed; only a look-up by id says REJECTED"
    },
    reason: "The two languages of the documentation disagree; the status is listed for look-ups by id only."
  },
  excessiveLimit: {
    question: 'When is a limit order "excessive for the book"?',
    variants: {
      rests: "never: the part that can not be filled rests",
      rejected: "when it crosses and is larger than the whole other side: REJECTED"
    },
    reason: "The changelog of 2019-10-18 names the condition, without a measure; larger orders rest every day."
  },
  stopReference: {
    question: "Which price fires a trigger?",
    variants: { last: "the last traded price", best: "the best price of the side the order would take" },
    reason: 'The documentation of orders says only "trigger price".'
  },
  selfTrade: {
    question: "What happens when an order meets one of the same user?",
    variants: {
      trade: "they trade like any two orders",
      cancel_resting: "the resting order is cancelled, the new one goes on",
      cancel_taking: "the rest of the new order is cancelled"
    },
    reason: "No rule is documented and no error code exists for it."
  },
  lockRounding: {
    question: "How is the locked amount of a spot buy rounded to the precision of its asset?",
    variants: { cut_off: "cut off", up: "up to the next unit" },
    reason: "A resting buy of 101 xrp at 9.9009 locked 1001.1908 JPY, exact would be 1001.19088908. It is one observation.",
    observed: "2026-09"
  },
  feeRounding: {
    question: "How is a fee rounded to the precision of its asset?",
    variants: {
      half_up: "to the nearest unit, halves away from zero",
      down: "towards zero",
      against_user: "a fee is rounded up, a rebate down"
    },
    reason: "Over 1,000 rows of fee_amount_quote were compared with the CSV of the web, which has full precision. How a rebate is rounded, and whether the balance moves by the rounded fee, was not seen.",
    observed: "2026-07"
  },
  notionalRounding: {
    question: "How is a notional, or the gain of a margin trade, rounded to the precision of its asset?",
    variants: {
      down: "towards zero",
      half_up: "to the nearest unit, halves away from zero",
      against_user: "payments of a user are rounded up, receipts down"
    },
    reason: "JPY has 4 places while price and amount of most pairs have 7 together; how the venue rounds is not documented."
  },
  cancelOrdersFinished: {
    question: "What does cancel_orders do with the id of an order that has ended, or that does not exist?",
    variants: {
      omitted: "the reply leaves it out",
      returned: "the reply shows the order as it ended; an unknown id is left out",
      refused: "the whole call is refused with the code of the first such id, and nothing is cancelled"
    },
    reason: "orders_info leaves out unknown ids; the documentation of cancel_orders says nothing."
  },
  sinceBound: {
    question: "Are `since` and `end` inclusive?",
    variants: { inclusive: "both are", exclusive: "neither is" },
    reason: "Pages by time repeat the rows of one millisecond.",
    observed: "2026-07"
  },
  inactiveOrders: {
    question: "Does active_orders list stop orders that wait for their trigger?",
    variants: { listed: "yes, as INACTIVE", hidden: "no" },
    reason: "A waiting stop was listed, and INACTIVE is among the documented statuses of the reply.",
    observed: "2026-09"
  },
  withdrawalHistory: {
    question: "Does withdrawal_history need an asset?",
    variants: {
      asset_required: `yes: without one the call is refused with ${venueCode.missingAsset}`,
      all_crypto: "no: without one it lists the withdrawals of all crypto assets"
    },
    reason: "The documentation of 2025-12 says that it does not; a live account was refused.",
    observed: "2026-07"
  },
  excessCount: {
    question: "What does trade_history do with a count over its cap of 1,000?",
    variants: {
      half: "it gives 500 rows",
      cap: "it gives 1,000 rows",
      refused: `it refuses the call with ${venueCode.invalidCount}`
    },
    reason: "A count over 1,000 gave 500 rows and no refusal.",
    observed: "2025/26"
  },
  youngDay: {
    question: "Is there a page of candles of a day that began less than ten minutes ago?",
    variants: {
      missing: `no: the reply is HTTP 200 with ${venueCode.notFound}`,
      present: "yes, with the candles so far"
    },
    reason: "At 00:04 UTC there was none, and at 00:12 there was one.",
    observed: "2025/26"
  },
  excessDigits: {
    question: "What if a price or an amount has more places than the pair?",
    variants: { refused: "invalid price, amount or trigger price", truncated: "the excess is cut off" },
    reason: "The codes exist; no rule is documented. Zeros in excess are never an error."
  }
};
var names = Object.keys(quirkRegistry);
var choose = (variantOf) => Object.fromEntries(
  names.map((name) => [name, variantOf(Object.keys(quirkRegistry[name].variants))])
);
var defaultQuirks = choose((variants) => variants[0]);
var drawQuirks = (random) => choose((variants) => variants[Math.floor(random() * variants.length)]);
var assumptions = [
  {
    topic: "What an order locks",
    assumption: "A limit buy locks price \xD7 remaining amount and the higher of the two fees on it; a market buy the best ask \xD7 amount and the market allowance, a waiting stop buy its trigger price instead of the best ask; a sell its remaining amount. Margin orders lock no asset. A market buy that would cost more than it locked is REJECTED."
  },
  {
    topic: "Prices out of bounds",
    assumption: `More than a hundred times the last price is refused with ${venueCode.priceTooHigh} or ${venueCode.triggerPriceTooHigh}.`
  },
  {
    topic: "Busy states",
    assumption: `BUSY raises the minimum amount tenfold, VERY_BUSY a hundredfold (${venueCode.amountBelowRaisedMinimum}). HALT refuses orders with ${venueCode.tradingSuspended} and cancellations with ${venueCode.orderAndCancelRestricted}.`
  },
  {
    topic: "Triggers",
    assumption: "A triggered market order that can not be filled whole is REJECTED. A take_profit or stop_loss holds no part of its position until it fires, then closes what is not held by other orders; it is cancelled when the position is gone. Nothing fires in a circuit break."
  },
  { topic: "Expiry", assumption: "An expired order is cancelled, with the statuses of a cancellation." },
  {
    topic: "Circuit break",
    assumption: "The bands are the published ones. The reference price follows the last price every minute; a break lasts ten minutes; its auction takes orders and prices within the band and one step more; a break whose book is still crossed after the auction is prolonged with one step more again. A break upwards makes sellers the makers, one downwards buyers; in other auctions the older order makes."
  },
  {
    topic: "Auction price",
    assumption: "The price with the largest executable amount; then the smallest rest; then the nearest to the reference; then the lower."
  },
  {
    topic: "Margin",
    assumption: "Longs and shorts need margin each for themselves; both credits are the margin that is left; the total position size is that of positions and open orders. Interest is of the entry value."
  },
  {
    topic: "Margin calls and liquidation",
    assumption: `A call is due within 24 hours of 15:00 Japan time. A balance below half of the maintenance margin, or a call not met, starts the liquidation: margin orders are cancelled, positions closed at market as far as the book takes them, again every second; the user may not trade on margin meanwhile (${venueCode.noMarginOpening}, ${venueCode.noMarginClosing}). SETTLED does not occur.`
  },
  {
    topic: "Losses",
    assumption: `A loss is taken from the yen there are; spot orders that are not covered any more are invalidated, newest first; what is still missing is a debt, which the next free yen pay, and which blocks withdrawals (${venueCode.lossUnpaid}).`
  },
  {
    topic: "Deposits and withdrawals",
    assumption: `A crypto deposit is CONFIRMED after ten minutes and DONE ten seconds later; one that waits for its originator goes on when it is named, and blocks withdrawals until then (${venueCode.depositAwaitsOriginator}). A withdrawal takes 30 seconds, two and five minutes to be EXAMINING, SENDING and DONE. A withdrawal may not take margin that positions need (${venueCode.insufficientFunds}).`
  },
  {
    topic: "Lists",
    assumption: "Newest first; at most 1,000 orders or trades, 100 deposits or withdrawals, also where a larger count is asked for."
  },
  {
    topic: "Deposits and withdrawal accounts",
    assumption: "A deposit of yen has no network, address or txid. A withdrawal account of yen shows its label alone, as the documentation has no field of a bank there; a withdrawal of yen shows the bank. A destination tag is a number for xrp and a text for the other assets that have one."
  },
  {
    topic: "Candles",
    assumption: "Weeks start on Monday, 00:00 UTC, and belong to the year they start in. A minute without trades carries the last close, with volume 0. The venue began on 2018-01-01; days before it, days to come and the minutes of simulated days more than two weeks old are HTTP 404."
  },
  {
    topic: "Public transactions",
    assumption: "Those of a day come oldest first, an hour after the day has ended. A suspended pair has none, and its price stands still. Of the trades of the simulation itself, the newest 200,000 per pair are kept."
  },
  {
    topic: "Tickers",
    assumption: "A room speaks when a figure has changed, and after a minute of silence even if none has."
  },
  {
    topic: "Decimals in books",
    assumption: "A whole book has all decimals, a diff has no trailing zeros. An outside total of zero is written as `0` or with all decimals, with equal probability."
  },
  {
    topic: "Late wholes",
    assumption: "About one of seven whole books comes up to 400 ms late, after diffs that are newer."
  },
  {
    topic: "Assets",
    assumption: "Which network carries an asset, precisions, withdrawal fees and collateral ratios are plausible, not the venue\u2019s: no public page lists them."
  }
];

// src/simulator/venue/ledger.ts
var createHolder = (assets2, onChange) => ({
  balances: Array.from({ length: assets2 }, () => ({
    onhand: 0n,
    locked: 0n,
    withdrawing: 0n,
    changed: false
  })),
  onChange
});
var createPots = (assets2) => ({
  fees: createHolder(assets2, null),
  residue: createHolder(assets2, null),
  marginPool: createHolder(assets2, null),
  depositors: createHolder(assets2, null),
  withdrawers: createHolder(assets2, null),
  dealer: createHolder(assets2, null),
  others: createHolder(assets2, null)
});
var balanceOf = (holder, asset) => {
  const balance = holder.balances[asset];
  if (balance === void 0) throw new RangeError(`no asset ${asset}`);
  return balance;
};
var change = (holder, asset) => {
  const balance = balanceOf(holder, asset);
  if (holder.onChange !== null && !balance.changed) {
    balance.changed = true;
    holder.onChange(asset);
  }
  return balance;
};
var transfer = (from2, to, asset, amount) => {
  if (amount === 0n) return;
  change(from2, asset).onhand -= amount;
  change(to, asset).onhand += amount;
};
var lock = (holder, asset, amount) => {
  if (amount === 0n) return;
  change(holder, asset).locked += amount;
};
var lockForWithdrawal = (holder, asset, amount) => {
  const balance = change(holder, asset);
  balance.locked += amount;
  balance.withdrawing += amount;
};
var freeOf = (holder, asset) => {
  const { onhand, locked } = balanceOf(holder, asset);
  return onhand - locked;
};
var showBalance = ({ asset, precision }, balance) => ({
  asset,
  precision,
  free: balance.onhand - balance.locked,
  locked: balance.locked,
  onhand: balance.onhand,
  withdrawing: balance.withdrawing
});

// src/simulator/venue/account-state.ts
var noNotice = { what: null, occurredAt: null, amount: null, dueDateAt: null };
var createAccountState = (id, options, assets2, markets, changes) => {
  const list = (asset) => void changes.push({ account, asset });
  const account = {
    ...createHolder(assets2, options.class === "house" ? null : list),
    id,
    class: options.class,
    mayTradeOnMargin: options.margin,
    company: options.company,
    active: /* @__PURE__ */ new Map(),
    activeCounts: new Array(markets).fill(0),
    orders: /* @__PURE__ */ new Map(),
    ended: /* @__PURE__ */ new Set(),
    fills: [],
    positions: [],
    marginMode: "NORMAL",
    payables: 0n,
    notice: noNotice,
    deposits: [],
    withdrawals: [],
    originators: [],
    withdrawalAccounts: []
  };
  return account;
};

// src/simulator/venue/agenda.ts
import { Subscription as Subscription2 } from "rxjs";
var createAgenda = (scheduler) => {
  const actions = new Subscription2();
  const at = (time, run) => {
    const delay3 = Math.min(Math.max(0, time - scheduler.now()), longestDelay);
    const action = scheduler.schedule(() => {
      actions.remove(action);
      if (scheduler.now() < time) at(time, run);
      else run();
    }, delay3);
    actions.add(action);
  };
  return { at, clear: () => actions.unsubscribe() };
};

// src/simulator/venue/book.ts
var createBookSide = (side) => ({ side, levels: [], total: 0n });
var isBetter = (side, price, other) => side === "buy" ? price > other : price < other;
var accepts = (side, limit, price) => side === "buy" ? price <= limit : price >= limit;
var bestLevel = (book) => book.levels[book.levels.length - 1];
var placeOf = ({ side, levels }, price) => {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (isBetter(side, price, levels[middle].price)) low = middle + 1;
    else high = middle;
  }
  return low;
};
var addToBook = (book, order, price) => {
  const place = placeOf(book, price);
  let level = book.levels[place];
  if (level?.price !== price) {
    level = { side: book.side, price, total: 0n, first: null, last: null, changed: false };
    if (place === book.levels.length) book.levels.push(level);
    else book.levels.splice(place, 0, level);
  }
  order.level = level;
  order.previous = level.last;
  order.next = null;
  if (level.last === null) level.first = order;
  else level.last.next = order;
  level.last = order;
  level.total += order.remaining;
  book.total += order.remaining;
  return level;
};
var takeFromBook = (book, order, amount) => {
  const level = order.level;
  level.total -= amount;
  book.total -= amount;
  if (amount !== order.remaining) return level;
  if (order.previous === null) level.first = order.next;
  else order.previous.next = order.next;
  if (order.next === null) level.last = order.previous;
  else order.next.previous = order.previous;
  order.level = null;
  order.previous = null;
  order.next = null;
  if (level.first === null) {
    if (bestLevel(book) === level) book.levels.pop();
    else book.levels.splice(placeOf(book, level.price), 1);
  }
  return level;
};

// src/simulator/venue/core.ts
var marketAt = (core, pair) => {
  const market = core.marketOf.get(pair);
  if (market === void 0) throw new RangeError(`the venue has no pair ${pair}`);
  return market;
};
var assetIndex = (core, asset) => core.assets.findIndex((known) => known.asset === asset);
var accountAt = (core, user) => {
  const account = core.accounts[user];
  if (account === void 0) throw new RangeError(`the venue has no user ${user}`);
  return account;
};
var touchMarket = (core, market) => {
  if (market.touched) return;
  market.touched = true;
  core.touchedMarkets.push(market);
};
var levelChanged = (core, market, level) => {
  touchMarket(core, market);
  market.resting = null;
  if (level.changed) return;
  level.changed = true;
  market.changedLevels.push(level);
};
var positionChanged = (core, position) => {
  if (position.changed) return;
  position.changed = true;
  core.changedPositions.push(position);
};
var newUuid = (random) => {
  const digit = () => Math.floor(random() * 16);
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(
    /[xy]/g,
    (place) => (place === "x" ? digit() : digit() & 3 | 8).toString(16)
  );
};

// src/simulator/venue/fill-basis.ts
var isGuess = (basis) => basis === "gap" || basis === "auction";

// src/simulator/venue/live-order.ts
var snapshot = (order, updatedAt) => ({
  orderId: order.id,
  user: order.account.id,
  pair: order.market.pair,
  side: order.side,
  positionSide: order.positionSide,
  type: order.type,
  status: order.status,
  startAmount: order.start,
  remainingAmount: order.start === null ? null : order.remaining,
  executedAmount: order.executed,
  executedNotional: order.executedNotional,
  price: order.price,
  triggerPrice: order.triggerPrice,
  postOnly: order.postOnly,
  userCancelable: order.type !== "losscut",
  orderedAt: order.orderedAt,
  expireAt: order.expireAt,
  triggeredAt: order.triggeredAt,
  canceledAt: order.canceledAt,
  executedAt: order.executedAt,
  justTriggered: order.justTriggered,
  updatedAt
});
var isAccepted = (order, price) => order.price === null || accepts(order.side, order.price, price);
var opensPosition = ({ side, positionSide }) => positionSide !== null && side === "buy" === (positionSide === "long");
var closesPosition = ({ side, positionSide }) => positionSide !== null && side === "buy" === (positionSide === "short");

// src/simulator/venue/breaker-state.ts
var continuousTrading = {
  mode: "NONE",
  upperTrigger: null,
  lowerTrigger: null,
  upperLimit: null,
  lowerLimit: null,
  feeType: "NORMAL",
  reopenAt: null,
  estimatedPrice: null,
  estimatedAmount: null,
  reference: null,
  last: null,
  epoch: 0,
  updatedAt: 0
};

// src/simulator/venue/rounding.ts
var truncateDivide = (n, d) => n / d;
var ceilDivide = (n, d) => n > 0n && n % d !== 0n ? n / d + 1n : n / d;
var floorDivide = (n, d) => -ceilDivide(-n, d);
var halfUpDivide = (n, d) => n < 0n ? -((-2n * n + d) / (2n * d)) : (2n * n + d) / (2n * d);
var lockDivide = {
  cut_off: truncateDivide,
  up: ceilDivide
};
var paymentDivide = {
  down: truncateDivide,
  half_up: halfUpDivide,
  against_user: ceilDivide
};

// src/simulator/venue/units.ts
var finePlaces = 6;
var formatPrice = (instrument, price) => fromUnits(BigInt(price), instrument.priceDigits);
var formatAmount = (instrument, amount) => fromUnits(amount, instrument.amountDigits);
var formatFine = (amount) => fromUnits(amount, finePlaces);
var averagePrice = (instrument, notional, amount) => fromUnits(amount === 0n ? 0n : notional / amount, instrument.priceDigits);
var minLots = (a, b) => a < b ? a : b;
var lessLots = (a, b) => a > b ? a - b : 0n;

// src/simulator/venue/pair-rules.ts
var rateScale = 8;
var oneRate = 10n ** BigInt(rateScale);
var powerOfTen = (exponent) => 10n ** BigInt(exponent);
var compileRules = (instrument, assets2, lockRounding) => {
  const { pair, fees, margin } = instrument;
  const decimal = (field, text3, scale2) => {
    if (scaleOf(text3) > scale2 && BigInt(text3.slice(text3.indexOf(".") + 1 + scale2)) !== 0n) {
      throw configError(`${pair}.${field}`, `at most ${scale2} decimal places`, text3);
    }
    return toUnits(text3, scale2);
  };
  const rate = (field, text3) => decimal(field, text3 ?? "0", rateScale);
  const amount = (field, text3) => decimal(field, text3, instrument.amountDigits);
  const assetIndex2 = (field, asset) => {
    const index = assets2.findIndex((known) => known.asset === asset);
    if (index < 0) throw configError(`${pair}.${field}`, "one of the assets", asset);
    return index;
  };
  const base = assetIndex2("baseAsset", instrument.baseAsset);
  const quote = assetIndex2("quoteAsset", instrument.quoteAsset);
  const baseExcess = assets2[base].precision - instrument.amountDigits;
  if (baseExcess < 0) {
    throw configError(
      `${pair}.amountDigits`,
      "no more than the precision of the asset",
      String(instrument.amountDigits)
    );
  }
  for (const field of ["makerBase", "takerBase"]) {
    if (rate(`fees.${field}`, fees[field]) !== 0n) {
      throw configError(`${pair}.fees.${field}`, "0: no pair of the venue takes a fee in base", fees[field]);
    }
  }
  const quotePrecision = assets2[quote].precision;
  if (margin !== null && quotePrecision > finePlaces) {
    throw configError(
      `${pair}.quoteAsset`,
      `at most ${finePlaces} places on a margin pair`,
      String(quotePrecision)
    );
  }
  const quoteExcess = instrument.priceDigits + instrument.amountDigits - quotePrecision;
  return {
    minAmount: amount("minAmount", instrument.minAmount),
    limitMaxAmount: amount("limitMaxAmount", instrument.limitMaxAmount),
    marketMaxAmount: amount("marketMaxAmount", instrument.marketMaxAmount),
    allowanceRate: rate("marketAllowanceRate", instrument.marketAllowanceRate),
    spotFee: {
      maker: rate("fees.makerQuote", fees.makerQuote),
      taker: rate("fees.takerQuote", fees.takerQuote)
    },
    margin: margin === null ? null : {
      openFee: {
        maker: rate("fees.marginOpenMakerQuote", fees.marginOpenMakerQuote),
        taker: rate("fees.marginOpenTakerQuote", fees.marginOpenTakerQuote)
      },
      closeFee: {
        maker: rate("fees.marginCloseMakerQuote", fees.marginCloseMakerQuote),
        taker: rate("fees.marginCloseTakerQuote", fees.marginCloseTakerQuote)
      },
      longInterest: rate("margin.longInterest", margin.longInterest),
      shortInterest: rate("margin.shortInterest", margin.shortInterest),
      individualRatio: rate("margin.currentIndividualRatio", margin.currentIndividualRatio ?? "0.5"),
      companyRatio: rate("margin.currentCompanyRatio", margin.currentCompanyRatio ?? "0.5")
    },
    base,
    quote,
    baseUnitsPerLot: powerOfTen(baseExcess),
    notionalMultiplier: powerOfTen(Math.max(0, -quoteExcess)),
    notionalDivisor: powerOfTen(Math.max(0, quoteExcess)),
    finePerUnit: powerOfTen(Math.max(0, finePlaces - quotePrecision)),
    lockRounding
  };
};
var quotePayment = (rules, notional, rounding) => rules.notionalDivisor === 1n ? notional * rules.notionalMultiplier : paymentDivide[rounding](notional * rules.notionalMultiplier, rules.notionalDivisor);
var quoteFee = (rules, notional, rate, rounding) => rate === 0n ? 0n : paymentDivide[rounding](notional * rate * rules.notionalMultiplier, rules.notionalDivisor * oneRate);
var fineGain = (rules, gain, rounding) => -paymentDivide[rounding](-gain * rules.notionalMultiplier * rules.finePerUnit, rules.notionalDivisor);
var fineInterest = (rules, notional, rate, rounding) => paymentDivide[rounding](
  notional * rate * rules.notionalMultiplier * rules.finePerUnit,
  rules.notionalDivisor * oneRate
);
var finePayment = (rules, amount, rounding) => paymentDivide[rounding](amount, rules.finePerUnit);
var quoteCover = (rules, notional, rate) => lockDivide[rules.lockRounding](
  notional * (oneRate + rate) * rules.notionalMultiplier,
  rules.notionalDivisor * oneRate
);
var limitBuyCover = (rules, notional) => {
  const { maker, taker } = rules.spotFee;
  const rate = maker > taker ? maker : taker;
  return quoteCover(rules, notional, rate > 0n ? rate : 0n);
};

// src/simulator/venue/triggers.ts
var createTriggers = () => ({ rise: { buy: [], sell: [] }, fall: { buy: [], sell: [] } });
var directionOf = ({ type, side }) => side === "buy" === (type !== "take_profit") ? "rise" : "fall";
var isReached = (direction, trigger, price) => direction === "rise" ? price >= trigger : price <= trigger;
var triggerOf = (order) => {
  if (order.triggerPrice === null) throw new TypeError(`order ${order.id} has no trigger`);
  return order.triggerPrice;
};
var queueOf = (triggers, order) => triggers[directionOf(order)][order.side];
var addTrigger = (triggers, order) => {
  const queue2 = queueOf(triggers, order);
  const direction = directionOf(order);
  const price = triggerOf(order);
  let place = queue2.length;
  while (place > 0) {
    const other = triggerOf(queue2[place - 1]);
    if (direction === "rise" ? price < other : price > other) break;
    place -= 1;
  }
  queue2.splice(place, 0, order);
};
var removeTrigger = (triggers, order) => {
  const queue2 = queueOf(triggers, order);
  const place = queue2.indexOf(order);
  if (place >= 0) queue2.splice(place, 1);
};
var takeReached = (triggers, priceFor) => {
  for (const direction of ["rise", "fall"]) {
    for (const side of ["buy", "sell"]) {
      const queue2 = triggers[direction][side];
      const next2 = queue2[queue2.length - 1];
      if (next2 === void 0) continue;
      const price = priceFor(side);
      if (price !== null && isReached(direction, triggerOf(next2), price)) return queue2.pop();
    }
  }
  return void 0;
};

// src/simulator/venue/market-state.ts
var createMarketState = (instrument, index, assets2, lockRounding) => ({
  pair: instrument.pair,
  index,
  rules: compileRules(instrument, assets2, lockRounding),
  bids: createBookSide("buy"),
  asks: createBookSide("sell"),
  triggers: createTriggers(),
  instrument,
  status: "NORMAL",
  lastPrice: null,
  breaker: continuousTrading,
  displayed: null,
  givenMinimum: null,
  changedLevels: [],
  resting: null,
  touched: false,
  priceMoved: false
});
var sideOf = (market, side) => side === "buy" ? market.bids : market.asks;
var oppositeOf = (market, side) => side === "buy" ? market.asks : market.bids;
var bestRestingPrice = (book) => bestLevel(book)?.price ?? null;
var offeredPrice = (market, side) => market.displayed === null ? bestRestingPrice(oppositeOf(market, side)) : market.displayed.best(oppositeSide(side));
var busyFactor = { NORMAL: 1n, BUSY: 10n, VERY_BUSY: 100n, HALT: 1n };
var minAmountOf = (market) => market.givenMinimum ?? market.rules.minAmount * busyFactor[market.status];

// src/simulator/venue/positions.ts
var positionOf = (account, market, side) => {
  const known = account.positions.find((position2) => position2.market === market && position2.side === side);
  if (known !== void 0) return known;
  const position = {
    account,
    market,
    side,
    open: 0n,
    locked: 0n,
    entry: 0n,
    fee: 0n,
    interest: 0n,
    changed: false
  };
  account.positions.push(position);
  return position;
};
var enlarge = (position, amount, notional, fee) => {
  position.open += amount;
  position.entry += notional;
  position.fee += fee;
};
var reduce = (position, amount) => {
  const share2 = (whole2) => floorDivide(whole2 * amount, position.open);
  const part = { entry: share2(position.entry), fee: share2(position.fee), interest: share2(position.interest) };
  position.open -= amount;
  position.entry -= part.entry;
  position.fee -= part.fee;
  position.interest -= part.interest;
  return part;
};
var showPosition = (position) => ({
  pair: position.market.pair,
  positionSide: position.side,
  openAmount: position.open,
  lockedAmount: position.locked,
  entryNotional: position.entry,
  unrealizedFee: position.fee,
  unrealizedInterest: position.interest
});

// src/simulator/venue/lifecycle.ts
var mostKept = 1e4;
var keepEnded = ({ orders, ended }, order) => {
  ended.add(order.id);
  const [first] = ended;
  if (first === void 0 || ended.size <= mostKept) return;
  ended.delete(first);
  orders.delete(first);
};
var keepFill = (fills, fill2) => {
  fills.push(fill2);
  if (fills.length >= 2 * mostKept) fills.splice(0, fills.length - mostKept);
};
var announce = (core, order, isNew) => {
  if (order.account.class === "house") return;
  const state = remember2(core, order);
  core.emit({ type: "order", user: order.account.id, isNew, order: state });
};
var remember2 = (core, order) => {
  const state = snapshot(order, core.scheduler.now());
  if (order.account.class === "user") order.states.push(state);
  return state;
};
var announceFill = (core, order, fill2, held) => {
  if (order.account.class === "house") return;
  keepFill(order.account.fills, fill2);
  const event = { type: "fill", user: order.account.id, fill: fill2 };
  if (held !== null) {
    held.push(event);
    return;
  }
  if (core.quirks.tradeNews === "before_order") core.emit(event);
  announce(core, order, false);
  if (core.quirks.tradeNews === "after_order") core.emit(event);
};
var restingLock = (order) => {
  const { rules } = order.market;
  if (order.positionSide !== null) return 0n;
  if (order.side === "sell") return order.remaining * rules.baseUnitsPerLot;
  return limitBuyCover(rules, BigInt(order.price ?? 0) * order.remaining);
};
var lockedAsset = (order) => order.side === "buy" ? order.market.rules.quote : order.market.rules.base;
var hold = (order, amount) => {
  if (order.account.class === "house") return;
  lock(order.account, lockedAsset(order), amount - order.locked);
  order.locked = amount;
};
var holdForRemaining = (order) => {
  if (order.account.class === "user" && order.price !== null) hold(order, restingLock(order));
};
var holdPosition = (core, order, amount) => {
  if (order.positionSide === null || amount === order.positionLocked) return;
  const position = positionOf(order.account, order.market, order.positionSide);
  position.locked += amount - order.positionLocked;
  order.positionLocked = amount;
  positionChanged(core, position);
};
var rest = (core, order) => {
  const { market } = order;
  if (order.price === null) throw new TypeError(`order ${order.id} has no price to rest at`);
  levelChanged(core, market, addToBook(sideOf(market, order.side), order, order.price));
};
var leave = (core, order) => {
  const { market } = order;
  if (order.level !== null) {
    levelChanged(core, market, takeFromBook(sideOf(market, order.side), order, order.remaining));
  } else if (order.status === "INACTIVE") {
    removeTrigger(market.triggers, order);
  }
};
var begin = (order) => {
  const { account, market } = order;
  account.active.set(order.id, order);
  account.activeCounts[market.index] = (account.activeCounts[market.index] ?? 0) + 1;
  if (account.class === "user") account.orders.set(order.id, order);
};
var end = (core, order, status) => {
  const { account, market } = order;
  leave(core, order);
  hold(order, 0n);
  holdPosition(core, order, 0n);
  order.status = status;
  order.justTriggered = false;
  account.active.delete(order.id);
  account.activeCounts[market.index] = (account.activeCounts[market.index] ?? 0) - 1;
  core.expiries.delete(order);
  if (account.class === "user") keepEnded(account, order);
};
var cancel = (core, order) => {
  order.canceledAt = core.scheduler.now();
  end(core, order, canceledStatus(order));
  announce(core, order, false);
};
var canceledStatus = (order) => order.executed === 0n ? "CANCELED_UNFILLED" : "CANCELED_PARTIALLY_FILLED";

// src/simulator/venue/settlement.ts
var settleSpot = (core, order, role, amount, notional) => {
  const { account, market } = order;
  const { rules } = market;
  const { fees, residue } = core.pots;
  const { feeRounding, notionalRounding } = core.quirks;
  const fee = quoteFee(rules, notional, rules.spotFee[role], feeRounding);
  if (order.side === "buy") {
    const cost = quotePayment(rules, notional, notionalRounding);
    const short2 = account.class === "house" ? 0n : cost + fee - (freeOf(account, rules.quote) + order.locked);
    transfer(account, residue, rules.quote, cost);
    if (short2 > 0n) transfer(residue, account, rules.quote, short2);
    transfer(residue, account, rules.base, amount * rules.baseUnitsPerLot);
  } else {
    transfer(residue, account, rules.quote, -quotePayment(rules, -notional, notionalRounding));
    transfer(account, residue, rules.base, amount * rules.baseUnitsPerLot);
  }
  transfer(account, fees, rules.quote, fee);
  return { feeQuote: fee, feeOccurredQuote: fee, profitLoss: null, interest: null };
};
var settlePot = (core, pot, side, { market: { rules } }, amount, notional) => {
  const { residue } = core.pots;
  const base = amount * rules.baseUnitsPerLot;
  const quote = quotePayment(rules, notional, "down");
  const buys = side === "buy";
  transfer(pot, residue, rules.quote, buys ? quote : -quote);
  transfer(residue, pot, rules.base, buys ? base : -base);
};
var settlePool = (core, order, amount, notional) => settlePot(core, core.pots.marginPool, order.side, order, amount, notional);
var settleOpening = (core, order, role, amount, notional) => {
  const { account, market } = order;
  const position = positionOf(account, market, order.positionSide ?? "long");
  const fee = quoteFee(
    market.rules,
    notional,
    market.rules.margin?.openFee[role] ?? 0n,
    core.quirks.feeRounding
  );
  settlePool(core, order, amount, notional);
  enlarge(position, amount, notional, fee);
  core.marginUsers.add(account);
  positionChanged(core, position);
  return { feeQuote: 0n, feeOccurredQuote: fee, profitLoss: 0n, interest: 0n };
};
var settleClosing = (core, order, role, amount, notional) => {
  const { account, market } = order;
  const { rules } = market;
  const { fees, marginPool } = core.pots;
  const { feeRounding, notionalRounding } = core.quirks;
  const position = positionOf(account, market, order.positionSide ?? "long");
  const fee = quoteFee(rules, notional, rules.margin?.closeFee[role] ?? 0n, feeRounding);
  settlePool(core, order, amount, notional);
  holdPosition(core, order, order.positionLocked - amount);
  const part = reduce(position, amount);
  const gain = position.side === "long" ? notional - part.entry : part.entry - notional;
  const feeQuote = part.fee + fee;
  const profitLoss = fineGain(rules, gain, notionalRounding) - feeQuote * rules.finePerUnit - part.interest;
  const received = -finePayment(rules, -profitLoss, notionalRounding);
  const costs = feeQuote + finePayment(rules, part.interest, notionalRounding);
  transfer(marginPool, account, rules.quote, received + costs);
  transfer(account, fees, rules.quote, costs);
  if (received < 0n) core.uncovered.add(account);
  if (position.open === 0n && account.positions.every(({ open }) => open === 0n)) {
    core.marginUsers.delete(account);
  }
  positionChanged(core, position);
  return { feeQuote, feeOccurredQuote: fee, profitLoss, interest: part.interest };
};
var settle = (core, order, role, amount, notional) => {
  if (order.positionSide === null) return settleSpot(core, order, role, amount, notional);
  return closesPosition(order) ? settleClosing(core, order, role, amount, notional) : settleOpening(core, order, role, amount, notional);
};
var fill = (core, order, role, price, amount, executedAt, held, basis = null) => {
  const { account, market } = order;
  const notional = BigInt(price) * amount;
  const money = settle(core, order, role, amount, notional);
  if (order.level !== null) {
    levelChanged(core, market, takeFromBook(sideOf(market, order.side), order, amount));
  }
  order.remaining -= amount;
  order.executed += amount;
  order.executedNotional += notional;
  order.executedAt = executedAt;
  order.justTriggered = false;
  if (order.remaining === 0n) {
    end(core, order, "FULLY_FILLED");
  } else {
    order.status = "PARTIALLY_FILLED";
    holdForRemaining(order);
  }
  if (account.class === "house") return;
  const { id: user } = account;
  const { id: orderId, side, positionSide, type } = order;
  announceFill(
    core,
    order,
    {
      tradeId: core.tradeId,
      user,
      orderId,
      pair: market.pair,
      side,
      positionSide,
      type,
      price,
      amount,
      makerTaker: role,
      feeBase: 0n,
      ...money,
      executedAt,
      ...basis !== null && { basis },
      ...basis !== null && isGuess(basis) && { assumed: true }
    },
    held
  );
};
var trade = (core, market, maker, taker, price, amount, held) => {
  const executedAt = core.scheduler.now();
  core.tradeId += 1;
  const tradeId = core.tradeId;
  fill(core, maker, "maker", price, amount, executedAt, null);
  fill(core, taker, "taker", price, amount, executedAt, held);
  if (market.lastPrice !== price) {
    market.lastPrice = price;
    market.priceMoved = true;
  }
  touchMarket(core, market);
  core.emit({
    type: "trade",
    trade: { tradeId, pair: market.pair, side: taker.side, price, amount, executedAt }
  });
};
var tradeWithOthers = (core, order, role, price, amount, { held = null, basis = null }) => {
  core.tradeId += 1;
  settlePot(core, core.pots.others, oppositeSide(order.side), order, amount, BigInt(price) * amount);
  fill(core, order, role, price, amount, core.scheduler.now(), held, basis);
  touchMarket(core, order.market);
};

// src/simulator/venue/auction.ts
var depthOf = ({ levels }) => {
  let depth = 0n;
  return levels.toReversed().map(({ price, total }) => ({ price, depth: depth += total }));
};
var magnitude = (value) => value < 0n ? -value : value;
var estimateAuction = (market, lower, upper) => {
  const bid = bestLevel(market.bids);
  const ask = bestLevel(market.asks);
  if (bid === void 0 || ask === void 0 || bid.price < ask.price) return null;
  const isCandidate = (price) => price >= ask.price && price <= bid.price && (lower === null || price >= lower) && (upper === null || price <= upper);
  const bids = depthOf(market.bids);
  const asks = depthOf(market.asks);
  const limits = [lower, upper].filter((price) => price !== null);
  const prices = [...new Set([...bids, ...asks].map(({ price }) => price).concat(limits))].filter(isCandidate).sort((a, b) => a - b);
  const reference = market.breaker.reference ?? market.lastPrice ?? ask.price;
  let best = null;
  let bidAt = bids.length - 1;
  let askAt = -1;
  for (const price of prices) {
    while (bidAt >= 0 && (bids[bidAt]?.price ?? 0) < price) bidAt -= 1;
    while (askAt + 1 < asks.length && (asks[askAt + 1]?.price ?? Infinity) <= price) askAt += 1;
    const demand = bids[bidAt]?.depth ?? 0n;
    const supply = asks[askAt]?.depth ?? 0n;
    const amount = demand < supply ? demand : supply;
    if (amount === 0n) continue;
    const left = magnitude(demand - supply);
    const distance = Math.abs(price - reference);
    if (best === null || amount > best.amount || amount === best.amount && (left < best.left || left === best.left && distance < best.distance)) {
      best = { price, amount, left, distance };
    }
  }
  return best === null ? null : { price: best.price, amount: best.amount };
};
var runAuction = (core, market, price) => {
  const { feeType } = market.breaker;
  for (; ; ) {
    const bid = bestLevel(market.bids)?.first;
    const ask = bestLevel(market.asks)?.first;
    if (bid === void 0 || bid === null || ask === void 0 || ask === null) return;
    if ((bid.price ?? 0) < price || (ask.price ?? 0) > price) return;
    const amount = bid.remaining < ask.remaining ? bid.remaining : ask.remaining;
    const askMakes = feeType === "SELL_MAKER" || feeType !== "BUY_MAKER" && ask.id < bid.id;
    if (askMakes) trade(core, market, ask, bid, price, amount, null);
    else trade(core, market, bid, ask, price, amount, null);
  }
};

// src/simulator/venue/breaker.ts
var majors = { band: 20, step: 10, widest: 50 };
var others = { band: 50, step: 20, widest: 90 };
var widthsOf = (market) => ["btc_jpy", "eth_jpy", "xrp_jpy"].includes(market.pair) ? majors : others;
var rowOfBreaks = 60 * 6e4;
var estimateEvery = 1e3;
var shifted = (reference, percent) => Math.max(1, Math.round(reference * (100 + percent) / 100));
var breakDirection = (market, price) => {
  const { upperTrigger, lowerTrigger } = market.breaker;
  if (upperTrigger !== null && price >= upperTrigger) return "up";
  return lowerTrigger !== null && price <= lowerTrigger ? "down" : null;
};
var enter = (core, market, state) => {
  market.breaker = { ...state, epoch: market.breaker.epoch + 1, updatedAt: core.scheduler.now() };
  core.emit({ type: "circuit-break", info: showBreaker(market) });
};
var inRow = (core, market, direction) => {
  const { last } = market.breaker;
  const continues = last?.direction === direction && core.scheduler.now() - last.at <= rowOfBreaks;
  return continues ? last.inRow + 1 : 1;
};
var bandOf = (core, market, direction) => {
  const { band, step, widest } = widthsOf(market);
  return Math.min(widest, band + step * (inRow(core, market, direction) - 1));
};
var continuous = (core, market, reference) => {
  const { last } = market.breaker;
  enter(core, market, {
    mode: "NONE",
    upperTrigger: reference === null ? null : shifted(reference, bandOf(core, market, "up")),
    lowerTrigger: reference === null ? null : shifted(reference, -bandOf(core, market, "down")),
    upperLimit: null,
    lowerLimit: null,
    feeType: "NORMAL",
    reopenAt: null,
    estimatedPrice: null,
    estimatedAmount: null,
    reference,
    last
  });
};
var followPrice = (core, market) => {
  const { mode, reference } = market.breaker;
  if (market.displayed !== null) return;
  if (mode === "NONE" && reference !== market.lastPrice) continuous(core, market, market.lastPrice);
};
var gather = (core, market, { mode, range, feeType, duration: duration2, last }) => {
  const reference = market.breaker.reference ?? market.lastPrice;
  const now = core.scheduler.now();
  const bounded = reference !== null && range !== null;
  const upperLimit = bounded ? shifted(reference, range.up) : null;
  const lowerLimit = bounded ? shifted(reference, -range.down) : null;
  const estimate = estimateAuction(market, lowerLimit, upperLimit);
  enter(core, market, {
    mode,
    upperTrigger: null,
    lowerTrigger: null,
    upperLimit,
    lowerLimit,
    feeType,
    reopenAt: duration2 === null ? null : now + duration2,
    estimatedPrice: estimate?.price ?? null,
    estimatedAmount: estimate?.amount ?? 0n,
    reference,
    last
  });
  const { epoch } = market.breaker;
  const isCurrent = () => market.breaker.epoch === epoch;
  const reestimate = () => {
    if (!isCurrent()) return;
    updateEstimate(core, market);
    core.agenda.at(core.scheduler.now() + estimateEvery, () => core.operate(reestimate));
  };
  core.agenda.at(now + estimateEvery, () => core.operate(reestimate));
  if (duration2 !== null) {
    core.agenda.at(now + duration2, () => core.operate(() => isCurrent() && reopen(core, market)));
  }
};
var updateEstimate = (core, market) => {
  const { upperLimit, lowerLimit, estimatedPrice, estimatedAmount } = market.breaker;
  const estimate = estimateAuction(market, lowerLimit, upperLimit);
  const price = estimate?.price ?? null;
  const amount = estimate?.amount ?? 0n;
  if (price === estimatedPrice && amount === estimatedAmount) return;
  market.breaker = {
    ...market.breaker,
    estimatedPrice: price,
    estimatedAmount: amount,
    updatedAt: core.scheduler.now()
  };
  core.emit({ type: "circuit-break", info: showBreaker(market) });
};
var startBreak = (core, market, direction) => {
  const { band, step } = widthsOf(market);
  const further = (side) => band + step * inRow(core, market, side);
  gather(core, market, {
    mode: "CIRCUIT_BREAK",
    range: { up: further("up"), down: further("down") },
    // The side that the price ran over counts as the maker.
    feeType: direction === "up" ? "SELL_MAKER" : "BUY_MAKER",
    duration: core.timing.circuitBreak,
    last: { direction, at: core.scheduler.now(), inRow: inRow(core, market, direction) }
  });
};
var isCrossed = (market) => {
  const bid = bestLevel(market.bids);
  const ask = bestLevel(market.asks);
  return bid !== void 0 && ask !== void 0 && bid.price >= ask.price;
};
var reopen = (core, market) => {
  const { upperLimit, lowerLimit, last } = market.breaker;
  if (market.displayed !== null) {
    continuous(core, market, null);
    return;
  }
  const auction = estimateAuction(market, lowerLimit, upperLimit);
  if (auction !== null) runAuction(core, market, auction.price);
  touchMarket(core, market);
  if (isCrossed(market)) startBreak(core, market, last?.direction ?? "up");
  else continuous(core, market, market.lastPrice);
};
var setMode = (core, market, mode, duration2) => {
  const { last } = market.breaker;
  const { widest } = widthsOf(market);
  switch (mode) {
    case "NONE":
      if (market.breaker.mode !== "NONE") reopen(core, market);
      return;
    case "CIRCUIT_BREAK":
    case "RESUMPTION":
      gather(core, market, {
        mode,
        range: { up: widest, down: widest },
        feeType: "DYNAMIC",
        duration: duration2,
        last
      });
      return;
    case "FULL_RANGE_CIRCUIT_BREAK":
    case "LISTING":
      gather(core, market, { mode, range: null, feeType: "DYNAMIC", duration: duration2, last });
  }
};
var showBreaker = (market) => {
  const { breaker } = market;
  return {
    pair: market.pair,
    mode: breaker.mode,
    estimatedItayosePrice: breaker.estimatedPrice,
    estimatedItayoseAmount: breaker.estimatedAmount,
    itayoseUpperPrice: breaker.upperLimit,
    itayoseLowerPrice: breaker.lowerLimit,
    upperTriggerPrice: breaker.upperTrigger,
    lowerTriggerPrice: breaker.lowerTrigger,
    feeType: breaker.feeType,
    reopenTimestamp: breaker.reopenAt,
    timestamp: breaker.updatedAt
  };
};

// src/simulator/venue/taking.ts
var takesOf = (displayed, order, wanted2 = order.remaining) => {
  const takes = [];
  let left = wanted2;
  for (const [price, available] of displayed.levels(oppositeSide(order.side))) {
    if (left <= 0n || !isAccepted(order, price)) break;
    const amount = minLots(available, left);
    takes.push({ price, amount });
    left -= amount;
  }
  return takes;
};
var amountOf = (takes) => takes.reduce((sum, { amount }) => sum + amount, 0n);
var notionalOf = (takes) => takes.reduce((sum, { price, amount }) => sum + BigInt(price) * amount, 0n);
var reachDisplayed = (displayed, order, wanted2) => order.market.breaker.mode === "NONE" && displayed.mode === "live" ? amountOf(takesOf(displayed, order, wanted2)) : 0n;
var judgeMarket = (order, displayed) => {
  const { market } = order;
  const takes = takesOf(displayed, order);
  if (amountOf(takes) < order.remaining) return "reject";
  const holdsQuote = order.positionSide === null && order.side === "buy";
  const cover = quoteCover(market.rules, notionalOf(takes), market.rules.spotFee.taker);
  return holdsQuote && cover > order.locked ? "reject" : "match";
};
var totalOf = (displayed, side) => {
  let total = 0n;
  for (const [, amount] of displayed.levels(side)) total += amount;
  return total;
};
var judgeLimit = (core, order, displayed) => {
  const side = oppositeSide(order.side);
  const own = bestLevel(oppositeOf(order.market, order.side));
  const best = displayed.best(side);
  const isTaker = best !== null && isAccepted(order, best);
  const meetsOwn = own !== void 0 && isAccepted(order, own.price);
  if (order.postOnly === true && (isTaker || meetsOwn)) return "cancel";
  if (!isTaker) return "rest";
  if (core.quirks.excessiveLimit === "rejected" && order.remaining > totalOf(displayed, side))
    return "reject";
  return "match";
};
var judgeDisplayed = (core, order, displayed) => {
  const { market, price } = order;
  const gathers = market.breaker.mode !== "NONE" || displayed.mode === "auction";
  if (!gathers && displayed.mode === "live")
    return price === null ? judgeMarket(order, displayed) : judgeLimit(core, order, displayed);
  const verdict = price === null ? "reject" : "rest";
  const outcome = price === null ? "rejected" : "rests";
  if (!gathers) core.emit({ type: "unproven", pair: market.pair, orderId: order.id, outcome });
  return verdict;
};
var takeDisplayed = (core, taker, displayed, held) => {
  for (const { price, amount } of takesOf(displayed, taker)) {
    displayed.take(oppositeSide(taker.side), price, amount);
    tradeWithOthers(core, taker, "taker", price, amount, { held });
  }
  if (taker.remaining > 0n && !isTerminal(taker.status)) rest(core, taker);
};

// src/simulator/venue/execution.ts
var reachOf = (core, order, wanted2) => {
  const { displayed } = order.market;
  return displayed === null ? reachAmongUs(core, order, wanted2) : { amount: reachDisplayed(displayed, order, wanted2), breaks: null };
};
var reachAmongUs = (core, order, wanted2) => {
  const { levels } = oppositeOf(order.market, order.side);
  const avoidsOwn = avoidsSelfTrade(core, order);
  let amount = 0n;
  let notional = 0n;
  for (let index = levels.length - 1; index >= 0 && amount < wanted2; index -= 1) {
    const level = levels[index];
    if (level === void 0 || !isAccepted(order, level.price)) break;
    const breaks = breakDirection(order.market, level.price);
    if (breaks !== null) return { amount, notional, breaks };
    const others2 = avoidsOwn ? amountOfOthers(core, order, level) : { amount: level.total, isAll: true };
    const taken = minLots(others2.amount, wanted2 - amount);
    amount += taken;
    notional += taken * BigInt(level.price);
    if (!others2.isAll) break;
  }
  return { amount, notional, breaks: null };
};
var avoidsSelfTrade = (core, order) => core.quirks.selfTrade !== "trade" && order.account.class === "user" && order.type !== "losscut";
var amountOfOthers = (core, { account }, level) => {
  let amount = 0n;
  for (let resting = level.first; resting !== null; resting = resting.next) {
    if (resting.account !== account) amount += resting.remaining;
    else if (core.quirks.selfTrade === "cancel_taking") return { amount, isAll: false };
  }
  return { amount, isAll: true };
};
var judgeMarket2 = (core, order) => {
  const { market } = order;
  if (market.breaker.mode !== "NONE") return "reject";
  const { amount, notional, breaks } = reachAmongUs(core, order, order.remaining);
  if (amount < order.remaining) {
    if (breaks !== null) startBreak(core, market, breaks);
    return "reject";
  }
  if (order.positionSide === null && order.side === "buy" && order.account.class === "user") {
    if (quoteCover(market.rules, notional, market.rules.spotFee.taker) > order.locked) return "reject";
  }
  return "match";
};
var judgeLimit2 = (core, order) => {
  const { market } = order;
  if (market.breaker.mode !== "NONE") return "rest";
  const opposite2 = oppositeOf(market, order.side);
  const best = bestLevel(opposite2);
  if (best === void 0 || !isAccepted(order, best.price)) return "rest";
  if (order.postOnly === true) return "cancel";
  if (core.quirks.excessiveLimit === "rejected" && order.remaining > opposite2.total) return "reject";
  return "match";
};
var judge = (core, order) => {
  const { displayed } = order.market;
  return displayed === null ? judgeAmongUs(core, order) : judgeDisplayed(core, order, displayed);
};
var judgeAmongUs = (core, order) => order.price === null ? judgeMarket2(core, order) : judgeLimit2(core, order);
var match = (core, taker, held) => {
  const { market } = taker;
  if (market.displayed !== null) {
    takeDisplayed(core, taker, market.displayed, held);
    return;
  }
  const opposite2 = oppositeOf(market, taker.side);
  while (taker.remaining > 0n && !isTerminal(taker.status)) {
    const best = bestLevel(opposite2);
    const maker = best?.first;
    if (best === void 0 || maker === null || maker === void 0) break;
    if (!isAccepted(taker, best.price)) break;
    if (maker.account === taker.account && avoidsSelfTrade(core, taker)) {
      if (core.quirks.selfTrade === "cancel_taking") {
        taker.canceledAt = core.scheduler.now();
        end(core, taker, canceledStatus(taker));
        if (held === null) announce(core, taker, false);
        return;
      }
      cancel(core, maker);
      continue;
    }
    const breaks = breakDirection(market, best.price);
    if (breaks !== null) {
      startBreak(core, market, breaks);
      break;
    }
    trade(core, market, maker, taker, best.price, minLots(maker.remaining, taker.remaining), held);
  }
  if (taker.remaining > 0n && !isTerminal(taker.status)) rest(core, taker);
};
var matchNew = (core, order) => {
  const user = order.account.id;
  if (core.quirks.firstOrderNews === "accepted" || order.account.class === "house") {
    announce(core, order, true);
    match(core, order, null);
    return;
  }
  remember2(core, order);
  const held = [];
  match(core, order, held);
  const state = remember2(core, order);
  const tradesFirst = core.quirks.tradeNews === "before_order";
  if (tradesFirst) held.forEach(core.emit);
  core.emit({ type: "order", user, isNew: true, order: state });
  if (!tradesFirst) held.forEach(core.emit);
};
var rejectNew = (core, order) => {
  const { rejected } = core.quirks;
  if (rejected === "streamed") announce(core, order, true);
  if (rejected === "only_by_id") remember2(core, order);
  end(core, order, "REJECTED");
  if (rejected === "only_by_id") remember2(core, order);
  else announce(core, order, rejected === "in_reply");
};
var cancelNew = (core, order) => {
  const inReply = core.quirks.crossingPostOnly === "canceled_in_reply";
  if (!inReply) announce(core, order, true);
  order.canceledAt = core.scheduler.now();
  end(core, order, "CANCELED_UNFILLED");
  announce(core, order, inReply);
};
var enterNew = (core, order) => {
  switch (judge(core, order)) {
    case "match":
      matchNew(core, order);
      return core.quirks.orderReply === "matched" ? "last" : "first";
    case "rest":
      rest(core, order);
      announce(core, order, true);
      return "first";
    case "reject":
      rejectNew(core, order);
      return "first";
    case "cancel":
      cancelNew(core, order);
      return "first";
  }
};
var enterTriggered = (core, order) => {
  switch (judge(core, order)) {
    case "match":
      match(core, order, null);
      return;
    case "rest":
      rest(core, order);
      return;
    case "reject":
    case "cancel":
      end(core, order, "REJECTED");
      announce(core, order, false);
      return;
  }
};
var stateFor = (order, which) => which === "first" ? order.states[0] : order.states[order.states.length - 1];

// src/simulator/venue/new-order.ts
var orderLife = 180 * 24 * 60 * 6e4;
var createLiveOrder = (core, account, market, { side, type, amount, price, triggerPrice, postOnly, positionSide }) => {
  const orderedAt = core.scheduler.now();
  core.orderId += 1;
  return {
    id: core.orderId,
    account,
    market,
    side,
    positionSide,
    type,
    price,
    triggerPrice,
    postOnly: type === "limit" ? postOnly : null,
    orderedAt,
    expireAt: type === "market" || type === "losscut" ? null : orderedAt + orderLife,
    status: triggerPrice === null ? "UNFILLED" : "INACTIVE",
    start: amount,
    remaining: amount ?? 0n,
    executed: 0n,
    executedNotional: 0n,
    triggeredAt: null,
    canceledAt: null,
    executedAt: null,
    justTriggered: false,
    locked: 0n,
    positionLocked: 0n,
    level: null,
    previous: null,
    next: null,
    states: []
  };
};

// src/simulator/venue/standing.ts
var marginOf = ({ longMargin, shortMargin }) => longMargin + shortMargin;
var spareMargin = ({ balance, positions, orders }) => balance - marginOf(positions) - marginOf(orders);
var availableMargin = (standing) => {
  const spare = spareMargin(standing);
  return spare > 0n ? spare : 0n;
};
var ratioOf = (account, market) => {
  const { margin } = market.rules;
  if (margin === null) return oneRate;
  return account.company ? margin.companyRatio : margin.individualRatio;
};
var inQuote = (market, notional, divide) => divide(notional * market.rules.notionalMultiplier, market.rules.notionalDivisor);
var sizer = (account) => {
  const sized = { product: 0n, longMargin: 0n, shortMargin: 0n };
  return Object.assign(sized, {
    add: (market, side, notional) => {
      sized.product += inQuote(market, notional, floorDivide);
      const margin = ceilDivide(
        notional * market.rules.notionalMultiplier * ratioOf(account, market),
        market.rules.notionalDivisor * oneRate
      );
      if (side === "long") sized.longMargin += margin;
      else sized.shortMargin += margin;
    }
  });
};
var collateralOf = (core, account, asset) => {
  const balance = account.balances[asset];
  const rules = core.assets[asset];
  if (balance === void 0 || rules === void 0) return 0n;
  const held = balance.onhand - balance.withdrawing;
  if (held === 0n || asset === core.jpy) return held;
  const market = core.jpyMarketOf[asset];
  if (market === void 0 || market.lastPrice === null) return 0n;
  const ratio = core.collateralRatios[asset] ?? 0n;
  const { baseUnitsPerLot, notionalMultiplier, notionalDivisor } = market.rules;
  return floorDivide(
    held * BigInt(market.lastPrice) * notionalMultiplier * ratio,
    baseUnitsPerLot * notionalDivisor * oneRate
  );
};
var standingOf = (core, account) => {
  let profitLoss = 0n;
  let cost = account.payables;
  const positions = sizer(account);
  for (const { market, side, open, entry, fee, interest } of account.positions) {
    if (open === 0n) continue;
    const value = market.lastPrice === null ? entry : BigInt(market.lastPrice) * open;
    profitLoss += inQuote(market, side === "long" ? value - entry : entry - value, floorDivide);
    cost += fee + ceilDivide(interest, market.rules.finePerUnit);
    positions.add(market, side, entry);
  }
  const orders = sizer(account);
  for (const order of account.active.values()) {
    if (order.positionSide === null || order.price === null || !opensPosition(order)) continue;
    orders.add(order.market, order.positionSide, BigInt(order.price) * order.remaining);
  }
  let balance = profitLoss - cost;
  for (let asset = 0; asset < core.assets.length; asset += 1) balance += collateralOf(core, account, asset);
  return { balance, profitLoss, cost, positions, orders };
};
var openingMargin = (account, market, price, amount) => ceilDivide(
  BigInt(price) * amount * market.rules.notionalMultiplier * ratioOf(account, market),
  market.rules.notionalDivisor * oneRate
);

// src/simulator/venue/margin.ts
var day2 = 24 * 60 * 6e4;
var liquidationRetry = 1e3;
var notify = (core, account, notice) => {
  account.notice = notice;
  core.emit({ type: "notice", user: account.id, notice });
};
var calmDown = (core, account) => {
  account.marginMode = account.payables > 0n ? "DEBT" : "NORMAL";
  if (account.payables === 0n && account.notice.what !== null) notify(core, account, noNotice);
};
var newestHolding = (account, asset) => [...account.active.values()].findLast((order) => order.locked > 0n && lockedAsset(order) === asset);
var invalidate = (core, account, orders) => {
  for (const order of orders) {
    order.canceledAt = core.scheduler.now();
    end(core, order, canceledStatus(order));
    remember2(core, order);
  }
  if (account.class === "house" || orders.length === 0) return;
  core.emit({ type: "invalidation", user: account.id, orderIds: orders.map(({ id }) => id) });
};
var setPayables = (core, account, payables) => {
  account.payables = payables;
  core.emit({ type: "payable", user: account.id, amount: payables });
  const occurredAt = account.notice.what === "debt" ? account.notice.occurredAt : core.scheduler.now();
  if (payables > 0n) {
    core.debtors.add(account);
    if (account.marginMode !== "LOSSCUT") account.marginMode = "DEBT";
    notify(core, account, {
      what: "debt",
      occurredAt,
      amount: payables,
      dueDateAt: (occurredAt ?? 0) + day2
    });
  } else {
    core.debtors.delete(account);
    if (account.marginMode !== "LOSSCUT") calmDown(core, account);
  }
};
var coverLosses = (core) => {
  for (const account of core.uncovered) {
    while (freeOf(account, core.jpy) < 0n) {
      const order = newestHolding(account, core.jpy);
      if (order === void 0) break;
      invalidate(core, account, [order]);
    }
    const short2 = -freeOf(account, core.jpy);
    if (short2 > 0n) {
      transfer(core.pots.marginPool, account, core.jpy, short2);
      setPayables(core, account, account.payables + short2);
    }
  }
  core.uncovered.clear();
};
var payDebts = (core) => {
  for (const account of core.debtors) {
    const free = freeOf(account, core.jpy);
    const amount = free < account.payables ? free : account.payables;
    if (amount <= 0n) continue;
    transfer(account, core.pots.marginPool, core.jpy, amount);
    setPayables(core, account, account.payables - amount);
  }
};
var liquidatePosition = (core, account, position) => {
  const { market, open } = position;
  if (market.breaker.mode !== "NONE" || market.status === "HALT") return;
  const order = createLiveOrder(core, account, market, {
    pair: market.pair,
    side: position.side === "long" ? "sell" : "buy",
    type: "losscut",
    amount: open,
    price: null,
    triggerPrice: null,
    postOnly: false,
    positionSide: position.side
  });
  const { amount, breaks } = reachOf(core, order, open);
  if (amount === 0n) {
    if (breaks !== null) startBreak(core, market, breaks);
    return;
  }
  order.start = amount;
  order.remaining = amount;
  begin(order);
  holdPosition(core, order, amount);
  enterNew(core, order);
};
var liquidate = (core, account) => {
  if (account.marginMode !== "LOSSCUT") return;
  for (const position of account.positions) {
    if (position.open > 0n) liquidatePosition(core, account, position);
  }
  if (account.positions.every(({ open }) => open === 0n)) {
    calmDown(core, account);
    return;
  }
  core.agenda.at(core.scheduler.now() + liquidationRetry, () => core.operate(() => liquidate(core, account)));
};
var startLiquidation = (core, account) => {
  account.marginMode = "LOSSCUT";
  for (const order of [...account.active.values()]) {
    if (order.positionSide !== null) cancel(core, order);
  }
  liquidate(core, account);
};
var call = (core, account, missing) => {
  const occurredAt = core.scheduler.now();
  const dueDateAt = occurredAt + day2;
  account.marginMode = "CALL";
  notify(core, account, { what: "marginCall", occurredAt, amount: missing, dueDateAt });
  core.agenda.at(
    dueDateAt,
    () => core.operate(() => {
      if (account.marginMode === "CALL" && account.notice.dueDateAt === dueDateAt) {
        startLiquidation(core, account);
      }
    })
  );
};
var checkMargins = (core) => {
  for (const account of [...core.marginUsers]) {
    if (account.marginMode === "LOSSCUT") continue;
    const standing = standingOf(core, account);
    const needed = marginOf(standing.positions);
    if (2n * standing.balance < needed) startLiquidation(core, account);
    else if (account.marginMode === "CALL" && standing.balance >= needed) calmDown(core, account);
  }
};
var callMargins = (core) => {
  for (const account of [...core.marginUsers]) {
    if (account.marginMode !== "NORMAL") continue;
    const standing = standingOf(core, account);
    const missing = marginOf(standing.positions) - standing.balance;
    if (missing > 0n) call(core, account, missing);
  }
};
var accrueInterest = (core) => {
  for (const account of core.marginUsers) {
    for (const position of account.positions) {
      const { margin } = position.market.rules;
      if (position.open === 0n || margin === null) continue;
      const rate = position.side === "long" ? margin.longInterest : margin.shortInterest;
      position.interest += fineInterest(
        position.market.rules,
        position.entry,
        rate,
        core.quirks.notionalRounding
      );
      positionChanged(core, position);
    }
  }
};

// src/simulator/venue/stops.ts
var referencePrice = (core, market, side) => core.quirks.stopReference === "last" || market.displayed !== null ? market.lastPrice : offeredPrice(market, side);
var takePosition = (core, order) => {
  if (order.type !== "take_profit" && order.type !== "stop_loss") return true;
  const { open, locked } = positionOf(order.account, order.market, order.positionSide ?? "long");
  const available = open - locked;
  const amount = order.start === null || order.start > available ? available : order.start;
  order.start = amount;
  order.remaining = amount;
  holdPosition(core, order, amount);
  return amount > 0n;
};
var enterNextInstant = (core, order) => core.agenda.at(core.scheduler.now() + 1, () => {
  order.market.displayed?.catchUp();
  core.operate(() => {
    if (!isTerminal(order.status) && order.level === null) enterTriggered(core, order);
  });
});
var fire = (core, order) => {
  const start2 = order.start;
  order.triggeredAt = core.scheduler.now();
  order.status = "UNFILLED";
  if (!takePosition(core, order)) {
    order.start = start2;
    cancel(core, order);
    return;
  }
  order.justTriggered = true;
  announce(core, order, false);
  order.justTriggered = false;
  if (order.market.displayed === null) enterTriggered(core, order);
  else enterNextInstant(core, order);
};
var fireTriggers = (core, market) => {
  const priceFor = (side) => referencePrice(core, market, side);
  while (market.breaker.mode === "NONE" && market.status !== "HALT") {
    const order = takeReached(market.triggers, priceFor);
    if (order === void 0) return;
    fire(core, order);
  }
};
var cancelIdleClosers = (core, { account, market, side, open }) => {
  if (open > 0n || (account.activeCounts[market.index] ?? 0) === 0) return;
  for (const order of [...account.active.values()]) {
    const waits = order.status === "INACTIVE" && order.market === market;
    if (waits && order.positionSide === side) cancel(core, order);
  }
};

// src/simulator/venue/conclusion.ts
var conclude = (core) => {
  followUp(core);
  payDebts(core);
  publishLevels(core);
  publishBalances(core);
  publishPositions(core);
};
var followUp = (core) => {
  const { touchedMarkets, uncovered, marginUsers } = core;
  let seen = 0;
  do {
    coverLosses(core);
    for (const position of [...core.changedPositions]) cancelIdleClosers(core, position);
    let hasMoved = false;
    for (; seen < touchedMarkets.length; seen += 1) {
      const market = touchedMarkets[seen];
      market.touched = false;
      fireTriggers(core, market);
      hasMoved ||= market.priceMoved;
      market.priceMoved = false;
    }
    if (marginUsers.size > 0 && (hasMoved || core.balanceChanges.length > 0)) checkMargins(core);
  } while (seen < touchedMarkets.length || uncovered.size > 0);
};
var publishLevels = (core) => {
  for (const { pair, changedLevels } of core.touchedMarkets) {
    for (const level of changedLevels) {
      level.changed = false;
      core.sequence += 2;
      const { side, price, total } = level;
      core.emit({ type: "level", pair, side, price, amount: total, sequence: core.sequence });
    }
    changedLevels.length = 0;
  }
  core.touchedMarkets.length = 0;
};
var publishBalances = (core) => {
  for (const { account, asset } of core.balanceChanges) {
    const balance = balanceOf(account, asset);
    balance.changed = false;
    const rules = core.assets[asset];
    if (rules === void 0) continue;
    core.emit({ type: "asset", user: account.id, balance: showBalance(rules, balance) });
  }
  core.balanceChanges.length = 0;
};
var publishPositions = (core) => {
  for (const position of core.changedPositions) {
    position.changed = false;
    core.emit({ type: "position", user: position.account.id, position: showPosition(position) });
  }
  core.changedPositions.length = 0;
};

// src/simulator/venue/refusal.ts
var refusal = (code) => ({ _tag: "Refusal", code });
var isRefusal = (value) => typeof value === "object" && value !== null && "_tag" in value && value._tag === "Refusal";
var refusalOf = (rows2, subject) => {
  for (const { code, when } of rows2) if (when(subject)) return refusal(code);
  return null;
};

// src/simulator/venue/dealer.ts
var dealerOrder = (core, account, { asset, side, amount, price }) => {
  const index = assetIndex(core, asset);
  const rules = core.assets[index];
  const jpy = core.assets[core.jpy];
  if (rules === void 0 || jpy === void 0 || rules === jpy) return refusal(venueCode.invalidAsset);
  if (amount <= 0n) return refusal(venueCode.invalidAmount);
  const scale2 = scaleOf(price);
  const value = amount * toUnits(price, scale2) * 10n ** BigInt(jpy.precision);
  const divisor = 10n ** BigInt(rules.precision + scale2);
  const isPurchase = side === "buy";
  const payment = paymentDivide[core.quirks.notionalRounding](isPurchase ? value : -value, divisor);
  const needed = isPurchase ? payment : amount;
  if (needed > freeOf(account, isPurchase ? core.jpy : index)) return refusal(venueCode.insufficientFunds);
  transfer(account, core.pots.dealer, core.jpy, payment);
  transfer(core.pots.dealer, account, index, isPurchase ? amount : -amount);
  core.orderId += 1;
  const order = {
    orderId: core.orderId,
    user: account.id,
    asset,
    side,
    price,
    amount,
    orderedAt: core.scheduler.now()
  };
  core.emit({ type: "dealer-order", user: account.id, dealerOrder: order });
  return order;
};
var dealerCommands = (core) => ({
  dealerOrder: (user, order) => core.operate(() => dealerOrder(core, accountAt(core, user), order))
});

// src/simulator/venue/transfer-parts.ts
var later = (core, delay3, run) => core.agenda.at(core.scheduler.now() + delay3, () => core.operate(run));
var knownAsset = (core, asset) => {
  const index = assetIndex(core, asset);
  const rules = core.assets[index];
  if (rules === void 0) throw new RangeError(`the venue has no asset ${asset}`);
  return { index, rules };
};
var putInPlace = (list, item) => {
  const place = list.findIndex(({ uuid }) => uuid === item.uuid);
  if (place < 0) list.push(item);
  else list[place] = item;
};
var hex = (random, digits) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");

// src/simulator/venue/deposits.ts
var setDeposit = (core, account, deposit2) => {
  putInPlace(account.deposits, deposit2);
  core.emit({ type: "deposit", user: account.id, deposit: deposit2 });
};
var creditDeposit = (core, account, uuid) => {
  const deposit2 = account.deposits.find((known) => known.uuid === uuid);
  if (deposit2?.status !== "CONFIRMED") return;
  setDeposit(core, account, { ...deposit2, status: "DONE", awaitsOriginator: false });
  transfer(core.pots.depositors, account, knownAsset(core, deposit2.asset).index, deposit2.amount);
};
var confirmDeposit = (core, account, uuid) => {
  const deposit2 = account.deposits.find((known) => known.uuid === uuid);
  if (deposit2?.status !== "FOUND") return;
  setDeposit(core, account, { ...deposit2, status: "CONFIRMED", confirmedAt: core.scheduler.now() });
  if (!deposit2.awaitsOriginator) {
    later(core, core.timing.depositCredit, () => creditDeposit(core, account, uuid));
  }
};
var deposit = (core, account, { asset, amount, network, awaitsOriginator = false }) => {
  const { index, rules } = knownAsset(core, asset);
  if (amount <= 0n) throw new RangeError(`a deposit is more than nothing, got ${amount}`);
  const now = core.scheduler.now();
  const isFiat = rules.networks.length === 0;
  const found = {
    uuid: newUuid(core.random),
    user: account.id,
    asset,
    network: isFiat ? null : network ?? rules.networks[0]?.network ?? null,
    address: isFiat ? null : hex(core.random, 40),
    txid: isFiat ? null : hex(core.random, 64),
    amount,
    status: isFiat ? "DONE" : "FOUND",
    foundAt: now,
    confirmedAt: isFiat ? now : null,
    awaitsOriginator: awaitsOriginator && !isFiat
  };
  setDeposit(core, account, found);
  if (isFiat) transfer(core.pots.depositors, account, index, amount);
  else later(core, core.timing.depositConfirm, () => confirmDeposit(core, account, found.uuid));
  return found;
};
var originatorRefusal = (originator) => {
  switch (originator?.status) {
    case "CONFIRMED":
      return null;
    case "SCREENING":
      return refusal(venueCode.originatorUnderReview);
    case "DEPRECATED":
      return refusal(venueCode.originatorIncomplete);
    case "REJECTED":
    case void 0:
      return refusal(venueCode.originatorNotFound);
  }
};
var nameOriginators = (core, account, named) => {
  const waiting = named.map(
    ({ uuid }) => account.deposits.find((known) => known.uuid === uuid && known.awaitsOriginator)
  );
  if (waiting.some((known) => known === void 0)) return refusal(venueCode.depositNotFound);
  for (const { originatorUuid } of named) {
    const refused = originatorRefusal(account.originators.find(({ uuid }) => uuid === originatorUuid));
    if (refused !== null) return refused;
  }
  for (const known of waiting) {
    if (known === void 0) continue;
    putInPlace(account.deposits, { ...known, awaitsOriginator: false });
    if (known.status === "CONFIRMED") {
      later(core, core.timing.depositCredit, () => creditDeposit(core, account, known.uuid));
    }
  }
  return null;
};
var depositCommands = (core) => ({
  confirmDeposits: (user, named) => core.operate(() => nameOriginators(core, accountAt(core, user), named)),
  confirmAllDeposits: (user, originatorUuid) => core.operate(() => {
    const account = accountAt(core, user);
    const refused = originatorRefusal(account.originators.find(({ uuid }) => uuid === originatorUuid));
    if (refused !== null) return refused;
    const waiting = account.deposits.filter(({ awaitsOriginator }) => awaitsOriginator);
    return nameOriginators(
      core,
      account,
      waiting.map(({ uuid }) => ({ uuid, originatorUuid }))
    );
  }),
  credit: (user, asset, amount) => core.operate(
    () => transfer(core.pots.depositors, accountAt(core, user), knownAsset(core, asset).index, amount)
  ),
  deposit: (user, details) => core.operate(() => deposit(core, accountAt(core, user), details)),
  addOriginator: (user, details) => {
    const originator = { uuid: newUuid(core.random), ...details };
    accountAt(core, user).originators.push(originator);
    return originator;
  }
});

// src/simulator/venue/order-refusals.ts
var highestPriceFactor = 100;
var needsPrice = (type) => type === "limit" || type === "stop_limit";
var needsTrigger = (type) => type === "stop" || type === "stop_limit" || type === "take_profit" || type === "stop_loss";
var mayBeWhole = (type) => type === "take_profit" || type === "stop_loss";
var expectedPrice = (market, { side, price, triggerPrice }) => price ?? triggerPrice ?? offeredPrice(market, side) ?? market.lastPrice ?? 0;
var senseless = [
  {
    code: venueCode.invalidOrderType,
    why: "The `type` is `losscut`, which only the venue places.",
    when: ({ order }) => order.type === "losscut"
  },
  {
    code: venueCode.missingAmount,
    why: "There is no `amount`, and the order is neither a `take_profit` nor a `stop_loss`.",
    when: ({ order }) => order.amount === null && !mayBeWhole(order.type)
  },
  {
    code: venueCode.invalidAmount,
    why: "The `amount` is not above zero.",
    when: ({ order }) => order.amount !== null && order.amount <= 0n
  },
  {
    code: venueCode.missingPrice,
    why: "There is no `price`, and the order is a `limit` or a `stop_limit`.",
    when: ({ order }) => order.price === null && needsPrice(order.type)
  },
  {
    code: venueCode.missingTriggerPrice,
    why: "There is no `trigger_price`, and the order waits for one.",
    when: ({ order }) => order.triggerPrice === null && needsTrigger(order.type)
  },
  {
    code: venueCode.postOnlyOfSuchType,
    why: "The `post_only` is `true`, and the order is not a `limit`.",
    when: ({ order }) => order.postOnly && order.type !== "limit"
  },
  {
    code: venueCode.noMarginTradingOfPair,
    why: "There is a `position_side`, and the pair has no margin trading.",
    when: ({ order, market }) => order.positionSide !== null && market.rules.margin === null
  },
  {
    code: venueCode.notClosing,
    why: "A `take_profit` or a `stop_loss` would not close a margin position.",
    when: ({ order }) => mayBeWhole(order.type) && !closesPosition(order)
  },
  {
    code: venueCode.noOpeningByStop,
    why: "An order that waits for a trigger would open a margin position.",
    when: ({ order }) => needsTrigger(order.type) && opensPosition(order)
  }
];
var stopped = ({ market }) => market.instrument.stopped;
var opens = (order, side) => order.positionSide === side && opensPosition(order);
var untimely = [
  {
    code: venueCode.tradingSuspended,
    why: "The pair is in the state `HALT`.",
    when: ({ market }) => market.status === "HALT"
  },
  {
    code: venueCode.pairOrdersAndCancelsSuspended,
    why: "The pair takes neither orders nor cancels (`stop_order_and_cancel`).",
    when: (attempt) => stopped(attempt).orderAndCancel
  },
  {
    code: venueCode.pairOrdersSuspended,
    why: "The pair takes no orders (`stop_order`).",
    when: (attempt) => stopped(attempt).order
  },
  {
    code: venueCode.ordersRestricted,
    why: "The pair is not enabled (`is_enabled`).",
    when: ({ market }) => !market.instrument.enabled
  },
  {
    code: venueCode.buyingRestricted,
    why: "The pair takes no buys (`stop_buy_order`).",
    when: (attempt) => attempt.order.side === "buy" && stopped(attempt).buy
  },
  {
    code: venueCode.sellingRestricted,
    why: "The pair takes no sells (`stop_sell_order`).",
    when: (attempt) => attempt.order.side === "sell" && stopped(attempt).sell
  },
  {
    code: venueCode.marketOrdersRestricted,
    why: "The pair takes no market orders (`stop_market_order`).",
    when: (attempt) => attempt.order.type === "market" && stopped(attempt).market
  },
  {
    code: venueCode.stopRestricted,
    why: "The pair takes no orders that go to market by a trigger (`stop_stop_order`).",
    when: (attempt) => {
      const { type } = attempt.order;
      return stopped(attempt).stop && needsTrigger(type) && type !== "stop_limit";
    }
  },
  {
    code: venueCode.stopLimitRestricted,
    why: "The pair takes no stop limit orders (`stop_stop_limit_order`).",
    when: (attempt) => attempt.order.type === "stop_limit" && stopped(attempt).stopLimit
  },
  {
    code: venueCode.longOpeningRestricted,
    why: "The pair takes no orders that open a long (`stop_margin_long_order`).",
    when: (attempt) => opens(attempt.order, "long") && stopped(attempt).marginLong
  },
  {
    code: venueCode.shortOpeningRestricted,
    why: "The pair takes no orders that open a short (`stop_margin_short_order`).",
    when: (attempt) => opens(attempt.order, "short") && stopped(attempt).marginShort
  }
];
var isAbove = (amount, most3) => amount !== null && amount > most3;
var isTooHigh = ({ lastPrice }, price) => price !== null && lastPrice !== null && price > lastPrice * highestPriceFactor;
var outOfBounds = [
  {
    code: venueCode.amountTooSmall,
    why: "The amount is below the minimum of the pair (`unit_amount`).",
    when: ({ order: { amount }, market }) => amount !== null && amount < market.rules.minAmount
  },
  {
    code: venueCode.amountBelowRaisedMinimum,
    why: "The amount is below the minimum that a busy pair has for now (`min_amount` of `/spot/status`).",
    when: ({ order: { amount }, market }) => amount !== null && amount < minAmountOf(market)
  },
  {
    code: venueCode.marketBuyTooLarge,
    why: "A buy that goes to market is larger than the pair allows (`market_max_amount`).",
    when: ({ order: { type, side, amount }, market }) => side === "buy" && !needsPrice(type) && isAbove(amount, market.rules.marketMaxAmount)
  },
  {
    code: venueCode.amountTooLarge,
    why: "The amount is larger than the pair allows (`limit_max_amount`, at market `market_max_amount`).",
    when: ({ order: { type, amount }, market: { rules } }) => isAbove(amount, needsPrice(type) ? rules.limitMaxAmount : rules.marketMaxAmount)
  },
  {
    code: venueCode.marketOrdersRestrictedInBreak,
    why: "A market order comes in a circuit break.",
    when: ({ order, market }) => order.type === "market" && market.breaker.mode !== "NONE"
  },
  {
    code: venueCode.invalidPrice,
    why: "The price has more digits than a price can have.",
    when: ({ order: { price } }) => price !== null && !Number.isSafeInteger(price)
  },
  {
    code: venueCode.priceTooLow,
    why: "The price is not above zero.",
    when: ({ order: { price } }) => price !== null && price < 1
  },
  {
    code: venueCode.priceTooHigh,
    why: "The price is more than a hundred times the last price.",
    when: ({ order, market }) => isTooHigh(market, order.price)
  },
  {
    code: venueCode.priceBeyondBand,
    why: "The price is outside the band of a circuit break.",
    when: ({ order: { price }, market: { breaker } }) => price !== null && (breaker.upperLimit !== null && price > breaker.upperLimit || breaker.lowerLimit !== null && price < breaker.lowerLimit)
  },
  {
    code: venueCode.invalidTriggerPrice,
    why: "The trigger price is not above zero, or has more digits than a price can have.",
    when: ({ order: { triggerPrice } }) => triggerPrice !== null && (!Number.isSafeInteger(triggerPrice) || triggerPrice < 1)
  },
  {
    code: venueCode.triggerPriceTooHigh,
    why: "The trigger price is more than a hundred times the last price.",
    when: ({ order, market }) => isTooHigh(market, order.triggerPrice)
  },
  {
    code: venueCode.triggersAtOnce,
    why: "The trigger price is reached already.",
    when: ({ core, order, market }) => {
      if (order.triggerPrice === null) return false;
      const reference = referencePrice(core, market, order.side);
      return reference !== null && isReached(directionOf(order), order.triggerPrice, reference);
    }
  }
];
var orderRefusals = [...senseless, ...untimely, ...outOfBounds];

// src/simulator/venue/account-refusals.ts
var maxActiveOrders = 30;
var closable = ({ account, market, order }) => {
  const { open, locked } = positionOf(account, market, order.positionSide ?? "long");
  return mayBeWhole(order.type) ? open : open - locked;
};
var accountRefusals = [
  {
    code: venueCode.tooManyOpenOrders,
    why: `The user has ${maxActiveOrders} open orders of the pair.`,
    when: ({ account, market }) => (account.activeCounts[market.index] ?? 0) >= maxActiveOrders
  },
  {
    code: venueCode.insufficientFunds,
    why: "A spot order would lock more of its asset than is free.",
    when: ({ account, market: { rules }, order, lock: lock2 }) => order.positionSide === null && lock2 > freeOf(account, order.side === "buy" ? rules.quote : rules.base)
  },
  {
    code: venueCode.marginUnreviewed,
    why: "There is a `position_side`, and the user may not trade on margin.",
    when: ({ account, order }) => order.positionSide !== null && !account.mayTradeOnMargin
  },
  {
    code: venueCode.noMarginOpening,
    why: "The order would open a position while the venue closes those of the user.",
    when: ({ account, order }) => account.marginMode === "LOSSCUT" && opensPosition(order)
  },
  {
    code: venueCode.noMarginClosing,
    why: "The order would close a position while the venue closes those of the user.",
    when: ({ account, order }) => account.marginMode === "LOSSCUT" && closesPosition(order)
  },
  {
    code: venueCode.insufficientCredit,
    why: "The order would open a position that needs more margin than the user has left.",
    when: ({ core, account, market, order }) => opensPosition(order) && openingMargin(account, market, expectedPrice(market, order), order.amount ?? 0n) > availableMargin(standingOf(core, account))
  },
  {
    code: venueCode.exceedsPosition,
    why: "The order would close more of a position than is open and not held by other orders.",
    when: (attempt) => {
      if (!closesPosition(attempt.order)) return false;
      const left = closable(attempt);
      return left === 0n || (attempt.order.amount ?? 0n) > left;
    }
  }
];

// src/simulator/venue/admission.ts
var spotLock = (market, order) => {
  const { rules } = market;
  const amount = order.amount ?? 0n;
  if (order.side === "sell") return amount * rules.baseUnitsPerLot;
  const notional = BigInt(expectedPrice(market, order)) * amount;
  return order.price === null ? quoteCover(rules, notional, rules.allowanceRate) : limitBuyCover(rules, notional);
};
var admittedOrder = ({ market, order }) => order.postOnly && market.breaker.mode !== "NONE" ? { ...order, postOnly: false } : order;
var admit = (attempt) => {
  const refused = refusalOf(orderRefusals, attempt);
  if (refused !== null) return refused;
  const order = admittedOrder(attempt);
  const { account, market } = attempt;
  const isSpot = order.positionSide === null;
  if (account.class === "house") {
    return isSpot ? { order, lock: 0n, positionLock: 0n } : refusal(venueCode.marginUnreviewed);
  }
  const lock2 = isSpot ? spotLock(market, order) : 0n;
  const unfunded = refusalOf(accountRefusals, { ...attempt, lock: lock2 });
  if (unfunded !== null) return unfunded;
  const holdsPosition = closesPosition(order) && !mayBeWhole(order.type);
  return { order, lock: lock2, positionLock: holdsPosition ? order.amount ?? 0n : 0n };
};

// src/simulator/venue/expiry.ts
var awaitExpiry = (core, order) => {
  if (order.account.class === "house" || order.expireAt === null) return;
  core.expiries.add(order);
  awaitFirst(core);
};
var awaitFirst = (core) => {
  const [first] = core.expiries;
  if (first === void 0 || core.isExpiryAwaited) return;
  core.isExpiryAwaited = true;
  core.agenda.at(first.expireAt ?? 0, () => {
    core.isExpiryAwaited = false;
    core.operate(() => expire(core));
  });
};
var expire = (core) => {
  const now = core.scheduler.now();
  for (const order of core.expiries) {
    if ((order.expireAt ?? 0) > now) break;
    cancel(core, order);
  }
  awaitFirst(core);
};

// src/simulator/venue/orders.ts
var submit = (core, account, request) => {
  const market = core.marketOf.get(request.pair);
  if (market === void 0) return refusal(venueCode.invalidPair);
  const admission = admit({ core, account, market, order: request });
  if (isRefusal(admission)) return admission;
  const order = createLiveOrder(core, account, market, admission.order);
  begin(order);
  hold(order, admission.lock);
  holdPosition(core, order, admission.positionLock);
  let shown2 = "first";
  if (order.status === "INACTIVE") {
    addTrigger(market.triggers, order);
    announce(core, order, true);
  } else {
    shown2 = enterNew(core, order);
  }
  if (!isTerminal(order.status)) awaitExpiry(core, order);
  return stateFor(order, shown2) ?? snapshot(order, order.orderedAt);
};
var find = (core, account, pair, orderId) => {
  const order = account.active.get(orderId) ?? account.orders.get(orderId);
  return order?.market.pair === pair ? order : void 0;
};
var cancelRefusal = (order) => {
  if (order === void 0) return refusal(venueCode.orderNotFound);
  switch (order.status) {
    case "FULLY_FILLED":
      return refusal(venueCode.alreadyExecuted);
    case "CANCELED_UNFILLED":
    case "CANCELED_PARTIALLY_FILLED":
      return refusal(venueCode.alreadyCanceled);
    case "REJECTED":
      return refusal(venueCode.notCancelable);
    default:
      return order.type === "losscut" ? refusal(venueCode.notCancelable) : null;
  }
};
var checkCancelling = (market) => {
  if (market.status === "HALT") return refusal(venueCode.orderAndCancelRestricted);
  return market.instrument.stopped.orderAndCancel ? refusal(venueCode.pairOrdersAndCancelsSuspended) : null;
};
var latest = (core, order) => stateFor(order, "last") ?? snapshot(order, core.scheduler.now());
var cancelOne = (core, account, pair, orderId) => {
  const market = core.marketOf.get(pair);
  if (market === void 0) return refusal(venueCode.invalidPair);
  const order = find(core, account, pair, orderId);
  const refused = checkCancelling(market) ?? cancelRefusal(order);
  if (refused !== null || order === void 0) return refused ?? refusal(venueCode.orderNotFound);
  cancel(core, order);
  return latest(core, order);
};
var maxCancelledAtOnce = 30;
var cancelMany = (core, account, pair, orderIds) => {
  const market = core.marketOf.get(pair);
  if (market === void 0) return refusal(venueCode.invalidPair);
  if (orderIds.length > maxCancelledAtOnce) return refusal(venueCode.tooManyOrdersSpecified);
  const suspended = checkCancelling(market);
  if (suspended !== null) return suspended;
  const orders = [...new Set(orderIds)].map((id) => find(core, account, pair, id));
  const { cancelOrdersFinished } = core.quirks;
  if (cancelOrdersFinished === "refused") {
    const first = orders.map(cancelRefusal).find((refused) => refused !== null);
    if (first !== void 0) return first;
  }
  return orders.flatMap((order) => {
    if (order === void 0) return [];
    if (cancelRefusal(order) === null) cancel(core, order);
    else if (cancelOrdersFinished === "omitted") return [];
    return [latest(core, order)];
  });
};
var afterOthers = (core, pair, command) => {
  core.marketOf.get(pair)?.displayed?.catchUp();
  return core.operate(command);
};
var orderCommands = (core) => ({
  submitOrder: (user, order) => afterOthers(core, order.pair, () => submit(core, accountAt(core, user), order)),
  cancelOrder: (user, pair, orderId) => afterOthers(core, pair, () => cancelOne(core, accountAt(core, user), pair, orderId)),
  cancelOrders: (user, pair, orderIds) => afterOthers(core, pair, () => cancelMany(core, accountAt(core, user), pair, orderIds)),
  invalidateOrders: (user, pair, orderIds) => core.operate(() => {
    const account = accountAt(core, user);
    marketAt(core, pair);
    const orders = orderIds.map((id) => find(core, account, pair, id));
    const open = orders.filter((order) => order !== void 0 && !isTerminal(order.status));
    invalidate(core, account, open);
  })
});

// src/simulator/venue/outside.ts
var restingIn = ({ levels, side }) => {
  const resting = [];
  for (let at = levels.length - 1; at >= 0; at -= 1) {
    for (let order = levels[at]?.first ?? null; order !== null; order = order.next) {
      const { id: orderId, account, price, remaining } = order;
      resting.push({ orderId, user: account.id, side, price: price ?? 0, remaining });
    }
  }
  return resting;
};
var fillOne = (core, { pair, user, orderId, price, amount, basis }) => {
  const order = accountAt(core, user).active.get(orderId);
  if (order === void 0 || order.market.pair !== pair || order.level === null || isTerminal(order.status))
    throw new RangeError(`order ${orderId} does not rest at ${pair}`);
  if (amount <= 0n || amount > order.remaining)
    throw new RangeError(`order ${orderId} has ${order.remaining} left, and not ${amount}`);
  tradeWithOthers(core, order, "maker", price, amount, { basis });
};
var outsideCommands = (core) => ({
  display: (pair, displayed) => {
    marketAt(core, pair).displayed = displayed;
  },
  restingOrders: (pair) => {
    const market = marketAt(core, pair);
    market.resting ??= [...restingIn(market.bids), ...restingIn(market.asks)];
    return market.resting;
  },
  fillResting: (fills) => core.operate(() => {
    for (const fill2 of fills) fillOne(core, fill2);
  }),
  printed: (pair, price, amount) => core.operate(() => {
    const market = marketAt(core, pair);
    core.emit({ type: "print", pair, price, amount });
    market.priceMoved ||= market.lastPrice !== price;
    market.lastPrice = price;
    touchMarket(core, market);
  }),
  setInstrument: (instrument) => {
    const market = marketAt(core, instrument.pair);
    market.rules = compileRules(instrument, core.assets, core.quirks.lockRounding);
    market.instrument = instrument;
  },
  followStatus: (pair, status, minAmount) => core.operate(() => {
    const market = marketAt(core, pair);
    const isNews = market.status !== status || minAmountOf(market) !== minAmount;
    market.status = status;
    market.givenMinimum = minAmount;
    if (isNews) core.emit({ type: "pair-status", status: { pair, status, minAmount } });
    touchMarket(core, market);
  }),
  followBreaker: (pair, breaker) => core.operate(() => {
    const market = marketAt(core, pair);
    const { reference, last, epoch } = market.breaker;
    market.breaker = {
      ...breaker,
      // The market that makes the prices has its own breaker.
      upperTrigger: null,
      lowerTrigger: null,
      reference,
      last,
      epoch: epoch + 1,
      updatedAt: core.scheduler.now()
    };
    core.emit({ type: "circuit-break", info: showBreaker(market) });
    touchMarket(core, market);
  })
});

// src/simulator/venue/restoring.ts
var restoringCommands = (core) => ({
  restoreOrder: (user, saved) => core.operate(() => {
    const account = accountAt(core, user);
    const market = marketAt(core, saved.pair);
    const { orderId, side, type, price, triggerPrice, positionSide, startAmount: amount } = saved;
    const last = Math.max(core.orderId, orderId);
    const fresh = createLiveOrder(core, account, market, {
      pair: saved.pair,
      side,
      type,
      amount,
      price,
      triggerPrice,
      postOnly: saved.postOnly ?? false,
      positionSide
    });
    core.orderId = last;
    const order = Object.assign(fresh, {
      id: orderId,
      orderedAt: saved.orderedAt,
      expireAt: saved.expireAt,
      status: saved.status,
      remaining: saved.remainingAmount ?? 0n,
      executed: saved.executedAmount,
      executedNotional: saved.executedNotional,
      triggeredAt: saved.triggeredAt,
      canceledAt: saved.canceledAt,
      executedAt: saved.executedAt
    });
    remember2(core, order);
    if (isTerminal(order.status)) {
      account.orders.set(order.id, order);
      account.ended.add(order.id);
      return;
    }
    begin(order);
    hold(order, spotLock(market, { ...saved, amount: order.remaining, postOnly: false }));
    if (order.status === "INACTIVE") addTrigger(market.triggers, order);
    else if (order.price === null) enterNextInstant(core, order);
    else rest(core, order);
    awaitExpiry(core, order);
  }),
  restoreFill: (user, fill2) => {
    core.tradeId = Math.max(core.tradeId, fill2.tradeId);
    accountAt(core, user).fills.push({ ...fill2, user });
  }
});

// src/simulator/venue/margin-status.ts
var losscutShare = 2n;
var showMarginStatus = (core, account) => {
  const standing = standingOf(core, account);
  const { balance, profitLoss, cost, positions, orders } = standing;
  const precision = core.assets[core.jpy]?.precision ?? 0;
  const text3 = (amount) => fromUnits(amount, precision);
  const available = availableMargin(standing);
  const hasPositions = positions.product > 0n;
  const percentage = (part, divide, places) => hasPositions ? fromUnits(divide(part * 10n ** BigInt(places + 2), positions.product), places) : null;
  const needed = marginOf(positions);
  return {
    status: account.marginMode,
    totalMarginBalancePercentage: percentage(balance, (n, d) => n / d, 2),
    totalMarginBalance: text3(balance),
    marginPositionProfitLoss: text3(profitLoss),
    unrealizedCost: text3(cost),
    totalMarginPositionProduct: text3(positions.product + orders.product),
    openMarginPositionProduct: text3(positions.product),
    openMarginOrderProduct: text3(orders.product),
    totalPositionMaintenanceMargin: text3(needed),
    totalLongPositionMaintenanceMargin: text3(positions.longMargin),
    totalShortPositionMaintenanceMargin: text3(positions.shortMargin),
    totalOpenOrderMaintenanceMargin: text3(marginOf(orders)),
    totalLongOpenOrderMaintenanceMargin: text3(orders.longMargin),
    totalShortOpenOrderMaintenanceMargin: text3(orders.shortMargin),
    marginCallPercentage: percentage(needed, ceilDivide, 0),
    losscutPercentage: percentage(needed / losscutShare, ceilDivide, 0),
    buyCredit: text3(available),
    sellCredit: text3(available),
    availableBalances: core.markets.filter(({ rules }) => rules.margin !== null).map((market) => {
      const size = text3(floorDivide(available * oneRate, ratioOf(account, market)));
      return { pair: market.pair, long: size, short: size };
    })
  };
};

// src/simulator/venue/queries.ts
var lookupLife = 90 * 24 * 60 * 6e4;
var maxTrades = 1e3;
var rowsOfExcess = 500;
var maxTransfers = 100;
var losscutThreshold = { individual: "0.5", company: "0.5" };
var rangeOf = (core) => core.quirks.sinceBound === "inclusive" ? (time, since, end2) => (since === void 0 || time >= since) && (end2 === void 0 || time <= end2) : (time, since, end2) => (since === void 0 || time > since) && (end2 === void 0 || time < end2);
var stateAt = (core, order, asOf) => {
  if (order.account.class === "house") return snapshot(order, core.scheduler.now());
  return asOf === void 0 ? order.states[order.states.length - 1] : order.states.findLast(({ updatedAt }) => updatedAt <= asOf);
};
var lookUp = (core, account, pair, orderId, asOf) => {
  const order = account.active.get(orderId) ?? account.orders.get(orderId);
  const state = order === void 0 ? void 0 : stateAt(core, order, asOf);
  if (state?.pair !== pair) return void 0;
  const isOld = isTerminal(state.status) && core.scheduler.now() - state.updatedAt > lookupLife;
  return isOld ? void 0 : state;
};
var transfersOf = (core, list, { asset, count: count3 = maxTransfers, since, end: end2 }, timeOf) => {
  const inRange = rangeOf(core);
  return list.filter((item) => asset === void 0 ? item.asset !== "jpy" : item.asset === asset).filter((item) => inRange(timeOf(item), since, end2)).toReversed().slice(0, Math.min(count3, maxTransfers));
};
var userQueries = (core) => ({
  order: (user, pair, orderId, asOf) => lookUp(core, accountAt(core, user), pair, orderId, asOf) ?? refusal(venueCode.orderNotFound),
  ordersInfo: (user, pair, orderIds, asOf) => {
    const account = accountAt(core, user);
    return orderIds.flatMap((id) => lookUp(core, account, pair, id, asOf) ?? []);
  },
  activeOrders: (user, { pair, count: count3 = maxTrades, fromId, endId, since, end: end2 }, asOf) => {
    const account = accountAt(core, user);
    const inRange = rangeOf(core);
    const hidden = core.quirks.inactiveOrders === "hidden";
    const orders = asOf === void 0 || account.class === "house" ? account.active : account.orders;
    return [...orders.values()].flatMap((order) => stateAt(core, order, asOf) ?? []).filter(
      (order) => !isTerminal(order.status) && !(hidden && order.status === "INACTIVE") && (pair === void 0 || order.pair === pair) && (fromId === void 0 || order.orderId >= fromId) && (endId === void 0 || order.orderId <= endId) && inRange(order.orderedAt, since, end2)
    ).toReversed().slice(0, count3);
  },
  tradeHistory: (user, page, asOf) => {
    const { pair, count: count3 = maxTrades, orderId, fromId, endId, since, end: end2, order = "desc" } = page;
    const inRange = rangeOf(core);
    const { fills } = accountAt(core, user);
    const excess = core.quirks.excessCount === "half" ? rowsOfExcess : maxTrades;
    const wanted2 = count3 > maxTrades ? excess : count3;
    const found = [];
    const step = order === "asc" ? 1 : -1;
    for (let at = step > 0 ? 0 : fills.length - 1; found.length < wanted2; at += step) {
      const fill2 = fills[at];
      if (fill2 === void 0) break;
      if (pair !== void 0 && fill2.pair !== pair) continue;
      if (orderId !== void 0 && fill2.orderId !== orderId) continue;
      if (fromId !== void 0 && fill2.tradeId < fromId) continue;
      if (endId !== void 0 && fill2.tradeId > endId) continue;
      if (asOf !== void 0 && fill2.executedAt > asOf) continue;
      if (inRange(fill2.executedAt, since, end2)) found.push(fill2);
    }
    return found;
  },
  assets: (user) => {
    const account = accountAt(core, user);
    return core.assets.map((asset, index) => showBalance(asset, balanceOf(account, index)));
  },
  marginStatus: (user) => showMarginStatus(core, accountAt(core, user)),
  marginPositions: (user) => {
    const { notice, payables, positions } = accountAt(core, user);
    return {
      notice,
      payables,
      positions: positions.filter(({ open }) => open > 0n).map(showPosition),
      losscutThreshold
    };
  },
  deposits: (user, page) => transfersOf(core, accountAt(core, user).deposits, page, ({ foundAt }) => foundAt),
  unconfirmedDeposits: (user) => accountAt(core, user).deposits.filter(({ awaitsOriginator }) => awaitsOriginator),
  originators: (user) => accountAt(core, user).originators,
  withdrawalAccounts: (user, asset) => accountAt(core, user).withdrawalAccounts.filter((account) => account.asset === asset),
  withdrawals: (user, page) => transfersOf(core, accountAt(core, user).withdrawals, page, ({ requestedAt }) => requestedAt)
});
var marketQueries = (core) => ({
  instruments: () => core.markets.map(({ instrument }) => instrument),
  assetRules: () => core.assets,
  instrument: (pair) => core.marketOf.get(pair)?.instrument,
  pairStatuses: () => core.markets.map((market) => ({
    pair: market.pair,
    status: market.status,
    minAmount: minAmountOf(market)
  })),
  circuitBreakInfo: (pair) => {
    const market = core.marketOf.get(pair);
    return market === void 0 ? void 0 : showBreaker(market);
  },
  bookSide: (pair, side, limit) => {
    const market = core.marketOf.get(pair);
    if (market === void 0) return [];
    const { levels } = sideOf(market, side);
    return levels.slice(Math.max(0, levels.length - limit)).toReversed().map(({ price, total }) => [price, total]);
  },
  bookTotal: (pair, side) => {
    const market = core.marketOf.get(pair);
    return market === void 0 ? 0n : sideOf(market, side).total;
  },
  bestPrice: (pair, side) => {
    const market = core.marketOf.get(pair);
    return market === void 0 ? null : bestRestingPrice(sideOf(market, side));
  },
  lastPrice: (pair) => core.marketOf.get(pair)?.lastPrice ?? null,
  sequence: () => core.sequence
});
var conservationOf = (core) => core.assets.map(({ asset }, index) => {
  const held = (holder) => balanceOf(holder, index).onhand;
  const heldBy = (accountClass) => core.accounts.filter((account) => account.class === accountClass).reduce((sum, account) => sum + held(account), 0n);
  const { fees, residue, marginPool, depositors, withdrawers, dealer, others: others2 } = core.pots;
  return {
    asset,
    users: heldBy("user"),
    house: heldBy("house") + held(dealer) + held(others2),
    fees: held(fees),
    residue: held(residue),
    marginPool: held(marginPool),
    deposited: -held(depositors),
    withdrawn: held(withdrawers)
  };
});

// src/simulator/venue/withdrawals.ts
var setWithdrawal = (core, account, withdrawal) => {
  putInPlace(account.withdrawals, withdrawal);
  core.emit({ type: "withdrawal", user: account.id, withdrawal });
};
var withdrawalFee = (rules, account, amount) => {
  const { precision, bankFee: bankFee2 } = rules;
  if (account.type === "bank") {
    if (bankFee2 === null) return null;
    const isUnder = amount < toUnits(bankFee2.threshold, precision);
    return toUnits(isUnder ? bankFee2.under : bankFee2.over, precision);
  }
  const network = rules.networks.find((known) => known.network === account.network);
  return network === void 0 || network.stopWithdrawal ? null : toUnits(network.withdrawalFee, precision);
};
var leavesMargin = (core, account, index, amount) => {
  const before = standingOf(core, account);
  if (marginOf(before.positions) + marginOf(before.orders) === 0n) return true;
  const balance = balanceOf(account, index);
  balance.withdrawing += amount;
  const spare = spareMargin(standingOf(core, account));
  balance.withdrawing -= amount;
  return spare >= 0n;
};
var next = {
  CONFIRMING: "EXAMINING",
  EXAMINING: "SENDING",
  SENDING: "DONE"
};
var delayBefore = (core, status) => {
  const { withdrawalConfirm, withdrawalExamine, withdrawalSend } = core.timing;
  if (status === "CONFIRMING") return withdrawalConfirm;
  return status === "EXAMINING" ? withdrawalExamine : withdrawalSend;
};
var advance = (core, account, uuid) => {
  const known = account.withdrawals.find((withdrawal) => withdrawal.uuid === uuid);
  const status = known === void 0 ? void 0 : next[known.status];
  if (known === void 0 || status === void 0) return;
  const { index } = knownAsset(core, known.asset);
  const isSent = status === "DONE";
  const txid = isSent && known.account.type === "crypto" ? hex(core.random, 64) : null;
  setWithdrawal(core, account, { ...known, status, txid });
  if (isSent) {
    lockForWithdrawal(account, index, -(known.amount + known.fee));
    transfer(account, core.pots.withdrawers, index, known.amount);
    transfer(account, core.pots.fees, index, known.fee);
  } else {
    later(core, delayBefore(core, status), () => advance(core, account, uuid));
  }
};
var requestWithdrawal = (core, account, request) => {
  const index = assetIndex(core, request.asset);
  const rules = core.assets[index];
  if (rules === void 0) return refusal(venueCode.invalidAsset);
  const target = account.withdrawalAccounts.find(
    ({ uuid, asset }) => uuid === request.accountUuid && asset === request.asset
  );
  if (target === void 0) return refusal(venueCode.invalidUuid);
  if (request.amount <= 0n) return refusal(venueCode.invalidWithdrawalAmount);
  if (account.payables > 0n) return refusal(venueCode.lossUnpaid);
  if (account.deposits.some(({ awaitsOriginator }) => awaitsOriginator))
    return refusal(venueCode.depositAwaitsOriginator);
  const fee = rules.stopWithdrawal ? null : withdrawalFee(rules, target, request.amount);
  if (fee === null)
    return refusal(target.type === "bank" ? venueCode.noYenWithdrawals : venueCode.noCryptoWithdrawals);
  const total = request.amount + fee;
  if (total > freeOf(account, index) || !leavesMargin(core, account, index, total))
    return refusal(venueCode.insufficientFunds);
  const withdrawal = {
    uuid: newUuid(core.random),
    user: account.id,
    asset: request.asset,
    account: target,
    amount: request.amount,
    fee,
    txid: null,
    status: "CONFIRMING",
    requestedAt: core.scheduler.now()
  };
  lockForWithdrawal(account, index, total);
  setWithdrawal(core, account, withdrawal);
  later(core, delayBefore(core, "CONFIRMING"), () => advance(core, account, withdrawal.uuid));
  return withdrawal;
};
var endWithdrawal = (core, uuid, status) => {
  for (const account of core.accounts) {
    const known = account.withdrawals.find((withdrawal) => withdrawal.uuid === uuid);
    if (known === void 0) continue;
    if (next[known.status] === void 0) throw new RangeError(`the withdrawal is ${known.status} already`);
    setWithdrawal(core, account, { ...known, status });
    lockForWithdrawal(account, knownAsset(core, known.asset).index, -(known.amount + known.fee));
    return;
  }
  throw new RangeError(`the venue has no withdrawal ${uuid}`);
};
var withdrawalCommands = (core) => ({
  requestWithdrawal: (user, request) => core.operate(() => requestWithdrawal(core, accountAt(core, user), request)),
  addWithdrawalAccount: (user, account) => void accountAt(core, user).withdrawalAccounts.push(account),
  endWithdrawal: (uuid, status) => core.operate(() => endWithdrawal(core, uuid, status))
});

// src/simulator/venue/create-venue.ts
var second = 1e3;
var minute2 = 60 * second;
var hour = 60 * minute2;
var day3 = 24 * hour;
var defaultTiming = {
  depositConfirm: 10 * minute2,
  depositCredit: 10 * second,
  withdrawalConfirm: 30 * second,
  withdrawalExamine: 2 * minute2,
  withdrawalSend: 5 * minute2,
  circuitBreak: 10 * minute2,
  circuitBreakReference: minute2
};
var tokyoOffset = 9 * hour;
var nextInTokyo = (now, hours) => {
  const shift = tokyoOffset - hours * hour;
  return (Math.floor((now + shift) / day3) + 1) * day3 - shift;
};
var createCore = (options, emit, operate) => {
  const { instruments: instruments2, assets: assets2, scheduler, random } = options;
  const quirks = { ...defaultQuirks, ...options.quirks };
  const markets = instruments2.map(
    (instrument, index) => createMarketState(instrument, index, assets2, quirks.lockRounding)
  );
  const jpy = assets2.findIndex(({ asset }) => asset === "jpy");
  for (const { pair, rules } of markets) {
    if (rules.margin !== null && rules.quote !== jpy) {
      throw configError(`${pair}.margin`, "null for a pair that is not quoted in jpy", "margin rules");
    }
  }
  return {
    assets: assets2,
    markets,
    marketOf: new Map(markets.map((market) => [market.pair, market])),
    accounts: [],
    pots: createPots(assets2.length),
    quirks,
    timing: { ...defaultTiming, ...options.timing },
    scheduler,
    agenda: createAgenda(scheduler),
    random,
    jpy,
    jpyMarketOf: assets2.map(
      (_, index) => markets.find(({ rules }) => rules.base === index && rules.quote === jpy)
    ),
    collateralRatios: assets2.map(
      ({ collateralRatio }) => toUnits(collateralRatio, scaleOf(collateralRatio)) * oneRate / 10n ** BigInt(scaleOf(collateralRatio))
    ),
    emit,
    operate,
    // The ids are as large as the venue's own.
    orderId: 6e10 + Math.floor(random() * 1e9),
    tradeId: 14e8 + Math.floor(random() * 1e8),
    sequence: 3e10 + Math.floor(random() * 1e9),
    balanceChanges: [],
    changedPositions: [],
    touchedMarkets: [],
    uncovered: /* @__PURE__ */ new Set(),
    expiries: /* @__PURE__ */ new Set(),
    isExpiryAwaited: false,
    marginUsers: /* @__PURE__ */ new Set(),
    debtors: /* @__PURE__ */ new Set()
  };
};
var repeat = (core, nextAfter, run) => {
  core.agenda.at(nextAfter(core.scheduler.now()), () => {
    core.operate(run);
    repeat(core, nextAfter, run);
  });
};
var startClocks = (core) => {
  repeat(
    core,
    (now) => nextInTokyo(now, 0),
    () => accrueInterest(core)
  );
  repeat(
    core,
    (now) => nextInTokyo(now, 15),
    () => callMargins(core)
  );
  repeat(
    core,
    (now) => now + core.timing.circuitBreakReference,
    () => core.markets.forEach((market) => followPrice(core, market))
  );
};
var operatorCommands = (core) => ({
  openAccount: ({ class: accountClass, margin = true, company = false }) => {
    const id = core.accounts.length;
    const options = { class: accountClass, margin, company };
    const { assets: assets2, markets, balanceChanges } = core;
    core.accounts.push(createAccountState(id, options, assets2.length, markets.length, balanceChanges));
    return id;
  },
  setPairStatus: (pair, status) => core.operate(() => {
    const market = marketAt(core, pair);
    market.status = status;
    core.emit({ type: "pair-status", status: { pair, status, minAmount: minAmountOf(market) } });
  }),
  setStopped: (pair, stopped2) => {
    const market = marketAt(core, pair);
    market.instrument = { ...market.instrument, stopped: { ...market.instrument.stopped, ...stopped2 } };
  },
  setCircuitBreak: (pair, mode, duration2 = core.timing.circuitBreak) => core.operate(() => setMode(core, marketAt(core, pair), mode, duration2)),
  seedLastPrice: (pair, price) => core.operate(() => {
    const market = marketAt(core, pair);
    market.lastPrice = price;
    market.priceMoved = true;
    touchMarket(core, market);
    followPrice(core, market);
  })
});
var createVenue = (options) => {
  const events = new Subject();
  const pending = [];
  let depth = 0;
  let isPublishing = false;
  const publish = () => {
    if (isPublishing) return;
    isPublishing = true;
    for (let index = 0; index < pending.length; index += 1) events.next(pending[index]);
    pending.length = 0;
    isPublishing = false;
  };
  const operate = (command) => {
    depth += 1;
    try {
      return command();
    } finally {
      if (depth === 1) conclude(core);
      depth -= 1;
      if (depth === 0) publish();
    }
  };
  const core = createCore(options, (event) => pending.push(event), operate);
  startClocks(core);
  return {
    ...orderCommands(core),
    ...depositCommands(core),
    ...withdrawalCommands(core),
    ...dealerCommands(core),
    ...operatorCommands(core),
    ...outsideCommands(core),
    ...restoringCommands(core),
    ...userQueries(core),
    ...marketQueries(core),
    events$: events.asObservable(),
    conservation: () => conservationOf(core),
    close: () => {
      core.agenda.clear();
      events.complete();
    }
  };
};

// src/simulator/venue/order-request.ts
var isMissing = (value) => value === void 0 || value === null;
var orderTypes = /* @__PURE__ */ new Set([
  "limit",
  "market",
  "stop",
  "stop_limit",
  "take_profit",
  "stop_loss",
  "losscut"
]);
var isOrderType = (value) => orderTypes.has(value);
var isSide = (value) => value === "buy" || value === "sell";
var isPositionSide = (value) => value === "long" || value === "short";
var hasPrice = (type) => type === "limit" || type === "stop_limit";
var hasTrigger = (type) => type !== "limit" && type !== "market" && type !== "losscut";
var orderFormRefusals = [
  {
    code: venueCode.missingPair,
    why: "There is no `pair`.",
    when: ({ body }) => isMissing(body["pair"])
  },
  {
    code: venueCode.invalidPair,
    why: "The venue has no such `pair`.",
    when: ({ instrument }) => instrument === void 0
  },
  {
    code: venueCode.missingSide,
    why: "There is no `side`.",
    when: ({ body }) => isMissing(body["side"])
  },
  {
    code: venueCode.invalidSide,
    why: "The `side` is neither `buy` nor `sell`.",
    when: ({ body }) => !isSide(body["side"])
  },
  {
    code: venueCode.missingOrderType,
    why: "There is no `type`.",
    when: ({ body }) => isMissing(body["type"])
  },
  {
    code: venueCode.invalidOrderType,
    why: "The `type` is not a documented one.",
    when: ({ body }) => !isOrderType(body["type"])
  },
  {
    code: venueCode.invalidPostOnly,
    why: "The `post_only` is neither `true` nor `false`.",
    when: ({ body }) => !isMissing(body["post_only"]) && typeof body["post_only"] !== "boolean"
  },
  {
    code: venueCode.invalidPositionSide,
    why: "The `position_side` is neither `long` nor `short`.",
    when: ({ body }) => !isMissing(body["position_side"]) && !isPositionSide(body["position_side"])
  },
  {
    code: venueCode.invalidAmount,
    why: "The `amount` is not a decimal of the places that the pair has.",
    when: ({ amount }) => amount === "invalid"
  },
  {
    code: venueCode.invalidPrice,
    why: "The `price` is not a decimal of the places that the pair has.",
    when: ({ price }) => price === "invalid"
  },
  {
    code: venueCode.invalidTriggerPrice,
    why: "The `trigger_price` is not a decimal of the places that the pair has.",
    when: ({ triggerPrice }) => triggerPrice === "invalid"
  }
];
var figureOf = (value, scale2, truncates) => {
  if (isMissing(value)) return "missing";
  const text3 = typeof value === "number" && Number.isFinite(value) ? decimalOf(value) : value;
  if (typeof text3 !== "string" || !isPlainDecimal(text3)) return "invalid";
  const excess = scaleOf(text3) > scale2 ? text3.slice(text3.indexOf(".") + 1 + scale2) : "";
  return /[1-9]/.test(excess) && !truncates ? "invalid" : toUnits(text3, scale2);
};
var readingOf = (body, instrument, truncates) => {
  const figure = (field, isRead, scale2) => isRead && scale2 !== void 0 ? figureOf(body[field], scale2, truncates) : "missing";
  const { type } = body;
  return {
    body,
    instrument,
    amount: figure("amount", true, instrument?.amountDigits),
    price: figure("price", hasPrice(type), instrument?.priceDigits),
    triggerPrice: figure("trigger_price", hasTrigger(type), instrument?.priceDigits)
  };
};
var unitsOf = (figure) => typeof figure === "bigint" ? figure : null;
var ticksOf = (figure) => typeof figure === "bigint" ? Number(figure) : null;
var readOrderRequest = (body, instrumentOf, excessDigits) => {
  const { pair, side, type, post_only: postOnly, position_side: positionSide } = body;
  const instrument = typeof pair === "string" ? instrumentOf(pair) : void 0;
  const reading = readingOf(body, instrument, excessDigits === "truncated");
  const refused = refusalOf(orderFormRefusals, reading);
  if (refused !== null) return refused;
  return {
    pair,
    side,
    type,
    amount: unitsOf(reading.amount),
    price: ticksOf(reading.price),
    triggerPrice: ticksOf(reading.triggerPrice),
    postOnly: postOnly === true,
    positionSide: isPositionSide(positionSide) ? positionSide : null
  };
};

// src/simulator/market/batch.ts
var createBatch = (scheduler, delayOf2, run) => {
  let timer5;
  return {
    arm: () => {
      timer5 ??= scheduler.schedule(() => {
        timer5 = void 0;
        run();
      }, delayOf2());
    },
    cancel: () => {
      timer5?.unsubscribe();
      timer5 = void 0;
    }
  };
};

// src/simulator/market/depth-text.ts
var withoutTrailingZeros = (decimal) => decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
var shuffled = (values, random) => {
  const all = [...values];
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.between(0, i);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
};
var depthText = (instrument, random) => {
  const amount = (lots) => formatAmount(instrument, lots);
  const change3 = (lots) => lots === 0n ? "0" : withoutTrailingZeros(amount(lots));
  return {
    amount,
    levels: (levels) => levels.map(([price, lots]) => [formatPrice(instrument, price), amount(lots)]),
    changes: (changes) => shuffled(changes, random).map(([price, lots]) => [formatPrice(instrument, price), change3(lots)]),
    outside: (lots) => lots === 0n && random.chance(0.5) ? "0" : amount(lots),
    total: (lots) => withoutTrailingZeros(amount(lots))
  };
};
var noMarketOrders = 0n;
var wholeMessage = (text3, sides3, beyond, timestamp, sequence2) => {
  const total = sides3.asks.length + sides3.bids.length === 0 ? text3.amount : text3.outside;
  return {
    asks: sides3.asks,
    bids: sides3.bids,
    asks_over: total(beyond.asks.above),
    bids_under: total(beyond.bids.below),
    asks_under: total(beyond.asks.below),
    bids_over: total(beyond.bids.above),
    ask_market: total(noMarketOrders),
    bid_market: total(noMarketOrders),
    timestamp,
    sequenceId: String(sequence2)
  };
};

// src/simulator/market/published-side.ts
var wanted = 200;
var fewest = 186;
var most = 210;
var everything = { lowest: -Infinity, highest: Infinity };
var contains = ({ lowest, highest }, price) => price >= lowest && price <= highest;
var bestFirst = (side, levels) => [...levels].sort(([a], [b]) => side === "sell" ? a - b : b - a);
var bestRange = (side, resting, count3 = wanted) => {
  if (resting.size <= count3) return everything;
  const worst = bestFirst(side, resting)[count3 - 1]?.[0] ?? 0;
  return side === "sell" ? { ...everything, highest: worst } : { ...everything, lowest: worst };
};
var auctionRange = (resting, price) => {
  const prices = [...resting.keys()].sort((a, b) => a - b);
  const split = prices.findIndex((resting2) => resting2 >= price);
  const at = split < 0 ? prices.length : split;
  return {
    lowest: at > wanted ? prices[at - wanted] ?? -Infinity : -Infinity,
    highest: prices[at + wanted - 1] ?? Infinity
  };
};
var amountBeyond = (resting, { lowest, highest }) => {
  let below = 0n;
  let above2 = 0n;
  for (const [price, amount] of resting) {
    if (price < lowest) below += amount;
    else if (price > highest) above2 += amount;
  }
  return { below, above: above2 };
};
var createPublishedSide = (side) => {
  const resting = /* @__PURE__ */ new Map();
  const published = /* @__PURE__ */ new Map();
  const changed = /* @__PURE__ */ new Set();
  let range = everything;
  let beyond = { below: 0n, above: 0n };
  let total = 0n;
  let inWindow = 0n;
  const publishLevel = (price, news) => {
    const amount = contains(range, price) ? resting.get(price) ?? 0n : 0n;
    const before = published.get(price) ?? 0n;
    if (amount === before) return;
    if (amount === 0n) published.delete(price);
    else published.set(price, amount);
    inWindow += amount - before;
    news.push([price, amount]);
  };
  const levelsInWindow = () => {
    let count3 = published.size;
    for (const price of changed)
      if (contains(range, price)) count3 += Number(resting.has(price)) - Number(published.has(price));
    return count3;
  };
  const isOneSided = () => side === "sell" ? range.lowest === -Infinity : range.highest === Infinity;
  const mayStay = () => {
    const count3 = levelsInWindow();
    return isOneSided() && count3 <= most && (count3 >= fewest || count3 === resting.size);
  };
  const oneSided = (outside) => side === "sell" ? { below: 0n, above: outside } : { below: outside, above: 0n };
  return {
    resting,
    published,
    beyond: () => beyond,
    set: (price, amount) => {
      const before = resting.get(price) ?? 0n;
      if (amount === 0n) resting.delete(price);
      else resting.set(price, amount);
      total += amount - before;
      changed.add(price);
      return before;
    },
    publish: (auctionPrice) => {
      const news = [];
      if (auctionPrice === null && mayStay()) for (const price of changed) publishLevel(price, news);
      else {
        range = auctionPrice === null ? bestRange(side, resting) : auctionRange(resting, auctionPrice);
        for (const price of [...published.keys(), ...resting.keys()]) publishLevel(price, news);
      }
      changed.clear();
      beyond = isOneSided() ? oneSided(total - inWindow) : amountBeyond(resting, range);
      return news;
    }
  };
};

// src/simulator/market/past-book.ts
var leastLag = 1e3;
var mostLag = 2e3;
var createPastBook = (instrument, book, random) => {
  const text3 = depthText(instrument, random);
  let changes = [];
  let first = 0;
  const forget2 = (now) => {
    while ((changes[first]?.time ?? now) < now - mostLag) first++;
    if (first < 1e3 || first < changes.length / 2) return;
    changes = changes.slice(first);
    first = 0;
  };
  const undone = (side, resting, since) => {
    const past = new Map(resting);
    for (let i = changes.length - 1; i >= since; i--) {
      const change3 = changes[i];
      if (change3?.side !== side) continue;
      if (change3.before === 0n) past.delete(change3.price);
      else past.set(change3.price, change3.before);
    }
    return past;
  };
  const shown2 = (side, resting, auction) => {
    const { lowest, highest } = auction === null ? bestRange(side, resting) : auctionRange(resting, auction);
    return {
      levels: text3.levels(bestFirst(side, resting).filter(([price]) => price >= lowest && price <= highest)),
      beyond: amountBeyond(resting, { lowest, highest })
    };
  };
  return {
    remember: ({ side, price, sequence: sequence2 }, before, now) => {
      changes.push({ time: now, sequence: sequence2, side, price, before });
      forget2(now);
    },
    depth: (now, sequence2, auction) => {
      forget2(now);
      const moment2 = now - random.between(leastLag, mostLag);
      const later2 = changes.findIndex(({ time }, i) => i >= first && time > moment2);
      const since = later2 < 0 ? changes.length : later2;
      const asks = shown2("sell", undone("sell", book.asks.resting, since), auction);
      const bids = shown2("buy", undone("buy", book.bids.resting, since), auction);
      const at = later2 < 0 ? sequence2 : (changes[later2]?.sequence ?? sequence2) - 1;
      return wholeMessage(
        text3,
        { asks: asks.levels, bids: bids.levels },
        { asks: asks.beyond, bids: bids.beyond },
        moment2,
        at
      );
    }
  };
};

// src/simulator/market/published-book.ts
var changedTotals = (text3, before, after) => ({
  ...after.asks.above !== before.asks.above && { ao: text3.total(after.asks.above) },
  ...after.bids.below !== before.bids.below && { bu: text3.total(after.bids.below) },
  ...after.asks.below !== before.asks.below && { au: text3.total(after.asks.below) },
  ...after.bids.above !== before.bids.above && { bo: text3.total(after.bids.above) }
});
var createPublishedBook = (instrument, random) => {
  const bids = createPublishedSide("buy");
  const asks = createPublishedSide("sell");
  const text3 = depthText(instrument, random);
  let auction = null;
  let isPending = false;
  let seen = 0;
  let published = 0;
  let covered = 0;
  let outside = { asks: asks.beyond(), bids: bids.beyond() };
  let levels;
  return {
    bids,
    asks,
    apply: ({ side, price, amount, sequence: sequence2 }) => {
      seen = sequence2;
      isPending = true;
      return (side === "buy" ? bids : asks).set(price, amount);
    },
    open: (bidLevels, askLevels, sequence2) => {
      for (const [price, amount] of bidLevels) bids.set(price, amount);
      for (const [price, amount] of askLevels) asks.set(price, amount);
      bids.publish(auction);
      asks.publish(auction);
      outside = { asks: asks.beyond(), bids: bids.beyond() };
      seen = published = sequence2;
    },
    setAuction: (price) => {
      isPending ||= price !== auction;
      auction = price;
    },
    diff: (now, sequence2) => {
      const s = seen > published ? seen : sequence2;
      if (!isPending || s < published + 2 || s <= covered) return void 0;
      const a = asks.publish(auction);
      const b = bids.publish(auction);
      const after = { asks: asks.beyond(), bids: bids.beyond() };
      const totals2 = changedTotals(text3, outside, after);
      isPending = false;
      if (a.length + b.length === 0 && Object.keys(totals2).length === 0) return void 0;
      outside = after;
      published = s;
      levels = void 0;
      return { a: text3.changes(a), b: text3.changes(b), t: now, s: String(s), ...totals2 };
    },
    whole: (now, sequence2) => {
      levels ??= {
        asks: text3.levels(bestFirst("sell", asks.published)),
        bids: text3.levels(bestFirst("buy", bids.published))
      };
      covered = Math.max(covered, isPending ? published : sequence2);
      return wholeMessage(text3, levels, outside, now, covered);
    }
  };
};

// src/simulator/market/synthetic-trades.ts
var pricesOf = (bars, index, random) => {
  const count3 = bars.trades[index] ?? 0;
  const [open = 0, high = 0, low = 0, close = 0] = [
    bars.open[index],
    bars.high[index],
    bars.low[index],
    bars.close[index]
  ];
  const inner = Array.from({ length: Math.max(0, count3 - 2) }, () => random.between(low, high));
  const extremes = [high, low].filter((price) => price !== open && price !== close);
  extremes.forEach((price, i) => {
    if (i < inner.length) inner[i] = price;
  });
  if (extremes.length === 2 && inner.length > 1 && random.chance(0.5)) inner.reverse();
  return count3 === 1 ? [close] : [open, ...inner, close];
};
var amountsOf = (total, count3, minLots2, random) => {
  const least = Math.max(1, Math.min(minLots2, Math.floor(total / count3)));
  const weights = Array.from({ length: count3 }, () => random.exponential());
  const sum = weights.reduce((a, b) => a + b, 0);
  const spare = total - count3 * least;
  const amounts = weights.map((weight) => least + Math.floor(spare * weight / sum / least) * least);
  amounts[0] = (amounts[0] ?? 0) + total - amounts.reduce((a, b) => a + b, 0);
  return amounts;
};
var syntheticTrades = (bars, startOfDay, minLots2, ...seed) => {
  const random = randomOf(...seed, "trades");
  const trades = [];
  let last = bars.open[0] ?? 0;
  bars.trades.forEach((count3, index) => {
    if (count3 === 0) return;
    const prices = pricesOf(bars, index, random);
    const amounts = amountsOf(bars.volume[index] ?? 0, count3, minLots2, random);
    const offsets = amounts.map(() => random.between(0, minute - 1)).sort((a, b) => a - b);
    prices.forEach((price, i) => {
      const isUp = price === last ? random.chance(0.5) : price > last;
      trades.push({
        side: isUp ? "buy" : "sell",
        price,
        amount: amounts[i] ?? 0,
        executedAt: startOfDay + index * minute + (offsets[i] ?? 0)
      });
      last = price;
    });
  });
  return trades;
};

// src/simulator/market/transactions.ts
var latest2 = 60;
var keptTrades = 2e5;
var idsBefore = 14e8;
var idsPerDay = 15e4;
var transactionRow = (instrument, trade2) => ({
  transaction_id: trade2.tradeId,
  side: trade2.side,
  price: formatPrice(instrument, trade2.price),
  amount: formatAmount(instrument, trade2.amount),
  executed_at: trade2.executedAt
});
var toPublicTrade = (pair, trade2, tradeId) => ({
  ...trade2,
  pair,
  tradeId,
  amount: BigInt(trade2.amount)
});
var createTransactions = ({
  instrument,
  history,
  seed,
  start: start2
}) => {
  const { pair } = instrument;
  const startDay = Math.floor(start2 / day);
  const minLots2 = Math.round(Number(instrument.minAmount) * 10 ** instrument.amountDigits);
  let real = [];
  let forgottenUntil = -Infinity;
  const madeUp = (dayNumber) => {
    const bars = history.madeUp(dayNumber);
    if (!bars) return [];
    const firstId = idsBefore - (startDay - dayNumber + 1) * idsPerDay;
    return syntheticTrades(bars, dayNumber * day, minLots2, seed, pair, dayNumber).map(
      (trade2, i) => toPublicTrade(pair, trade2, firstId + i)
    );
  };
  const message2 = (trades) => ({
    transactions: trades.map((trade2) => transactionRow(instrument, trade2))
  });
  let latestMadeUp;
  const beforeStart = () => {
    if (latestMadeUp) return latestMadeUp;
    let trades = [];
    for (let back = 0; back < 3 && trades.length < latest2; back++)
      trades = [...madeUp(startDay - back), ...trades];
    return latestMadeUp = trades.slice(-latest2);
  };
  return {
    add: (trade2) => {
      real.push(trade2);
      if (real.length <= 2 * keptTrades) return;
      real = real.slice(-keptTrades);
      forgottenUntil = real[0]?.executedAt ?? forgottenUntil;
    },
    latest: () => {
      const newest = real.slice(-latest2);
      const older = newest.length < latest2 ? beforeStart().slice(newest.length - latest2) : [];
      return message2([...older, ...newest].reverse());
    },
    ofDay: (startOfDay) => {
      const endOfDay = startOfDay + day;
      if (endOfDay <= historyStart) return void 0;
      if (startOfDay <= forgottenUntil && endOfDay > start2) return void 0;
      const own = real.filter(({ executedAt }) => executedAt >= startOfDay && executedAt < endOfDay);
      return message2([...madeUp(Math.floor(startOfDay / day)), ...own]);
    }
  };
};

// src/simulator/market/pair-feed.ts
var leastDiffDelay = 36;
var moreDiffDelay = 185;
var tickerDelay = { least: 700, most: 1e3 };
var transactionsDelay = { least: 60, most: 240 };
var tickerSilence = 6e4;
var isSameTicker = (a, b) => a !== void 0 && a.sell === b.sell && a.buy === b.buy && a.last === b.last && a.open === b.open && a.high === b.high && a.low === b.low && a.vol === b.vol;
var circuitBreakMessage = (instrument, info) => {
  const price = (ticks) => ticks === null ? null : formatPrice(instrument, ticks);
  return {
    mode: info.mode,
    estimated_itayose_price: price(info.estimatedItayosePrice),
    estimated_itayose_amount: info.estimatedItayoseAmount === null ? null : formatAmount(instrument, info.estimatedItayoseAmount),
    itayose_upper_price: price(info.itayoseUpperPrice),
    itayose_lower_price: price(info.itayoseLowerPrice),
    upper_trigger_price: price(info.upperTriggerPrice),
    lower_trigger_price: price(info.lowerTriggerPrice),
    fee_type: info.feeType,
    reopen_timestamp: info.reopenTimestamp,
    timestamp: info.timestamp
  };
};
var createPairFeed = (options) => {
  const { venue, instrument, scheduler, random, history, transactions, publish } = options;
  const { pair } = instrument;
  const book = createPublishedBook(instrument, random);
  const past = createPastBook(instrument, book, random);
  let auction = null;
  let isOpen = false;
  let newRows = [];
  let lastTicker;
  const price = (ticks) => ticks === null ? null : formatPrice(instrument, ticks);
  const ticker = () => {
    const now = scheduler.now();
    const day4 = history.summary(now);
    return {
      sell: price(venue.bestPrice(pair, "sell")),
      buy: price(venue.bestPrice(pair, "buy")),
      open: formatPrice(instrument, day4.open),
      high: formatPrice(instrument, day4.high),
      low: formatPrice(instrument, day4.low),
      last: formatPrice(instrument, day4.close),
      vol: formatAmount(instrument, BigInt(day4.volume)),
      timestamp: now
    };
  };
  const publishTicker = (isDue) => {
    silence.cancel();
    silence.arm();
    const latest4 = ticker();
    if (!isDue && isSameTicker(lastTicker, latest4)) return;
    lastTicker = latest4;
    publish({ room: `ticker_${pair}`, type: "ticker", data: latest4 });
  };
  const tickers = createBatch(
    scheduler,
    () => random.between(tickerDelay.least, tickerDelay.most),
    () => publishTicker(false)
  );
  const silence = createBatch(
    scheduler,
    () => tickerSilence,
    () => publishTicker(true)
  );
  const diffs = createBatch(
    scheduler,
    () => leastDiffDelay + Math.round(moreDiffDelay * random.exponential()),
    () => {
      const data = book.diff(scheduler.now(), venue.sequence());
      if (data) publish({ room: `depth_diff_${pair}`, type: "depth_diff", data });
    }
  );
  const rows2 = createBatch(
    scheduler,
    () => random.between(transactionsDelay.least, transactionsDelay.most),
    () => {
      const data = { transactions: newRows.reverse() };
      newRows = [];
      publish({ room: `transactions_${pair}`, type: "transactions", data });
    }
  );
  silence.arm();
  return {
    book,
    onLevel: (event) => {
      const before = book.apply(event);
      if (isOpen) past.remember(event, before, scheduler.now());
      diffs.arm();
      tickers.arm();
    },
    onTrade: (trade2) => {
      history.add(trade2);
      transactions.add(trade2);
      newRows.push(transactionRow(instrument, trade2));
      rows2.arm();
      tickers.arm();
    },
    onCircuitBreak: (info) => {
      auction = info.mode === "NONE" ? null : info.estimatedItayosePrice;
      book.setAuction(auction);
      diffs.arm();
      publish({
        room: `circuit_break_info_${pair}`,
        type: "circuit_break_info",
        data: circuitBreakMessage(instrument, info)
      });
    },
    open: () => {
      isOpen = true;
      book.open(
        venue.bookSide(pair, "buy", Infinity),
        venue.bookSide(pair, "sell", Infinity),
        venue.sequence()
      );
    },
    whole: () => book.whole(scheduler.now(), venue.sequence()),
    pastDepth: () => past.depth(scheduler.now(), venue.sequence(), auction),
    ticker,
    circuitBreak: () => {
      const info = venue.circuitBreakInfo(pair);
      return info && circuitBreakMessage(instrument, info);
    },
    close: () => {
      for (const batch of [tickers, silence, diffs, rows2]) batch.cancel();
    }
  };
};

// src/simulator/market/price-path.ts
var pricePath = ({ loadings, clustering, anchor, volatility }) => {
  const logAt = (time) => {
    if (volatility === 0) return 0;
    let sum = 0;
    for (const { factor, weight } of loadings) sum += weight * factor.at(time);
    return volatility * sum;
  };
  const level = Math.log(anchor.price) - (anchor.time === null ? 0 : logAt(anchor.time));
  const ofDay = (dayNumber) => {
    const prices = new Float64Array(minutesPerDay + 1);
    for (const { factor, weight } of loadings) {
      const values = factor.ofDay(dayNumber);
      for (let i = 0; i <= minutesPerDay; i++)
        prices[i] = (prices[i] ?? 0) + volatility * weight * (values[i] ?? 0);
    }
    for (let i = 0; i <= minutesPerDay; i++) prices[i] = Math.exp(level + (prices[i] ?? 0));
    return prices;
  };
  return {
    steps: (dayNumber) => clustering.ofMinutes(dayNumber).map((size) => volatility * size),
    at: (time) => Math.exp(level + logAt(time)),
    ofDay: (dayNumber) => volatility === 0 ? new Float64Array(minutesPerDay + 1).fill(anchor.price) : ofDay(dayNumber)
  };
};

// src/simulator/market/synthetic-day.ts
var deepest = 12;
var take = (random, atBest) => {
  const wanted2 = takingSize(random);
  let [left, trades] = [wanted2, 0];
  const most3 = random.next() < 0.5 ? Math.floor(atBest + random.next()) : deepest;
  while (left > 0 && trades < most3) {
    left -= restingSize(random);
    trades += 1;
  }
  const place = random.next();
  return {
    trades,
    size: wanted2 - Math.max(0, left),
    from: quotePlace(place / quotesWanted),
    to: quotePlace((trades - 1 + place) / quotesWanted)
  };
};
var variety = 4096;
var examples = /* @__PURE__ */ new Map();
var takenExamples = (atBest) => {
  const rounded = Math.round(10 * atBest) / 10;
  const known = examples.get(rounded);
  if (known) return known;
  const random = randomOf("taken");
  const made = Array.from({ length: variety }, () => take(random, rounded));
  examples.set(rounded, made);
  return made;
};
var noTake = { trades: 1, size: 1, from: 0, to: 0 };
var drawMoments = (moments, count3, random) => {
  for (let i = 0; i < count3; i++) {
    const moment2 = random.next();
    let at = i;
    for (; at > 0 && (moments[at - 1] ?? 0) > moment2; at--) moments[at] = moments[at - 1] ?? 0;
    moments[at] = moment2;
  }
};
var syntheticDay = (options, dayNumber) => {
  const { seed, pair, profile, path, activity, quotes, ticks, lots, minLots: minLots2 } = options;
  const random = randomOf(seed, pair, "bars", dayNumber);
  const prices = path.ofDay(dayNumber);
  const tick = (price) => Math.max(1, Math.round(price * ticks));
  const lively = 1 - (1 - actsWhenQuiet) * quietShareOf(profile);
  const ordersPerMinute = lively * interestOf(seed, pair, dayNumber) * activity.ordersPerDay / minutesPerDay;
  const steps = path.steps(dayNumber);
  const { halfSpread, reach } = quotes;
  const takes = takenExamples(quotesAtBest(quotes, 1 / ticks / (prices[0] ?? 1)));
  const moments = [];
  const bars = emptyDay();
  let last = tick(prices[0] ?? 0);
  for (let i = 0; i < minutesPerDay; i++) {
    const from2 = prices[i] ?? 0;
    const to = prices[i + 1] ?? from2;
    const isLast = i === minutesPerDay - 1;
    const orders = ordersPerMinute === 0 ? 0 : Math.max(isLast ? 1 : 0, random.poisson(ordersPerMinute * liveliness(i)));
    if (orders === 0) {
      carryClose(bars, i, last);
      continue;
    }
    const wander = (steps[i] ?? 0) * from2;
    let [at, price] = [0, from2];
    let [open, high, low, close] = [0, 0, Infinity, 0];
    let [trades, size] = [0, 0];
    drawMoments(moments, orders, random);
    for (let order = 0; order < orders; order++) {
      const next2 = moments[order] ?? 1;
      const share2 = (next2 - at) / (1 - at);
      price += (to - price) * share2 + wander * Math.sqrt(Math.max(0, share2 * (1 - next2))) * random.normal();
      at = next2;
      const taken = takes[Math.floor(random.next() * variety)] ?? noTake;
      const side = random.next() < 0.5 ? 1 : -1;
      const first = tick(price * (1 + side * (halfSpread + reach * taken.from)));
      const end2 = tick(price * (1 + side * (halfSpread + reach * taken.to)));
      if (order === 0) open = first;
      high = Math.max(high, first, end2);
      low = Math.min(low, first, end2);
      close = end2;
      trades += taken.trades;
      size += taken.size;
    }
    if (isLast) close = tick(to);
    if (trades === 1) open = close;
    high = trades < 3 ? Math.max(open, close) : Math.max(high, open, close);
    low = trades < 3 || trades === 3 && high > Math.max(open, close) ? Math.min(open, close) : Math.min(low, close, open);
    const amount = Math.round(size * activity.tradeSize * lots / from2);
    bars.open[i] = open;
    bars.high[i] = high;
    bars.low[i] = low;
    bars.close[i] = close;
    bars.trades[i] = trades;
    bars.volume[i] = Math.max(trades * minLots2, amount - amount % minLots2);
    last = close;
  }
  return bars;
};

// src/simulator/market/pair-market.ts
var createPairMarket = (options) => {
  const { venue, instrument, profile, scheduler, seed, factors, isAnchored, publish } = options;
  const { pair, priceDigits, amountDigits, minAmount } = instrument;
  const start2 = scheduler.now();
  const volatility = profile.turnover > 0 ? profile.volatility : 0;
  const path = pricePath({
    loadings: factors.of(pair, profile),
    clustering: factors.clustering,
    anchor: { price: profile.price, time: isAnchored ? start2 : null },
    volatility
  });
  const lots = 10 ** amountDigits;
  const day4 = {
    seed,
    pair,
    profile,
    path,
    activity: activityOf(profile),
    quotes: quoteRange(profile),
    ticks: 10 ** priceDigits,
    lots,
    minLots: Math.round(Number(minAmount) * lots)
  };
  const history = createHistory((dayNumber) => syntheticDay(day4, dayNumber), start2);
  const transactions = createTransactions({ instrument, history, seed, start: start2 });
  const random = randomOf(seed, pair, "feed");
  const feed = createPairFeed({ venue, instrument, scheduler, random, history, transactions, publish });
  return { instrument, profile, path, history, transactions, feed };
};

// src/simulator/market/crowd.ts
var sides = ["buy", "sell"];
var opposite = { buy: "sell", sell: "buy" };
var levelsWanted = 260;
var staleLevelsAtOnce = 8;
var createCrowd = (options) => {
  const { venue, instrument, accounts, shape, path, book, random, takeChance, mood, catchChance } = options;
  const { pair } = instrument;
  const ticks = 10 ** instrument.priceDigits;
  const mostAtMarket = toUnits(instrument.marketMaxAmount, instrument.amountDigits);
  const quotes = { buy: [], sell: [] };
  const orders = { buy: [], sell: [] };
  const remote = [];
  let trend = 0;
  let lastReference = NaN;
  let lastMove = 0;
  const levelsOf = (side) => (side === "buy" ? book.bids : book.asks).resting;
  const submit2 = (user, side, type, price, amount) => venue.submitOrder(user, {
    pair,
    side,
    type,
    amount,
    price,
    triggerPrice: null,
    postOnly: false,
    positionSide: null
  });
  const rest2 = (kept, user, side, price, lots = shape.restingLots(price)) => {
    const order = submit2(user, side, "limit", price, lots);
    if (isRefusal(order)) return false;
    kept.push({ id: order.orderId, user, side, price });
    return true;
  };
  const offer = (kept, user, side, price) => {
    const best = venue.bestPrice(pair, opposite[side]);
    if (best !== null && (side === "buy" ? price >= best : price <= best)) return false;
    return rest2(kept, user, side, price);
  };
  const quote = (side, reference) => offer(quotes[side], accounts.maker, side, shape.makerPrice(side, reference));
  const invest = (side, reference) => offer(orders[side], accounts.investor, side, shape.crowdPrice(side, reference));
  const withdraw = (kept, index) => {
    const order = kept[index];
    const last = kept.pop();
    if (!order || !last) return;
    if (last !== order) kept[index] = last;
    venue.cancelOrder(order.user, pair, order.id);
  };
  const withdrawSome = (kept) => withdraw(kept, random.between(0, kept.length - 1));
  const withdrawAt = (kept, price) => {
    let found = false;
    for (let i = kept.length - 1; i >= 0; i--) {
      if (kept[i]?.price !== price) continue;
      withdraw(kept, i);
      found = true;
    }
    return found;
  };
  const isStale = (side, price, reference) => side === "buy" ? price > reference * ticks : price < reference * ticks;
  const clearStale = (side, reference) => {
    for (let i = 0; i < staleLevelsAtOnce; i++) {
      const price = venue.bestPrice(pair, side);
      if (price === null || !isStale(side, price, reference)) return;
      const isWithdrawn = !random.chance(catchChance) && [quotes, orders].some((kept) => withdrawAt(kept[side], price));
      if (isWithdrawn) continue;
      const resting = levelsOf(side).get(price) ?? 0n;
      const wanted2 = shape.takingLots(price);
      submit2(accounts.arbitrageur, opposite[side], "limit", price, resting < wanted2 ? resting : wanted2);
    }
  };
  const keepUp = (side, reference) => {
    const missingQuotes = quotesWanted - quotes[side].length;
    for (let i = 0; i < Math.min(missingQuotes, 10); i++) quote(side, reference);
    const levels = levelsOf(side).size;
    if (levels < levelsWanted && random.chance(0.6)) invest(side, reference);
    else if (levels > levelsWanted && random.chance(0.6)) withdrawSome(orders[side]);
    else if (random.chance(0.05) && invest(side, reference)) withdrawSome(orders[side]);
  };
  const withdrawFurthest = (side) => {
    const kept = quotes[side];
    let furthest = 0;
    kept.forEach(({ price }, i) => {
      const found = kept[furthest]?.price ?? price;
      if (side === "buy" ? price < found : price > found) furthest = i;
    });
    withdraw(kept, furthest);
  };
  const requote = (reference) => {
    const count3 = random.chance(0.02) ? quotesWanted / 2 : random.poisson(1.7);
    for (let i = 0; i < count3; i++) {
      const side = random.chance(0.5 + 0.4 * Math.sign(lastMove)) ? "buy" : "sell";
      if (!quote(side, reference)) continue;
      if (random.chance(0.3)) withdrawFurthest(side);
      else withdrawSome(quotes[side]);
    }
  };
  const takeAll = (side, amount) => {
    for (let left = amount; left > 0n; left -= mostAtMarket)
      submit2(accounts.taker, side, "market", null, left < mostAtMarket ? left : mostAtMarket);
  };
  const take2 = () => {
    const side = random.chance(0.5 + 0.3 * Math.tanh(trend)) ? "buy" : "sell";
    const price = venue.bestPrice(pair, opposite[side]);
    if (price === null) return;
    const amount = shape.takingLots(price);
    if (random.chance(0.5)) takeAll(side, amount);
    else rest2(orders[side], accounts.taker, side, price, amount);
  };
  const follow = (reference) => {
    const move = Math.log(reference / lastReference);
    trend = 0.98 * trend + (Number.isNaN(move) ? 0 : 400 * move);
    lastReference = reference;
    lastMove = Number.isNaN(move) ? 0 : move;
  };
  const actInAuction = (reference) => {
    const side = random.chance(0.5) ? "buy" : "sell";
    if (quotes[side].length > 2 * quotesWanted) withdrawSome(quotes[side]);
    rest2(
      quotes[side],
      accounts.maker,
      side,
      Math.max(1, Math.round(reference * ticks * (1 + 3e-3 * random.normal())))
    );
  };
  const leave2 = () => {
    for (const side of sides)
      for (const kept of [quotes[side], orders[side], remote])
        while (kept.length > 0) withdraw(kept, kept.length - 1);
  };
  return {
    seed: (now) => {
      const reference = path.at(now);
      for (const side of sides) {
        for (let i = 0; i < quotesWanted; i++) quote(side, reference);
        const prices = new Set(quotes[side].map(({ price }) => price));
        for (let i = 0; i < 2 * levelsWanted && prices.size < levelsWanted; i++)
          if (invest(side, reference)) prices.add(orders[side].at(-1)?.price ?? 0);
        for (let i = 0; i < remoteOrders; i++)
          rest2(remote, accounts.investor, side, shape.remotePrice(side, reference), shape.remoteLots(side));
      }
    },
    act: (now) => {
      if (venue.instrument(pair)?.stopped.order) {
        leave2();
        return;
      }
      const reference = path.at(now);
      follow(reference);
      if (venue.circuitBreakInfo(pair)?.mode !== "NONE") {
        actInAuction(reference);
        return;
      }
      for (const side of sides) clearStale(side, reference);
      requote(reference);
      for (const side of sides) keepUp(side, reference);
      if (random.chance(takeChance * mood(now))) take2();
    }
  };
};

// src/simulator/market/participants.ts
var spell = 3e4;
var isQuiet = (seed, pair, share2, now) => hashOf(seed, pair, "quiet", Math.floor(now / spell)) < share2 * 2 ** 32;
var shortestRest = 25;
var mostActsAtOnce = 200;
var caughtShare = 0.13;
var staleOffersPerDay = 8e4;
var secondsPerDay = 86400;
var createParticipants = (venue, scheduler, seed, pairs) => {
  const random = randomOf(seed, "participants");
  const house = () => venue.openAccount({ class: "house" });
  const accounts = { maker: house(), investor: house(), taker: house(), arbitrageur: house() };
  const crowds = pairs.map(({ instrument, profile, path, book }) => {
    const own = randomOf(seed, instrument.pair, "crowd");
    const { tradeSize, ordersPerDay } = activityOf(profile);
    const rate = actsPerSecondOf(profile);
    return {
      pair: instrument.pair,
      rate,
      quiet: quietShareOf(profile),
      crowd: createCrowd({
        venue,
        instrument,
        accounts,
        shape: bookShape(instrument, profile, tradeSize, own),
        path,
        book,
        random: own,
        catchChance: caughtShare * ordersPerDay / staleOffersPerDay,
        takeChance: (1 - caughtShare) * ordersPerDay / secondsPerDay / rate,
        mood: createMood(seed, instrument.pair)
      })
    };
  });
  const halted = /* @__PURE__ */ new Set();
  const onStatus = ({ pair, status }) => {
    if (status === "HALT") halted.add(pair);
    else halted.delete(pair);
  };
  venue.pairStatuses().forEach(onStatus);
  const totalRate = crowds.reduce((sum, { rate }) => sum + rate, 0);
  const drawCrowd = (now) => {
    let left = random.next() * totalRate;
    const drawn = crowds.find(({ rate }) => (left -= rate) < 0);
    if (!drawn || halted.has(drawn.pair)) return void 0;
    return isQuiet(seed, drawn.pair, drawn.quiet, now) && !random.chance(actsWhenQuiet) ? void 0 : drawn.crowd;
  };
  let due = 0;
  let timer5;
  const actWhatIsDue = () => {
    const now = scheduler.now();
    for (let acts = 0; due <= now && acts < mostActsAtOnce; acts++) {
      drawCrowd(now)?.act(now);
      due += 1e3 * random.exponential() / totalRate;
    }
    due = Math.max(due, now);
    timer5 = scheduler.schedule(actWhatIsDue, Math.max(shortestRest, due - now));
  };
  return {
    seed: () => {
      const now = scheduler.now();
      for (const { crowd } of crowds) crowd.seed(now);
    },
    start: () => {
      if (crowds.length === 0) return;
      due = scheduler.now();
      timer5 = scheduler.schedule(actWhatIsDue, 0);
    },
    onStatus,
    stop: () => timer5?.unsubscribe()
  };
};

// src/simulator/market/profiles.ts
var table = `
btc    13640000  2.4 1300  leader
xrp         412  3.4 1100  coins
eth      486000  3.2  520  leader
sol       27300  3.9  190  platforms
dot         575  4.0   18  platforms
doge       29.4  4.4   95  coins
ltc       14900  3.5   21  coins
bcc       81500  3.4   16  coins
mona       21.8  3.1    9  coins
xlm        54.2  3.9   60  coins
qtum        371  4.0    5  platforms
bat        26.5  4.3    8  finance
omg        28.8  4.6    4  layers
xym        1.62  4.8    9  platforms
link       3180  4.0   26  finance
mkr      247000  3.9    0  finance
boba       12.7  5.0    2  layers
enj       10.40  4.9    4  games
astr       3.42  5.0   22  platforms
ada       117.5  4.1   64  platforms
avax       4270  4.2   14  platforms
axs         338  4.8    3  games
flr        3.31  5.1   19  platforms
sand       41.6  4.6    9  games
gala       2.38  5.2   11  games
chz        5.94  4.8    7  games
ape        83.7  4.9    3  games
oas        1.87  5.0    5  games
mana       44.1  4.6    5  games
grt       13.20  4.8    6  finance
rndr        551  4.9    0  finance
bnb      131500  2.9   12  coins
dai       151.6  0.7    3  dollar
op        104.5  5.0    6  layers
arb        71.3  4.9    6  layers
klay       18.6  4.0    3  platforms
imx       102.8  4.9    4  layers
mask      182.4  5.2    4  finance
pol        34.9  4.6    8  layers
cyber       247  5.4    2  layers
render      552  4.9    7  finance
trx       50.15  2.4   17  coins
lpt         931  5.2    3  platforms
atom        648  4.2    6  platforms
sui         487  4.8   31  platforms
sky       10.24  4.3    4  finance
matic      34.9  4.6    0  layers
`;
var sharesOf = (millions, sector) => {
  if (sector === "dollar") return { marketShare: 0, sectorShare: 0 };
  if (sector === "leader") return { marketShare: 0.87, sectorShare: 0 };
  if (millions >= 50) return { marketShare: 0.68, sectorShare: 0.1 };
  return { marketShare: millions >= 10 ? 0.5 : 0.38, sectorShare: 0.12 };
};
var rows = table.trim().split("\n").map((row) => row.split(/ +/)).map(([asset = "", price, volatility, millions, sector = ""]) => ({
  asset,
  price: Number(price),
  volatility: Number(volatility) / 100,
  turnover: Number(millions) * 1e6,
  sector,
  ...sharesOf(Number(millions), sector)
}));
var btcPrice = rows.find(({ asset }) => asset === "btc")?.price ?? 1;
var marketProfiles = new Map(
  rows.flatMap(({ asset, ...profile }) => [
    [`${asset}_jpy`, profile],
    [`${asset}_btc`, { ...profile, price: profile.price / btcPrice, turnover: 0 }]
  ])
);

// src/simulator/market/spot-pairs.ts
var week2 = 6048e5;
var someWeekEnd = Date.UTC(2026, 6, 28, 15) - 1;
var never = Date.UTC(1e4, 0, 1) - 1;
var endOfWeek = (now) => someWeekEnd + Math.ceil((now - someWeekEnd) / week2) * week2;
var isReviewedWeekly = (companyRatio) => companyRatio !== "0.5";
var marginFields = ({ fees, margin }, now) => {
  const current = margin && {
    individual: margin.currentIndividualRatio,
    company: margin.currentCompanyRatio,
    until: isReviewedWeekly(margin.currentCompanyRatio) ? endOfWeek(now) : never
  };
  const next2 = current && current.until !== never ? { ...current, until: current.until + week2 } : null;
  return {
    margin_open_maker_fee_rate_quote: fees.marginOpenMakerQuote,
    margin_open_taker_fee_rate_quote: fees.marginOpenTakerQuote,
    margin_close_maker_fee_rate_quote: fees.marginCloseMakerQuote,
    margin_close_taker_fee_rate_quote: fees.marginCloseTakerQuote,
    margin_long_interest: margin?.longInterest ?? null,
    margin_short_interest: margin?.shortInterest ?? null,
    margin_current_individual_ratio: current?.individual ?? null,
    margin_current_individual_until: current?.until ?? null,
    margin_current_company_ratio: current?.company ?? null,
    margin_current_company_until: current?.until ?? null,
    margin_next_individual_ratio: next2?.individual ?? null,
    margin_next_individual_until: next2?.until ?? null,
    margin_next_company_ratio: next2?.company ?? null,
    margin_next_company_until: next2?.until ?? null
  };
};
var spotPair = (instrument, now) => ({
  name: instrument.pair,
  base_asset: instrument.baseAsset,
  quote_asset: instrument.quoteAsset,
  maker_fee_rate_base: instrument.fees.makerBase,
  taker_fee_rate_base: instrument.fees.takerBase,
  maker_fee_rate_quote: instrument.fees.makerQuote,
  taker_fee_rate_quote: instrument.fees.takerQuote,
  ...marginFields(instrument, now),
  unit_amount: instrument.minAmount,
  limit_max_amount: instrument.limitMaxAmount,
  market_max_amount: instrument.marketMaxAmount,
  market_allowance_rate: instrument.marketAllowanceRate,
  market_in_cb_allowance_rate: instrument.marketInCircuitBreakAllowanceRate,
  price_digits: instrument.priceDigits,
  amount_digits: instrument.amountDigits,
  is_enabled: instrument.enabled,
  stop_order: instrument.stopped.order,
  stop_order_and_cancel: instrument.stopped.orderAndCancel,
  stop_market_order: instrument.stopped.market,
  stop_stop_order: instrument.stopped.stop,
  stop_stop_limit_order: instrument.stopped.stopLimit,
  stop_margin_long_order: instrument.stopped.marginLong,
  stop_margin_short_order: instrument.stopped.marginShort,
  stop_buy_order: instrument.stopped.buy,
  stop_sell_order: instrument.stopped.sell
});

// src/simulator/market/public-queries.ts
var candleRow = (instrument, bar) => [
  formatPrice(instrument, bar.open),
  formatPrice(instrument, bar.high),
  formatPrice(instrument, bar.low),
  formatPrice(instrument, bar.close),
  formatAmount(instrument, BigInt(bar.volume)),
  bar.openTime
];
var candlesCome = 10 * minute;
var transactionsCome = 60 * minute;
var isYoung = (startOfDay, now) => now >= startOfDay && now < startOfDay + candlesCome;
var isDay = (date) => date.length === 8;
var createPublicQueries = (venue, scheduler, markets, youngDay = "missing") => {
  const tickers = () => [...markets].map(([pair, { feed }]) => ({ pair, ...feed.ticker() }));
  return {
    ticker: (pair) => markets.get(pair)?.feed.ticker(),
    tickers,
    tickersJpy: () => tickers().filter(({ pair }) => pair.endsWith("_jpy")),
    depth: (pair) => markets.get(pair)?.feed.pastDepth(),
    transactions: (pair, day4) => {
      const transactions = markets.get(pair)?.transactions;
      if (day4 === void 0) return transactions?.latest();
      const period2 = isDay(day4) ? periodOf(day4) : void 0;
      const isThere = period2 !== void 0 && scheduler.now() >= period2[1] + transactionsCome;
      return isThere ? transactions?.ofDay(period2[0]) : void 0;
    },
    candlestick: (pair, type, date) => {
      const market = markets.get(pair);
      if (!market || !isCandleType(type) || isDay(date) !== isIntraday(type)) return void 0;
      const period2 = periodOf(date);
      const now = scheduler.now();
      if (youngDay === "missing" && period2 && isIntraday(type) && isYoung(period2[0], now)) return "not-yet";
      const bars = period2 && market.history.candles(type, period2, now);
      if (!bars) return void 0;
      const ohlcv = bars.map((bar) => candleRow(market.instrument, bar));
      return { candlestick: [{ type, ohlcv }], timestamp: now };
    },
    candlestickSteps: (pair, type, date) => {
      const period2 = periodOf(date);
      const history = markets.get(pair)?.history;
      return history && period2 && isCandleType(type) && isDay(date) === isIntraday(type) ? history.steps(type, period2, scheduler.now()) : [];
    },
    circuitBreakInfo: (pair) => markets.get(pair)?.feed.circuitBreak(),
    spotPairs: () => ({
      pairs: venue.instruments().map((instrument) => spotPair(instrument, scheduler.now()))
    }),
    spotStatus: () => ({
      statuses: venue.pairStatuses().map(({ pair, status, minAmount }) => {
        const instrument = venue.instrument(pair);
        return { pair, status, min_amount: instrument ? formatAmount(instrument, minAmount) : "0" };
      })
    })
  };
};

// src/simulator/market/rooms.ts
import { delay, EMPTY, map, mergeMap, of, timer } from "rxjs";
var firstMessageDelay = { least: 100, most: 160 };
var takenBefore = 40;
var takenBeforeChance = 0.25;
var nothing = () => [];
var roomsOf = (pair, { feed }) => [
  [`ticker_${pair}`, nothing],
  [`transactions_${pair}`, nothing],
  [`depth_diff_${pair}`, nothing],
  [`depth_whole_${pair}`, () => [{ room: `depth_whole_${pair}`, type: "depth_whole", data: feed.whole() }]],
  [
    `circuit_break_info_${pair}`,
    () => {
      const data = feed.circuitBreak();
      return data ? [{ room: `circuit_break_info_${pair}`, type: "circuit_break_info", data }] : [];
    }
  ]
];
var createMarketRooms = (markets, scheduler, random) => {
  const rooms = new Map([...markets].flatMap(([pair, market]) => roomsOf(pair, market)));
  return {
    has: (room) => rooms.has(room),
    joined$: (room) => {
      const first = rooms.get(room) ?? nothing;
      if (first === nothing) return EMPTY;
      const wait = random.between(firstMessageDelay.least, firstMessageDelay.most);
      const age = random.chance(takenBeforeChance) ? takenBefore : 0;
      return timer(wait, scheduler).pipe(
        map(first),
        mergeMap((messages) => age > 0 ? of(messages).pipe(delay(age, scheduler)) : of(messages)),
        mergeMap((messages) => messages)
      );
    }
  };
};

// src/simulator/market/whole-clock.ts
import { Subscription as Subscription3 } from "rxjs";
var period = 15e3;
var offset = 340;
var lateChance = 0.15;
var lateness = { least: 20, most: 400 };
var startWholeClock = (scheduler, random, wholes, publish) => {
  const untilNext = () => period - (scheduler.now() - offset) % period;
  const running = new Subscription3();
  const late = (message2) => {
    const timer5 = scheduler.schedule(
      () => {
        running.remove(timer5);
        publish(message2);
      },
      random.between(lateness.least, lateness.most)
    );
    running.add(timer5);
  };
  running.add(
    scheduler.schedule(function() {
      for (const message2 of wholes())
        if (random.chance(lateChance)) late(message2);
        else publish(message2);
      this.schedule(void 0, untilNext());
    }, untilNext())
  );
  return running;
};

// src/simulator/market/create-market.ts
var unknownProfile = {
  price: 1e3,
  volatility: 0.04,
  turnover: 0,
  sector: "other",
  marketShare: 0.45,
  sectorShare: 0.1
};
var dispatch = (markets, event) => {
  switch (event.type) {
    case "level":
      markets.get(event.pair)?.feed.onLevel(event);
      break;
    case "trade":
      markets.get(event.trade.pair)?.feed.onTrade(event.trade);
      break;
    case "circuit-break":
      markets.get(event.info.pair)?.feed.onCircuitBreak(event.info);
  }
};
var createMarket = (venue, { scheduler, seed, profiles = {}, participants: hasParticipants = true, youngDay }) => {
  const messages$ = new Subject2();
  const publish = (message2) => messages$.next(message2);
  const factors = createFactors(seed);
  const markets = new Map(
    venue.instruments().map((instrument) => {
      const { pair } = instrument;
      const profile = { ...marketProfiles.get(pair) ?? unknownProfile, ...profiles[pair] };
      const isAnchored = profiles[pair]?.price !== void 0 || !hasParticipants;
      return [
        pair,
        createPairMarket({ venue, instrument, profile, scheduler, seed, factors, isAnchored, publish })
      ];
    })
  );
  const all = [...markets.values()];
  for (const { instrument, path } of all)
    venue.seedLastPrice(
      instrument.pair,
      Math.max(1, Math.round(path.at(scheduler.now()) * 10 ** instrument.priceDigits))
    );
  const participants = createParticipants(
    venue,
    scheduler,
    seed,
    hasParticipants ? all.filter(({ instrument, profile }) => profile.turnover > 0 && !instrument.stopped.order).map(({ feed, ...market }) => ({ ...market, book: feed.book })) : []
  );
  participants.seed();
  for (const { feed } of all) feed.open();
  const books = venue.events$.subscribe((event) => dispatch(markets, event));
  const statuses = venue.events$.subscribe((event) => {
    if (event.type === "pair-status") participants.onStatus(event.status);
  });
  participants.start();
  const wholes = () => all.map(({ instrument, feed }) => ({
    room: `depth_whole_${instrument.pair}`,
    type: "depth_whole",
    data: feed.whole()
  }));
  const wholeClock = startWholeClock(scheduler, randomOf(seed, "wholes"), wholes, publish);
  const rooms = createMarketRooms(markets, scheduler, randomOf(seed, "rooms"));
  return {
    messages$: messages$.asObservable(),
    hasRoom: rooms.has,
    joined$: rooms.joined$,
    queries: createPublicQueries(venue, scheduler, markets, youngDay),
    notices$: EMPTY2,
    close: () => {
      participants.stop();
      wholeClock.unsubscribe();
      books.unsubscribe();
      statuses.unsubscribe();
      for (const { feed } of all) feed.close();
      messages$.complete();
    }
  };
};
var syntheticMarket = (instruments2) => ({
  instruments: instruments2,
  start: null,
  create: createMarket
});

// src/simulator/options.ts
var marketIn = ({ market }) => market ?? syntheticMarket(instruments);
var isListed = (options, pair) => marketIn(options).instruments.some((instrument) => instrument.pair === pair);
var marketOf = (options) => {
  const source = marketIn(options);
  const { pairs } = options;
  if (pairs === void 0) return source;
  return { ...source, instruments: source.instruments.filter(({ pair }) => pairs.includes(pair)) };
};
var checkPairs = (options) => {
  const { pairs } = options;
  if (pairs === void 0) return;
  if (pairs.length === 0) throw configError("pairs", "one pair or more", "none");
  const unknown = pairs.find((pair) => !isListed(options, pair));
  if (unknown !== void 0) throw configError("pairs", "pairs that the venue lists", describe(unknown));
};
var checkProfiles = (options) => {
  const unknown = Object.keys(options.profiles ?? {}).find((pair) => !isListed(options, pair));
  if (unknown !== void 0) throw configError(`profiles.${unknown}`, "a pair that the venue lists", unknown);
};
var isNatural = (value) => value >= 0;
var whole = (name, isRight = () => true) => maybe(same(name, (input) => Number.isSafeInteger(input) && isRight(input)));
var above = (name) => maybe(same(name, (input) => Number.isFinite(input) && input > 0));
var array = () => maybe(same("an array", (input) => Array.isArray(input)));
var ms = maybe(atLeast(0));
var share = maybe(
  same(
    "a number from 0 to 1",
    (input) => typeof input === "number" && input >= 0 && input <= 1
  )
);
var Profile = optionsOf({
  price: above("a number above zero"),
  volatility: maybe(atLeast(0)),
  turnover: maybe(atLeast(0)),
  sector: maybe(NonEmptyText),
  marketShare: share,
  sectorShare: share
});
var ChosenQuirks = optionsOf(
  Object.fromEntries(
    Object.entries(quirkRegistry).map(([name, { variants }]) => {
      const names2 = Object.keys(variants);
      return [name, maybe(oneOf(`one of ${names2.join(", ")}`, names2))];
    })
  )
);
var QuirkOptions = decoder(
  "'draw', or variants by quirk",
  (input, context) => input === void 0 || input === "draw" ? success(input) : ChosenQuirks.validate(input, context)
);
var DelayOption = maybe(
  same(
    "a number of ms, or a list of such",
    (input) => [input].flat().every((one) => Number.isFinite(one) && one >= 0) && [input].flat().length > 0
  )
);
var WayOptions = optionsOf({ order: DelayOption, reply: DelayOption, news: DelayOption });
var LatencyOption = decoder(
  "ms, or ms by way",
  (input, context) => typeof input === "object" && input !== null ? WayOptions.validate(input, context) : maybe(atLeast(0)).validate(input, context)
);
var simulation = {
  seed: whole("a whole number"),
  accounts: array(),
  latency: LatencyOption,
  fills: maybe(same("touch(), through() or queue()", isFillModel)),
  published: maybe(oneOf("withOwn or recorded", ["withOwn", "recorded"])),
  market: maybe(having("a market", ["instruments", "create"])),
  quirks: QuirkOptions,
  profiles: maybe(dictionary("profiles by pair", Profile)),
  pairs: array(),
  participants: maybe(Flag),
  tokenLife: above("a number of ms above zero"),
  pubnubCache: maybe(
    optionsOf({ messages: whole("a whole number, zero or more", isNatural), ms })
  ),
  venueTiming: maybe(
    optionsOf({
      depositConfirm: ms,
      depositCredit: ms,
      withdrawalConfirm: ms,
      withdrawalExamine: ms,
      withdrawalSend: ms,
      circuitBreak: ms,
      circuitBreakReference: ms
    })
  ),
  streamTiming: maybe(
    optionsOf({
      pingInterval: ms,
      pingTimeout: ms,
      connectTimeout: ms,
      connectDelay: ms
    })
  ),
  faults: array(),
  journalCapacity: whole("a whole number, zero or more", isNatural)
};
var listening = optionsOf({
  ...simulation,
  port: whole("a whole number from 0 to 65535", (port) => port >= 0 && port < 65536),
  host: maybe(Text),
  marketSpeed: above("a number above zero"),
  fullSpeed: maybe(Flag)
});
var virtual = optionsOf({
  ...simulation,
  scheduler: having("a scheduler of RxJS", ["now", "schedule"])
});
var checked = (options) => {
  checkPairs(options);
  checkProfiles(options);
  return options;
};
var readSimulatorOptions = (options, stray) => {
  const read2 = resolveOptions(listening, options, stray);
  return checked(read2);
};
var readVirtualOptions = (options, stray) => {
  const read2 = resolveOptions(virtual, options, stray);
  return checked(read2);
};
var quirksOf = (quirks, random) => quirks === "draw" ? drawQuirks(random) : { ...defaultQuirks, ...quirks };

// src/simulator/faults/fault.ts
var staleReads = ["active_orders", "trade_history", "order", "orders_info"];
var faultKinds = {
  "stream-drop": { occasion: "frame", isAct: true },
  "early-join": { occasion: "frame", isAct: false },
  "stream-freeze": { occasion: "frame", isAct: true },
  "stream-slow": { occasion: "frame", isAct: false },
  "frame-corrupt": { occasion: "frame", isAct: false },
  "frame-lose": { occasion: "frame", isAct: false },
  "frame-repeat": { occasion: "frame", isAct: false },
  "frame-reorder": { occasion: "frame", isAct: false },
  "sequence-leap": { occasion: "frame", isAct: false },
  "sequence-restart": { occasion: "frame", isAct: false },
  "private-late": { occasion: "message", isAct: false },
  "private-lose": { occasion: "message", isAct: false },
  "private-repeat": { occasion: "message", isAct: false },
  "private-reorder": { occasion: "message", isAct: false },
  "token-expire": { occasion: "message", isAct: true },
  "rest-status": { occasion: "request", isAct: false },
  "rest-429": { occasion: "request", isAct: false },
  maintenance: { occasion: "request", isAct: false },
  "rest-timeout-before": { occasion: "request", isAct: false },
  "rest-timeout-after": { occasion: "request", isAct: false },
  "rest-cut-off": { occasion: "request", isAct: false },
  "rest-10005": { occasion: "request", isAct: false },
  "rest-code": { occasion: "request", isAct: false },
  "rest-word": { occasion: "request", isAct: false },
  "rest-stall": { occasion: "request", isAct: false },
  "rest-late": { occasion: "request", isAct: false },
  "rest-reply-late": { occasion: "request", isAct: false },
  "rest-resent": { occasion: "request", isAct: false },
  "rest-twice": { occasion: "request", isAct: false },
  "equal-order": { occasion: "request", isAct: false },
  "stale-read": { occasion: "read", isAct: false },
  "pair-status": { occasion: "request", isAct: true },
  restart: { occasion: "request", isAct: true }
};

// src/simulator/faults/parse-fault.ts
var number = (name, is) => same(name, (input) => Number.isFinite(input) && is(input));
var count = number("a whole number from 1 on", (value) => Number.isInteger(value) && value >= 1);
var moment = atLeast(0);
var duration = number(
  `a number of ms from 0 to ${longestDelay}`,
  (value) => value >= 0 && value <= longestDelay
);
var text = maybe(NonEmptyText);
var whenForms = [
  ["nth", "times"],
  ["at", "for"],
  ["after", "for"],
  ["rate"]
];
var isOfForm = (when) => ([first = "", ...rest2]) => first in when && Object.keys(when).every((name) => name === first || rest2.includes(name));
var WhenFields = optionsOf({
  nth: maybe(count),
  times: maybe(count),
  at: maybe(moment),
  after: maybe(duration),
  for: maybe(duration),
  rate: maybe(number("a number from 0 to 1", (value) => value >= 0 && value <= 1))
});
var WhenOptions = decoder("{nth, times?}, {at, for?}, {after, for?} or {rate}", (input, context) => {
  const when = WhenFields.validate(input, context);
  return when._tag === "Left" || whenForms.some(isOfForm(when.right)) ? when : failure(input, context);
});
var OnlyOptions = optionsOf({ path: text, apiKey: text, room: text, message: text });
var ownFields = {
  "stream-drop": {},
  "early-join": {},
  "stream-freeze": { ms: maybe(duration) },
  "stream-slow": { ms: duration },
  "frame-corrupt": {},
  "frame-lose": {},
  "frame-repeat": {},
  "frame-reorder": {},
  "sequence-leap": {},
  "sequence-restart": {},
  "private-late": { ms: duration },
  "private-lose": {},
  "private-repeat": {},
  "private-reorder": { ms: maybe(duration) },
  "token-expire": {},
  "rest-status": {
    status: maybe(
      number(
        "an HTTP status from 400 to 599",
        (value) => Number.isInteger(value) && value >= 400 && value < 600
      )
    )
  },
  "rest-429": {},
  maintenance: {},
  "rest-timeout-before": {},
  "rest-timeout-after": {},
  "rest-cut-off": {},
  "rest-10005": {},
  "rest-resent": {},
  "rest-code": { code: count },
  "rest-word": { field: NonEmptyText, word: NonEmptyText },
  "rest-stall": { ms: maybe(duration) },
  "rest-late": { ms: duration },
  "rest-reply-late": { ms: duration },
  "rest-twice": {},
  "equal-order": { turn: maybe(oneOf("before or after", ["before", "after"])) },
  "stale-read": { read: oneOf(`one of ${staleReads.join(", ")}`, staleReads), ms: duration },
  "pair-status": {
    status: oneOf(`one of ${venueStates.join(", ")}`, venueStates),
    pair: text,
    ms: maybe(duration)
  },
  restart: { ms: maybe(duration) }
};
var kinds = Object.keys(faultKinds);
var FaultOptions = tagged(
  "kind",
  `one of ${kinds.join(", ")}`,
  Object.fromEntries(
    kinds.map((kind) => [
      kind,
      optionsOf({
        kind: oneOf(kind, [kind]),
        ...ownFields[kind],
        when: maybe(WhenOptions),
        only: maybe(OnlyOptions)
      })
    ])
  )
);
var parseFault = (value) => resolveOptions(FaultOptions, value, [], "fault");

// src/simulator/market/assets.ts
var bankFee = { under: "550", over: "770", threshold: "30000" };
var table2 = `
jpy    4 1
btc    8 0.5 bitcoin=0.0006
xrp    6 0.5 ripple=0.1
ltc    8 0.5 litecoin=0.001
eth    8 0.5 ethereum=0.005 arbitrum=0.0004 op=0.0004
mona   8 0.5 monacoin=0.001
bcc    8 0.5 bitcoincash=0.001
xlm    7 0.5 stellar=0.01
qtum   8 0.5 qtum=0.01
bat    8 0.5 ethereum=25
omg    8 0.5 ethereum=12
xym    6 0.5 symbol=2
link   8 0.5 ethereum=0.7
mkr    8 0   ethereum=0.008
boba   8 0.5 ethereum=35
enj    8 0.5 ethereum=40
matic  8 0   ethereum=15 polygon=0.1
dot    8 0.5 polkadot=0.1
doge   8 0.5 dogecoin=5
astr   8 0.5 astar=0.1
ada    6 0.5 cardano=0.5
avax   8 0.5 avalanche=0.01
axs    8 0.5 ethereum=1.5
flr    8 0.5 flare=1
sand   8 0.5 ethereum=20
gala   8 0.5 ethereum=350
ape    8 0.5 ethereum=10
chz    8 0.5 ethereum=110
oas    8 0.5 oasys=1
mana   8 0.5 ethereum=20
grt    8 0.5 ethereum=55
rndr   8 0   ethereum=2
bnb    8 0.5 bsc=0.0005
dai    8 0.5 ethereum=6
op     8 0.5 op=0.5
arb    8 0.5 arbitrum=0.6
klay   8 0   ethereum=30
imx    8 0.5 ethereum=8
mask   8 0.5 ethereum=4
pol    8 0.5 ethereum=15 polygon=0.1
sol    8 0.5 solana=0.01
cyber  8 0.5 ethereum=3
render 8 0.5 solana=0.3
trx    6 0.5 tron=3
lpt    8 0.5 ethereum=1
atom   6 0.5 cosmos=0.02
sui    8 0.5 sui=0.05
sky    8 0.5 ethereum=110
`;
var assetOfRow = (row) => {
  const [asset = "", precision, collateralRatio = "", ...carriers] = row.split(/ +/);
  return {
    asset,
    precision: Number(precision),
    collateralRatio,
    networks: carriers.map((carrier2) => {
      const [network = "", withdrawalFee3 = ""] = carrier2.split("=");
      return { network, withdrawalFee: withdrawalFee3, stopDeposit: false, stopWithdrawal: false };
    }),
    bankFee: asset === "jpy" ? bankFee : null,
    stopDeposit: false,
    stopWithdrawal: false
  };
};
var assets = table2.trim().split("\n").map(assetOfRow);
var unknownAsset = (asset, precision) => ({
  asset,
  precision,
  collateralRatio: "0",
  networks: [],
  bankFee: null,
  stopDeposit: true,
  stopWithdrawal: true
});
var usualPrecision = 8;
var assetsOf = (instruments2) => {
  const byName = new Map(assets.map((asset) => [asset.asset, asset]));
  for (const { baseAsset, quoteAsset, amountDigits } of instruments2) {
    const base = byName.get(baseAsset) ?? unknownAsset(baseAsset, usualPrecision);
    byName.set(baseAsset, amountDigits > base.precision ? { ...base, precision: amountDigits } : base);
    if (!byName.has(quoteAsset)) byName.set(quoteAsset, unknownAsset(quoteAsset, usualPrecision));
  }
  return [...byName.values()];
};

// src/simulator/wire/grant-token.ts
var unsigned = 0;
var byteString = 2;
var textString = 3;
var map2 = 5;
var head = (type, value) => {
  const top = type << 5;
  if (value < 24) return Buffer.from([top | value]);
  if (value < 256) return Buffer.from([top | 24, value]);
  if (value < 65536) return Buffer.from([top | 25, value >> 8, value & 255]);
  const bytes = Buffer.alloc(5, top | 26);
  bytes.writeUInt32BE(value, 1);
  return bytes;
};
var stringOf = (type, bytes) => Buffer.concat([head(type, bytes.length), bytes]);
var form = (fields2) => Object.entries(fields2).map(([name, value]) => [Buffer.from(name), value]);
var encode = (value) => {
  if (typeof value === "number") return head(unsigned, value);
  if (typeof value === "string") return stringOf(textString, Buffer.from(value));
  if (Buffer.isBuffer(value)) return stringOf(byteString, value);
  return Buffer.concat([
    head(map2, value.length),
    ...value.flatMap(([name, item]) => [encode(name), encode(item)])
  ]);
};
var version = 2;
var read = 1;
var resources = (channels) => form({ chan: channels, grp: [], usr: [], spc: [], uuid: [] });
var grantToken = ({ channel, grantedAt, ttl, signature }) => encode(
  form({
    v: version,
    t: grantedAt,
    ttl,
    res: resources([[channel, read]]),
    pat: resources([]),
    meta: [],
    uuid: channel,
    sig: signature
  })
).toString("base64url");

// src/simulator/wire/pubnub-origin.ts
import { Observable, Subscription as Subscription4 } from "rxjs";
var venueTokenLife = 12 * 60 * 60 * 1e3;
var venueCache = { messages: 100, ms: 20 * 60 * 1e3 };
var longestWait = 28e4;
var timetokenLength = 17;
var expired = { message: "Token is expired.", channels: null };
var createPubNubOrigin = (options) => {
  const { wall, market, cache } = options;
  const grants = /* @__PURE__ */ new Map();
  const histories = /* @__PURE__ */ new Map();
  const waiters = /* @__PURE__ */ new Set();
  let latest4 = { ms: 0, count: 0 };
  let flushIsDue = false;
  const nextTimetoken = () => {
    const ms2 = Math.max(Math.floor(wall.now()), latest4.ms);
    const isSame = ms2 === latest4.ms;
    latest4 = isSame && latest4.count < 9999 ? { ms: ms2, count: latest4.count + 1 } : { ms: isSame ? ms2 + 1 : ms2, count: 0 };
    return `${latest4.ms}${String(latest4.count).padStart(4, "0")}`;
  };
  const denialOf = (channels, token) => {
    if (token === null) return { message: "Forbidden", channels };
    const grant = grants.get(token);
    if (!grant || grant.expiresAt <= market.now()) return expired;
    const others2 = channels.filter((channel) => channel !== grant.channel && !channel.endsWith("-pnpres"));
    return others2.length === 0 ? null : { message: "Forbidden", channels: others2 };
  };
  const missedOn = (channel, since) => {
    const history = histories.get(channel) ?? [];
    const oldest = `${Math.max(0, Math.floor(wall.now()) - cache.ms)}0000`.padStart(timetokenLength, "0");
    let from2 = history.length;
    const first = Math.max(0, from2 - cache.messages);
    const isMissed = ({ timetoken }) => timetoken > since && timetoken >= oldest;
    for (let message2 = history[from2 - 1]; from2 > first && message2 && isMissed(message2); message2 = history[from2 - 1])
      from2 -= 1;
    return history.slice(from2);
  };
  const missed = (channels, since) => {
    const [channel = "", ...others2] = channels;
    if (others2.length === 0) return missedOn(channel, since);
    const all = channels.flatMap((one) => missedOn(one, since));
    return all.sort((a, b) => a.timetoken < b.timetoken ? -1 : 1);
  };
  const answer = (waiter, delivery) => {
    waiters.delete(waiter);
    waiter.subscriber.next(delivery);
    waiter.subscriber.complete();
  };
  const deliver = (waiter, messages) => {
    const last = messages.at(-1);
    if (!last) return false;
    answer(waiter, { type: "messages", timetoken: last.timetoken, messages });
    return true;
  };
  const flush = () => {
    flushIsDue = false;
    for (const waiter of waiters) deliver(waiter, waiter.messages);
  };
  const wait = (channels, token, timetoken) => new Observable((subscriber) => {
    const waiter = { channels, subscriber, token, messages: [] };
    if (deliver(waiter, missed(channels, timetoken.padStart(timetokenLength, "0")))) return;
    waiters.add(waiter);
    const timers = new Subscription4(() => waiters.delete(waiter));
    const giveUp = () => answer(waiter, { type: "messages", timetoken, messages: [] });
    timers.add(wall.schedule(giveUp, longestWait));
    const grant = token === null ? void 0 : grants.get(token);
    if (grant) {
      const expire2 = () => answer(waiter, { type: "denied", denial: expired });
      timers.add(market.schedule(expire2, grant.expiresAt - market.now()));
    }
    return timers;
  });
  return {
    grant: (channel) => {
      for (const [old, { expiresAt }] of grants) if (expiresAt <= market.now()) grants.delete(old);
      const token = grantToken({
        channel,
        grantedAt: Math.floor(market.now() / 1e3),
        ttl: Math.max(1, Math.ceil(options.tokenLife / 6e4)),
        signature: options.nextSignature()
      });
      grants.set(token, { channel, expiresAt: market.now() + options.tokenLife });
      return token;
    },
    publish: (channel, message2) => {
      const published = { timetoken: nextTimetoken(), channel, message: message2 };
      const history = histories.get(channel) ?? [];
      histories.set(channel, history);
      history.push(published);
      if (history.length > 2 * cache.messages) history.splice(0, history.length - cache.messages);
      for (const waiter of waiters) {
        if (waiter.channels.includes(channel)) waiter.messages.push(published);
      }
      if (flushIsDue || waiters.size === 0) return;
      flushIsDue = true;
      wall.schedule(flush);
    },
    expireTokens: (channel) => {
      for (const [token, grant] of grants) {
        if (grant.channel === channel) grants.set(token, { channel, expiresAt: market.now() });
      }
      for (const waiter of waiters) {
        const denial = denialOf(waiter.channels, waiter.token);
        if (denial) answer(waiter, { type: "denied", denial });
      }
    },
    denialOf,
    receive: (channels, token, timetoken) => new Observable((subscriber) => {
      const denial = denialOf(channels, token);
      if (!denial && timetoken !== null && timetoken !== "0") {
        return wait(channels, token, timetoken).subscribe(subscriber);
      }
      subscriber.next(
        denial ? { type: "denied", denial } : { type: "messages", timetoken: nextTimetoken(), messages: [] }
      );
      subscriber.complete();
      return void 0;
    }),
    now: () => nextTimetoken()
  };
};

// src/simulator/wire/session.ts
import { Subscription as Subscription5 } from "rxjs";

// src/simulator/wire/frame.ts
var textOpcode = 129;
var encodeTextFrame = (text3) => {
  const length = Buffer.byteLength(text3);
  const headerLength = length < 126 ? 2 : length < 65536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = textOpcode;
  if (headerLength === 2) frame[1] = length;
  else if (headerLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text3, headerLength);
  return frame;
};
var sharedFrame = (text3, room = null) => {
  let encoded;
  return { text: text3, room, bytes: () => encoded ??= encodeTextFrame(text3) };
};

// src/simulator/wire/session.ts
var venueTiming = {
  pingInterval: 25e3,
  pingTimeout: 2e4,
  connectTimeout: 45e3,
  connectDelay: 0
};
var maxPayload = 1e6;
var mostEarly = 1e3;
var packetFrame = (packet) => sharedFrame(encodePacket(packet));
var ping = packetFrame({ type: "ping" });
var pong = packetFrame({ type: "pong" });
var soundLink = {
  outgoing: (frame, forward) => forward(frame),
  holdsEarly: () => true,
  incoming: (text3, forward) => forward(text3),
  end: () => void 0,
  closing: (close) => close()
};
var withoutAckId = (text3) => text3.replace(/^42\d+(?=\[)/, "42");
var roomOf2 = (args) => typeof args[0] === "string" ? args[0] : null;
var openSession = (options) => {
  const { sid, hub, timing, scheduler, protocol } = options;
  const isLegacy = protocol !== 4;
  let outlet = options.outlet;
  let isOpen = true;
  let isConnected = isLegacy;
  let isConnecting = false;
  let early = [];
  const timers = new Subscription5();
  let nextBeat = Subscription5.EMPTY;
  const end2 = () => {
    if (!isOpen) return false;
    isOpen = false;
    timers.unsubscribe();
    nextBeat.unsubscribe();
    hub.leaveAll(session);
    link.end();
    options.onEnd?.();
    return true;
  };
  const close = () => {
    if (end2()) outlet.close();
  };
  const giveUp = () => {
    if (end2()) link.closing(outlet.close);
  };
  const link = options.link?.(close) ?? soundLink;
  const forward = (frame) => {
    if (isOpen) outlet.send(frame);
  };
  const send = (frame) => {
    if (isOpen) link.outgoing(frame, forward);
  };
  const expectPing = () => {
    nextBeat.unsubscribe();
    nextBeat = scheduler.schedule(() => {
      send(ping);
      expectPong();
    }, timing.pingInterval);
  };
  const expectPong = () => {
    nextBeat.unsubscribe();
    nextBeat = scheduler.schedule(giveUp, timing.pingTimeout);
  };
  const connect = () => {
    isConnected = true;
    isConnecting = false;
    send(packetFrame({ type: "connect", sid: options.connectSid }));
    const held = early;
    early = [];
    for (const receive of held) receive();
  };
  const receiveEvent = (name, args) => {
    const room = roomOf2(args);
    if (room === null) return;
    if (name === "join-room") hub.join(room, session);
    else if (name === "leave-room") hub.leave(room, session);
  };
  const receivePacket = (text3) => {
    if (!isOpen) return;
    const packet = decodePacket(withoutAckId(text3));
    switch (packet.type) {
      case "pong":
        expectPing();
        break;
      case "ping":
        if (isLegacy) {
          expectPing();
          send(pong);
        } else close();
        break;
      case "connect":
        if (isConnecting) break;
        isConnecting = true;
        timers.add(scheduler.schedule(connect, timing.connectDelay));
        break;
      case "event":
        if (isConnected) receiveEvent(packet.name, packet.args);
        else if (isConnecting && early.length < mostEarly && link.holdsEarly()) {
          early.push(() => receiveEvent(packet.name, packet.args));
        } else close();
        break;
      case "disconnect":
        isConnected = isLegacy;
        hub.leaveAll(session);
        break;
      case "noop":
        break;
      default:
        close();
    }
  };
  const session = {
    sid,
    deliver: send,
    receive: (text3) => link.incoming(text3, receivePacket),
    moveTo: (next2) => {
      outlet = next2;
    },
    close,
    lost: () => void end2()
  };
  const { pingInterval, pingTimeout } = timing;
  const handshake = { sid, upgrades: options.upgrades, pingInterval, pingTimeout, maxPayload };
  send(sharedFrame(`0${JSON.stringify(handshake)}`));
  timers.add(
    scheduler.schedule(() => {
      if (!isConnected) giveUp();
    }, timing.connectTimeout)
  );
  expectPing();
  return session;
};

// src/simulator/wire/wire.ts
import { createHash as createHash2 } from "crypto";
import { of as of7, Subject as Subject4, tap } from "rxjs";

// src/simulator/faults/registry.ts
import { Subject as Subject3, Subscription as Subscription6 } from "rxjs";
var isLike = (pattern, text3) => pattern === void 0 || typeof text3 === "string" && (pattern.endsWith("*") ? text3.startsWith(pattern.slice(0, -1)) : text3 === pattern);
var defaultPath = "/v1/*";
var isAbout = ({ only: only2 = {} }, occasion, about) => isLike(only2.path ?? (occasion === "request" ? defaultPath : void 0), about.path) && isLike(only2.apiKey, about.apiKey) && isLike(only2.room, about.room) && isLike(only2.message, about.message);
var startOf = (when, since) => when && "at" in when ? when.at : when && "after" in when ? since + when.after : since;
var isCounted = (when) => when !== void 0 && ("nth" in when || "rate" in when);
var createFaultRegistry = (wall, random) => {
  const rules = /* @__PURE__ */ new Map();
  const exposed = { request: 0, frame: 0, message: 0, read: 0 };
  const dueActs = new Subject3();
  const strikes = new Subject3();
  let added = 0;
  const hit = (rule, about) => {
    rule.struck += 1;
    strikes.next({ id: rule.id, fault: rule.fault, about });
  };
  const isStruck = (rule) => {
    rule.occasions += 1;
    const { when } = rule.fault;
    if (when && "nth" in when) {
      return rule.occasions >= when.nth && rule.occasions < when.nth + (when.times ?? 1);
    }
    if (when && "rate" in when) return random() < when.rate;
    const start2 = startOf(when, rule.since);
    return wall.now() >= start2 && wall.now() < start2 + (when?.for ?? Infinity);
  };
  const remove = (id) => {
    const rule = rules.get(id);
    if (!rule) return false;
    rules.delete(id);
    rule.timer.unsubscribe();
    exposed[faultKinds[rule.fault.kind].occasion] -= 1;
    return true;
  };
  const clear = () => [...rules.keys()].forEach(remove);
  return {
    add: (fault) => {
      added += 1;
      const since = wall.now();
      const rule = {
        id: `fault-${added}`,
        fault,
        since,
        timer: new Subscription6(),
        occasions: 0,
        struck: 0
      };
      const { occasion, isAct } = faultKinds[fault.kind];
      rules.set(rule.id, rule);
      exposed[occasion] += 1;
      if (isAct && !isCounted(fault.when)) {
        const act = () => {
          hit(rule, {});
          dueActs.next(fault);
        };
        const delay3 = startOf(fault.when, since) - since;
        if (delay3 <= 0) act();
        else rule.timer.add(wall.schedule(act, delay3));
      }
      return rule.id;
    },
    remove,
    clear,
    list: () => Array.from(rules.values(), ({ id, fault, struck }) => ({ id, fault, struck })),
    isExposed: (occasion) => exposed[occasion] > 0,
    strike: (kind, about, isMeant = () => true) => {
      const { occasion } = faultKinds[kind];
      if (exposed[occasion] === 0) return null;
      for (const rule of rules.values()) {
        if (rule.fault.kind !== kind) continue;
        const fault = rule.fault;
        if (!isMeant(fault) || !isAbout(fault, occasion, about) || !isStruck(rule)) continue;
        hit(rule, about);
        return fault;
      }
      return null;
    },
    acts: (occasion, about) => {
      if (exposed[occasion] === 0) return [];
      const due = [...rules.values()].filter(({ fault }) => {
        const kind = faultKinds[fault.kind];
        return kind.isAct && kind.occasion === occasion && isCounted(fault.when);
      });
      return due.filter((rule) => isAbout(rule.fault, occasion, about) && isStruck(rule)).map((rule) => {
        hit(rule, about);
        return rule.fault;
      });
    },
    dueActs$: dueActs,
    strikes$: strikes,
    close: () => {
      clear();
      dueActs.complete();
      strikes.complete();
    }
  };
};

// src/simulator/wire/request-faults.ts
import { delay as delay2, mergeMap as mergeMap2, of as of2, ReplaySubject, timer as timer2 } from "rxjs";

// src/simulator/wire/message.ts
import { NEVER } from "rxjs";
var unanswered = NEVER;
var jsonHeaders = { "content-type": "application/json; charset=utf-8" };
var jsonReply = (status, body, headers = {}) => ({
  type: "reply",
  status,
  headers: { ...jsonHeaders, ...headers },
  body
});
var textReply = (status, body) => ({
  type: "reply",
  status,
  headers: { "content-type": "text/plain; charset=UTF-8" },
  body
});
var successReply = (data) => jsonReply(200, JSON.stringify({ success: 1, data }));
var statusOfCode = {
  [venueCode.notFound]: 404,
  [venueCode.tooManyRequests]: 429
};
var failureReply = (code, status = statusOfCode[code] ?? 200) => jsonReply(status, JSON.stringify({ success: 0, data: { code } }));
var replyCodeOf = ({ body }) => {
  const match2 = /^\{"success":0,"data":\{"code":(\d+)\}\}$/.exec(body);
  return match2 ? Number(match2[1]) : null;
};
var absolute = /^https?:\/\/[^/?#]*/i;
var originForm = (target) => {
  if (target.startsWith("/")) return target;
  const rest2 = target.replace(absolute, "");
  return rest2.startsWith("/") ? rest2 : `/${rest2}`;
};
var wireRequest = (sentMethod, sentTarget, headers = {}, body = "") => {
  const method = sentMethod === "HEAD" ? "GET" : sentMethod;
  const target = originForm(sentTarget);
  const mark = target.indexOf("?");
  return {
    method,
    target,
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1)),
    headers,
    body
  };
};

// src/simulator/wire/request-faults.ts
var aboutOf = ({ path, headers }) => ({ path, apiKey: headers["access-key"] ?? null });
var keptAway = (faults, about) => {
  if (faults.strike("maintenance", about)) return failureReply(venueCode.maintenance);
  if (faults.strike("rest-429", about)) return failureReply(venueCode.tooManyRequests);
  const refused = faults.strike("rest-code", about);
  if (refused) return jsonReply(200, JSON.stringify({ success: 0, data: { code: refused.code } }));
  const broken = faults.strike("rest-status", about);
  if (broken) return textReply(broken.status ?? 503, "Service Unavailable");
  return faults.strike("rest-timeout-before", about) ? "unanswered" : null;
};
var inWord = (reply, field, word) => {
  const instead = (key, value) => key === field && typeof value === "string" ? word : value;
  return { ...reply, body: JSON.stringify(JSON.parse(reply.body, instead)) };
};
var reworded = (faults, about, reply) => {
  const fault = faults.strike("rest-word", about);
  return fault ? inWord(reply, fault.field, fault.word) : reply;
};
var spoiled = (faults, about, wall, reply) => {
  if (faults.strike("rest-timeout-after", about)) return unanswered;
  if (faults.strike("rest-cut-off", about)) return of2({ type: "cut-off", reply });
  const answer = faults.strike("rest-10005", about) ? failureReply(venueCode.timeout) : faults.strike("rest-resent", about) ? failureReply(venueCode.outsideTimeWindow) : reworded(faults, about, reply);
  const late = faults.strike("rest-reply-late", about);
  return late ? of2(answer).pipe(delay2(late.ms, wall)) : of2(answer);
};
var detached = (answers) => {
  const result2 = new ReplaySubject(1);
  answers.subscribe(result2);
  return result2;
};
var withRequestFaults = (faults, wall, handle, onKeptAway) => {
  const stalledUntil = /* @__PURE__ */ new Map();
  const heldFor = (about) => {
    const left = (stalledUntil.get(about.apiKey) ?? 0) - wall.now();
    if (left > 0) return left;
    const stall = faults.strike("rest-stall", about);
    if (!stall) return 0;
    const ms2 = stall.ms ?? 1e3;
    stalledUntil.set(about.apiKey, wall.now() + ms2);
    return ms2;
  };
  const pass = (request) => {
    if (!faults.isExposed("request")) return handle(request);
    const about = aboutOf(request);
    const kept = keptAway(faults, about);
    if (kept) {
      onKeptAway(request, kept === "unanswered" ? null : kept);
      return kept === "unanswered" ? unanswered : of2(kept);
    }
    const arrive = () => {
      const answers = handle(request);
      if (faults.strike("rest-twice", about)) handle(request).subscribe();
      return answers.pipe(
        mergeMap2((answer) => answer.type === "reply" ? spoiled(faults, about, wall, answer) : of2(answer))
      );
    };
    const late = faults.strike("rest-late", about);
    return late ? detached(timer2(late.ms, wall).pipe(mergeMap2(arrive))) : arrive();
  };
  return (request) => {
    const held = faults.isExposed("request") || stalledUntil.size > 0 ? heldFor(aboutOf(request)) : 0;
    return held > 0 ? timer2(held, wall).pipe(mergeMap2(() => pass(request))) : pass(request);
  };
};

// src/simulator/wire/delay-line.ts
var delayLine = (scheduler, forward) => {
  let held = 0;
  let freeAt = 0;
  return (item, delay3) => {
    if (delay3 <= 0 && held === 0) {
      forward(item);
      return;
    }
    freeAt = Math.max(freeAt, scheduler.now() + delay3);
    if (freeAt === Infinity) return;
    held += 1;
    scheduler.schedule(() => {
      held -= 1;
      forward(item);
    }, freeAt - scheduler.now());
  };
};

// src/simulator/market/room-news.ts
var frameText = (room, data) => `42${JSON.stringify(["message", { room_name: room, message: { data } }])}`;
var sequence = /"(s|sequenceId)":"(\d+)"/;
var sequenceIn = (text3) => Number(sequence.exec(text3)?.[2] ?? 0);
var renumbered = (text3, by) => text3.replace(sequence, (_, key, number2) => `"${key}":"${Number(number2) + by}"`);

// src/simulator/wire/stream-link.ts
var cutFrame = ({ text: text3, room }) => sharedFrame(text3.slice(0, Math.ceil(text3.length / 2)), room);
var leap = 9e15;
var lastDigits = 1e9;
var createStreamLink = (faults, wall, drop) => {
  let frozenUntil = -Infinity;
  let forwardFrame = () => void 0;
  let forwardText = () => void 0;
  let overtaken = null;
  let lost = 0;
  const out = delayLine(wall, (frame) => forwardFrame(frame));
  const back = delayLine(wall, (text3) => forwardText(text3));
  const frost = () => Math.max(0, frozenUntil - wall.now());
  const act = (fault) => {
    if (fault.kind === "stream-drop") drop();
    if (fault.kind === "stream-freeze")
      frozenUntil = Math.max(frozenUntil, wall.now() + (fault.ms ?? Infinity));
  };
  const due = faults.dueActs$.subscribe(act);
  const pass = (frame, delay3) => {
    out(frame, delay3);
    if (overtaken) {
      out(overtaken, delay3);
      overtaken = null;
    }
  };
  const isOfBook = ({ room }) => room?.startsWith("depth_") === true;
  const numbered = (frame, about) => {
    if (!isOfBook(frame)) return frame;
    const sequence2 = sequenceIn(frame.text);
    if (faults.strike("sequence-restart", about)) lost = sequence2 - sequence2 % lastDigits;
    const by = (faults.strike("sequence-leap", about) ? leap : 0) - lost;
    return by === 0 ? frame : sharedFrame(renumbered(frame.text, by), frame.room);
  };
  const outgoing = (given) => {
    const about = given.room === null ? {} : { room: given.room };
    const frame = numbered(given, about);
    faults.acts("frame", about).forEach(act);
    const delay3 = frost() + (faults.strike("stream-slow", about)?.ms ?? 0);
    if (frame.room === null) {
      out(frame, delay3);
      return;
    }
    if (faults.strike("frame-lose", about)) return;
    if (!overtaken && faults.strike("frame-reorder", about)) {
      overtaken = frame;
      return;
    }
    const arriving = faults.strike("frame-corrupt", about) ? cutFrame(frame) : frame;
    pass(arriving, delay3);
    if (faults.strike("frame-repeat", about)) pass(arriving, delay3);
  };
  return {
    outgoing: (frame, forward) => {
      forwardFrame = forward;
      if (faults.isExposed("frame") || overtaken || lost > 0 && isOfBook(frame)) outgoing(frame);
      else out(frame, frost());
    },
    holdsEarly: () => !faults.strike("early-join", {}),
    incoming: (text3, forward) => {
      forwardText = forward;
      back(text3, frost());
    },
    end: () => due.unsubscribe(),
    closing: (close) => {
      const wait = frost();
      if (wait === 0) close();
      else if (wait < Infinity) wall.schedule(close, wait);
    }
  };
};

// src/simulator/wire/control.ts
import { of as of3 } from "rxjs";

// src/simulator/wire/journal.ts
import { createHash } from "crypto";
var callDigest = (signature) => createHash("sha256").update(signature).digest("hex").slice(0, 16);
var mostPath = 256;
var short = (event) => event.type === "request" && event.path.length > mostPath ? { ...event, path: event.path.slice(0, mostPath) } : event;
var createJournal = (now, capacity) => {
  const entries = [];
  let written = 0;
  return {
    write: (event) => {
      if (capacity === 0) return;
      written += 1;
      entries.push({ seq: written, at: now(), ...short(event) });
      if (entries.length >= 2 * capacity) entries.splice(0, entries.length - capacity);
    },
    entries: (after = 0) => {
      const first = entries[0]?.seq ?? 1;
      return entries.slice(Math.max(0, after - first + 1));
    }
  };
};
var journalJson = (entries) => JSON.stringify(entries, (_, value) => typeof value === "bigint" ? value.toString() : value);

// src/simulator/wire/rules.ts
var rulesOf = (venue) => {
  const assets2 = new Map(venue.assetRules().map((rule) => [rule.asset, rule]));
  const asset = (name) => {
    const rule = assets2.get(name);
    if (!rule) throw new Error(`the venue has no asset ${name}`);
    return rule;
  };
  return {
    asset,
    marginPairs: () => venue.instruments().filter(({ margin }) => margin !== null).map(({ pair }) => pair),
    instrument: (pair) => {
      const instrument = venue.instrument(pair);
      if (!instrument) throw new Error(`the venue has no pair ${pair}`);
      return instrument;
    },
    money: (name, units2) => fromUnits(units2, asset(name).precision)
  };
};
var present = (fields2) => {
  const result2 = {};
  for (const name in fields2) if (fields2[name] !== null) result2[name] = fields2[name];
  return result2;
};

// src/simulator/wire/order-json.ts
var orderFigures = (rules, order) => {
  const instrument = rules.instrument(order.pair);
  const amount = (lots) => lots === null ? null : formatAmount(instrument, lots);
  const price = (ticks) => ticks === null ? null : formatPrice(instrument, ticks);
  return {
    start_amount: amount(order.startAmount),
    remaining_amount: amount(order.remainingAmount),
    executed_amount: formatAmount(instrument, order.executedAmount),
    average_price: averagePrice(instrument, order.executedNotional, order.executedAmount),
    price: price(order.price),
    trigger_price: price(order.triggerPrice)
  };
};
var orderJson = (rules, order) => {
  const { start_amount, remaining_amount, executed_amount, average_price, price, trigger_price } = orderFigures(rules, order);
  return {
    order_id: order.orderId,
    pair: order.pair,
    side: order.side,
    ...present({ position_side: order.positionSide }),
    type: order.type,
    start_amount,
    remaining_amount,
    executed_amount,
    ...present({ price, post_only: order.postOnly }),
    user_cancelable: order.userCancelable,
    average_price,
    ordered_at: order.orderedAt,
    expire_at: order.expireAt,
    ...present({
      canceled_at: order.canceledAt,
      executed_at: order.executedAt,
      triggered_at: order.triggeredAt,
      trigger_price
    }),
    status: order.status
  };
};
var orderMessage = (rules, order) => {
  const { price, trigger_price, ...figures } = orderFigures(rules, order);
  const hasMoved = order.triggeredAt !== null || order.executedAmount > 0n;
  return {
    average_price: figures.average_price,
    ...present({ canceled_at: order.canceledAt }),
    executed_amount: figures.executed_amount,
    ...present({ executed_at: order.executedAt }),
    expire_at: order.expireAt,
    order_id: order.orderId,
    ordered_at: order.orderedAt,
    pair: order.pair,
    ...present({ price, trigger_price }),
    remaining_amount: figures.remaining_amount,
    position_side: order.positionSide,
    side: order.side,
    start_amount: figures.start_amount,
    status: order.status,
    type: order.type,
    ...present({ triggered_at: order.triggeredAt, post_only: order.postOnly }),
    user_cancelable: order.userCancelable,
    ...present({ is_just_triggered: hasMoved ? order.justTriggered : null })
  };
};
var fillFigures = (rules, fill2) => {
  const instrument = rules.instrument(fill2.pair);
  const quote = (units2) => units2 === null ? null : rules.money(instrument.quoteAsset, units2);
  const fine = (units2) => units2 === null ? null : formatFine(units2);
  return {
    amount: formatAmount(instrument, fill2.amount),
    price: formatPrice(instrument, fill2.price),
    fee_amount_base: rules.money(instrument.baseAsset, fill2.feeBase),
    fee_amount_quote: quote(fill2.feeQuote),
    fee_occurred_amount_quote: quote(fill2.feeOccurredQuote),
    // A fill that opens a position has `0`, without decimal places.
    profit_loss: opensPosition(fill2) ? "0" : fine(fill2.profitLoss),
    interest: opensPosition(fill2) ? "0" : fine(fill2.interest)
  };
};
var tradeJson = (rules, fill2) => {
  const { amount, price, profit_loss, interest, ...fees } = fillFigures(rules, fill2);
  return {
    trade_id: fill2.tradeId,
    pair: fill2.pair,
    order_id: fill2.orderId,
    side: fill2.side,
    ...present({ position_side: fill2.positionSide }),
    type: fill2.type,
    amount,
    price,
    maker_taker: fill2.makerTaker,
    ...fees,
    ...present({ profit_loss, interest }),
    executed_at: fill2.executedAt
  };
};
var tradeMessage = (rules, fill2) => ({
  ...fillFigures(rules, fill2),
  executed_at: fill2.executedAt,
  maker_taker: fill2.makerTaker,
  order_id: fill2.orderId,
  pair: fill2.pair,
  position_side: fill2.positionSide,
  side: fill2.side,
  trade_id: fill2.tradeId,
  type: fill2.type
});

// src/simulator/wire/control.ts
var controlPath = "/_sim/";
var modes = [
  "NONE",
  "CIRCUIT_BREAK",
  "FULL_RANGE_CIRCUIT_BREAK",
  "RESUMPTION",
  "LISTING"
];
var withdrawalEnds = ["REJECTED", "CANCELED", "CONFIRM_TIMEOUT"];
var sides2 = ["buy", "sell"];
var isLocalName = (name) => /^(\[[0-9a-f:.]+\]|[0-9.]+|[a-z0-9_-]+|([a-z0-9-]+\.)+localhost)$/i.test(name);
var nameOf = (host) => host.replace(/:\d+$/, "");
var isLoopback = (name) => /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(name);
var isOurs = ({ host, origin }) => {
  if (host !== void 0 && !isLocalName(nameOf(host))) return false;
  if (origin === void 0) return true;
  const from2 = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1];
  return from2 !== void 0 && (from2 === host || isLoopback(nameOf(from2)));
};
var shown = (value) => value === void 0 ? "nothing" : JSON.stringify(value).slice(0, 60);
var fieldsOf = (body) => {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body };
  throw configError("body", "a JSON object", shown(body));
};
var textOf = (body, name) => {
  const value = body[name];
  if (typeof value === "string" && value !== "") return value;
  throw configError(name, "a text", shown(value));
};
var oneOf2 = (body, name, values) => {
  const value = values.find((known) => known === body[name]);
  if (value !== void 0) return value;
  throw configError(name, `one of ${values.join(", ")}`, shown(body[name]));
};
var decimalOf2 = (body, name) => {
  const value = textOf(body, name);
  if (isPlainDecimal(value) && !value.startsWith("-")) return value;
  throw configError(name, "a plain decimal, zero or more", shown(value));
};
var isConfigError = (error) => error instanceof Error && "_tag" in error && error._tag === "ConfigError";
var parseBody = (text3) => {
  if (text3 === "") return void 0;
  try {
    return JSON.parse(text3);
  } catch {
    throw configError("body", "JSON", shown(text3));
  }
};
var runsOf = ({
  venue,
  rules,
  accounts,
  faults,
  journal
}) => {
  const accountOf = (body) => {
    const apiKey = textOf(body, "apiKey");
    const account = accounts.byKey(apiKey);
    if (!account) throw configError("apiKey", "the key of an account", shown(apiKey));
    return account;
  };
  const pairOf2 = (body) => {
    const instrument = venue.instrument(textOf(body, "pair"));
    if (!instrument) throw configError("pair", "a pair of the venue", shown(body["pair"]));
    return instrument.pair;
  };
  const assetOf = (body) => {
    const rule = venue.assetRules().find(({ asset }) => asset === body["asset"]);
    if (!rule) throw configError("asset", "an asset of the venue", shown(body["asset"]));
    return rule;
  };
  const moneyOf = (body) => {
    const { asset, precision } = assetOf(body);
    return { asset, amount: toUnits(decimalOf2(body, "amount"), precision) };
  };
  return {
    "GET faults": () => faults.list(),
    "POST faults": (body) => ({
      ids: (Array.isArray(body) ? body : [body]).map(parseFault).map(faults.add)
    }),
    "DELETE faults": (_, id) => {
      if (id === "") faults.clear();
      else if (!faults.remove(id)) throw configError("id", "the id of a fault in force", shown(id));
      return {};
    },
    "GET journal": (_, __, query) => journal.entries(Number(query.get("after") ?? 0)),
    "GET accounts": () => accounts.all().map(({ apiKey, channel }) => ({ apiKey, channel })),
    "POST accounts": (body) => {
      const fields2 = fieldsOf(body);
      const { apiKey, channel } = accounts.open(fields2);
      return { apiKey, channel };
    },
    "POST deposits": (body) => {
      const fields2 = fieldsOf(body);
      const deposit2 = venue.deposit(accountOf(fields2).user, {
        ...moneyOf(fields2),
        ...fields2["network"] === void 0 ? {} : { network: textOf(fields2, "network") },
        awaitsOriginator: fields2["awaitsOriginator"] === true
      });
      return { uuid: deposit2.uuid };
    },
    "POST withdrawals": (body, id) => {
      venue.endWithdrawal(id, oneOf2(fieldsOf(body), "status", withdrawalEnds));
      return {};
    },
    "POST dealer-orders": (body) => {
      const fields2 = fieldsOf(body);
      const side = oneOf2(fields2, "side", sides2);
      const price = decimalOf2(fields2, "price");
      const order = venue.dealerOrder(accountOf(fields2).user, { ...moneyOf(fields2), side, price });
      return isRefusal(order) ? order : { orderId: order.orderId };
    },
    "POST circuit-break": (body) => {
      const fields2 = fieldsOf(body);
      const { duration: duration2 } = fields2;
      const mode = oneOf2(fields2, "mode", modes);
      venue.setCircuitBreak(pairOf2(fields2), mode, typeof duration2 === "number" ? duration2 : null);
      return {};
    },
    "POST suspensions": (body) => {
      const fields2 = fieldsOf(body);
      const stopped2 = Object.entries(fieldsOf(fields2["stopped"])).filter(
        ([, flag]) => typeof flag === "boolean"
      );
      venue.setStopped(pairOf2(fields2), Object.fromEntries(stopped2));
      return {};
    },
    "POST invalidations": (body) => {
      const fields2 = fieldsOf(body);
      const orderIds = fields2["orderIds"];
      if (!Array.isArray(orderIds) || !orderIds.every((id) => Number.isInteger(id))) {
        throw configError("orderIds", "an array of order ids", shown(orderIds));
      }
      venue.invalidateOrders(accountOf(fields2).user, pairOf2(fields2), orderIds);
      return {};
    },
    "GET orders": (_, __, query) => {
      const account = accountOf({ apiKey: query.get("apiKey") });
      return venue.activeOrders(account.user, {}).map((order) => orderJson(rules, order));
    }
  };
};
var bad = (error) => {
  const named = isConfigError(error) ? { field: error.field, expected: error.expected } : {};
  return jsonReply(400, JSON.stringify({ error: error.message, ...named }));
};
var createControl = (options) => {
  const runs = runsOf(options);
  return ({ method, path, query, headers, body }) => {
    if (!path.startsWith(controlPath)) return null;
    if (!isOurs(headers)) {
      return of3(jsonReply(403, JSON.stringify({ error: "the control path answers no other site" })));
    }
    const [name = "", id = ""] = path.slice(controlPath.length).split("/");
    const run = runs[`${method} ${name}`];
    if (!run)
      return of3(jsonReply(404, JSON.stringify({ error: "no such control", controls: Object.keys(runs) })));
    try {
      const outcome = run(parseBody(body), id, query);
      if (isRefusal(outcome))
        return of3(jsonReply(409, JSON.stringify({ error: "refused", code: outcome.code })));
      return of3(jsonReply(200, name === "journal" ? journalJson(outcome) : JSON.stringify(outcome)));
    } catch (error) {
      if (error instanceof Error) return of3(bad(error));
      throw error;
    }
  };
};

// src/simulator/wire/hub.ts
var roomFrame = (news) => sharedFrame("text" in news ? news.text() : frameText(news.room, news.data), news.room);
var createHub = ({ hasRoom, joined$ }) => {
  const members = /* @__PURE__ */ new Map();
  const isIn = (room, member) => members.get(room)?.has(member) === true;
  const publish = (news) => {
    const present2 = members.get(news.room);
    if (!present2 || present2.size === 0) return false;
    const frame = roomFrame(news);
    for (const member of present2) member.deliver(frame);
    return true;
  };
  return {
    join: (room, member) => {
      if (!hasRoom(room) || isIn(room, member)) return;
      const present2 = members.get(room) ?? /* @__PURE__ */ new Set();
      members.set(room, present2.add(member));
      joined$(room).subscribe((news) => {
        if (isIn(room, member)) member.deliver(roomFrame(news));
      });
    },
    leave: (room, member) => {
      members.get(room)?.delete(member);
    },
    leaveAll: (member) => {
      for (const present2 of members.values()) present2.delete(member);
    },
    publish
  };
};

// src/simulator/wire/ids.ts
var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
var idsFrom = (random) => (length) => Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");

// src/simulator/wire/latency.ts
import { Observable as Observable2 } from "rxjs";
var delayOf = (delay3, random) => typeof delay3 === "object" ? delay3[Math.floor(random() * delay3.length)] ?? 0 : delay3 ?? 0;
var isPrivate = (path) => path.startsWith("/v1/user/");
var withLatency = ({ order, reply }, wall, random, handle) => order === void 0 && reply === void 0 ? handle : (request) => isPrivate(request.path) ? new Observable2((subscriber) => {
  const receive = (answer) => {
    subscriber.next(answer);
    subscriber.complete();
  };
  wall.schedule(
    () => handle(request).subscribe(
      (answer) => wall.schedule(() => receive(answer), delayOf(reply, random))
    ),
    delayOf(order, random)
  );
}) : handle(request);

// src/simulator/wire/message-link.ts
var longestOvertaking = 1e3;
var createMessageLink = (faults, wall, apiKey, forward, expireTokens) => {
  let overtaken = null;
  const release = () => {
    const waiting = overtaken;
    overtaken = null;
    waiting?.timer.unsubscribe();
    if (waiting) forward(waiting.message);
  };
  const pass = (message2, delay3) => {
    if (delay3 > 0) wall.schedule(() => forward(message2), delay3);
    else forward(message2);
  };
  return (message2) => {
    if (!faults.isExposed("message")) {
      forward(message2);
      release();
      return;
    }
    const about = { apiKey, message: message2.method };
    if (faults.acts("message", about).length > 0) expireTokens();
    if (faults.strike("private-lose", about)) return;
    const reorder = overtaken ? null : faults.strike("private-reorder", about);
    if (reorder) {
      overtaken = { message: message2, timer: wall.schedule(release, reorder.ms ?? longestOvertaking) };
      return;
    }
    const delay3 = faults.strike("private-late", about)?.ms ?? 0;
    pass(message2, delay3);
    if (faults.strike("private-repeat", about)) pass(message2, delay3);
    release();
  };
};

// src/simulator/wire/balance-json.ts
var assetMessage = (balance) => {
  const { asset, precision } = balance;
  return {
    asset,
    amount_precision: precision,
    free_amount: fromUnits(balance.free, precision),
    locked_amount: fromUnits(balance.locked, precision),
    onhand_amount: fromUnits(balance.onhand, precision),
    withdrawing_amount: fromUnits(balance.withdrawing, precision)
  };
};
var withdrawalFee2 = ({ bankFee: bankFee2, networks, precision }) => {
  if (bankFee2) return bankFee2;
  const fees = networks.map((network) => network.withdrawalFee).sort((a, b) => Number(a) - Number(b));
  const none2 = fromUnits(0n, precision);
  return { min: fees[0] ?? none2, max: fees.at(-1) ?? none2 };
};
var assetJson = (rules, balance) => {
  const rule = rules.asset(balance.asset);
  const networks = rule.networks.map((network) => ({
    asset: rule.asset,
    network: network.network,
    stop_deposit: network.stopDeposit,
    stop_withdrawal: network.stopWithdrawal,
    withdrawal_fee: network.withdrawalFee
  }));
  return {
    ...assetMessage(balance),
    withdrawal_fee: withdrawalFee2(rule),
    stop_deposit: rule.stopDeposit,
    stop_withdrawal: rule.stopWithdrawal,
    ...rule.bankFee ? {} : { network_list: networks },
    collateral_ratio: rule.collateralRatio
  };
};
var productOf = ({ priceDigits, amountDigits }, notional, precision) => {
  const excess = priceDigits + amountDigits - precision;
  return excess > 0 ? notional / 10n ** BigInt(excess) : notional * 10n ** BigInt(-excess);
};
var positionFigures = (rules, position) => {
  const instrument = rules.instrument(position.pair);
  const { quoteAsset } = instrument;
  return {
    pair: position.pair,
    position_side: position.positionSide,
    average_price: averagePrice(instrument, position.entryNotional, position.openAmount),
    open: formatAmount(instrument, position.openAmount),
    locked: formatAmount(instrument, position.lockedAmount),
    product: rules.money(
      quoteAsset,
      productOf(instrument, position.entryNotional, rules.asset(quoteAsset).precision)
    ),
    fee: rules.money(quoteAsset, position.unrealizedFee),
    interest: formatFine(position.unrealizedInterest)
  };
};
var positionMessage = (rules, position) => {
  const { fee, interest, ...figures } = positionFigures(rules, position);
  return { ...figures, unrealized_fee: fee, unrealized_interest: interest };
};
var positionJson = (rules, position) => {
  const { pair, position_side, average_price, open, product, fee, interest } = positionFigures(
    rules,
    position
  );
  return {
    pair,
    position_side,
    average_price,
    product,
    open_amount: open,
    unrealized_fee_amount: fee,
    unrealized_interest_amount: interest
  };
};
var noticeJson = (rules, { what, occurredAt, amount, dueDateAt }) => ({
  what,
  occurred_at: occurredAt,
  amount: amount === null ? null : rules.money("jpy", amount),
  due_date_at: dueDateAt
});
var everyPosition = (rules, open) => rules.marginPairs().flatMap(
  (pair) => ["long", "short"].map(
    (positionSide) => open.find((known) => known.pair === pair && known.positionSide === positionSide) ?? {
      pair,
      positionSide,
      openAmount: 0n,
      lockedAmount: 0n,
      entryNotional: 0n,
      unrealizedFee: 0n,
      unrealizedInterest: 0n
    }
  )
);
var marginPositionsJson = (rules, margin) => ({
  notice: noticeJson(rules, margin.notice),
  payables: { amount: rules.money("jpy", margin.payables) },
  positions: everyPosition(rules, margin.positions).map((position) => positionJson(rules, position)),
  losscut_threshold: margin.losscutThreshold
});
var snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
var marginStatusJson = (status) => Object.fromEntries(Object.entries(status).map(([name, value]) => [snakeCase(name), value]));

// src/simulator/wire/transfer-json.ts
var depositJson = (rules, deposit2) => ({
  uuid: deposit2.uuid,
  asset: deposit2.asset,
  amount: rules.money(deposit2.asset, deposit2.amount),
  ...present({ network: deposit2.network, address: deposit2.address }),
  ...deposit2.network === null ? {} : { txid: deposit2.txid },
  found_at: deposit2.foundAt,
  ...present({ confirmed_at: deposit2.confirmedAt }),
  status: deposit2.status
});
var unconfirmedDepositJson = (rules, deposit2) => ({
  uuid: deposit2.uuid,
  asset: deposit2.asset,
  amount: rules.money(deposit2.asset, deposit2.amount),
  network: deposit2.network,
  txid: deposit2.txid,
  created_at: deposit2.foundAt
});
var originatorJson = ({ uuid, label, status }) => ({
  uuid,
  label,
  deposit_type: "WALLET",
  deposit_purpose: null,
  originator_status: status,
  originator_type: "OWN",
  originator_last_name: null,
  originator_first_name: null,
  originator_country: "JP",
  originator_prefecture: null,
  originator_city: null,
  originator_address: null,
  originator_building: null,
  originator_company_name: null,
  originator_company_type: null,
  originator_company_type_position: null,
  originator_substantial_controllers: []
});
var destination = (account) => account.type === "bank" ? {
  bank_name: account.bankName,
  branch_name: account.branchName,
  account_type: account.accountType,
  account_number: account.accountNumber,
  account_owner: account.accountOwner
} : {
  label: account.label,
  address: account.address,
  network: account.network,
  ...present({ destination_tag: account.destinationTag })
};
var withdrawalAccountJson = (account) => ({
  uuid: account.uuid,
  label: account.label,
  ...account.type === "crypto" ? { network: account.network, address: account.address } : {}
});
var withdrawalJson = (rules, withdrawal) => ({
  uuid: withdrawal.uuid,
  asset: withdrawal.asset,
  account_uuid: withdrawal.account.uuid,
  amount: rules.money(withdrawal.asset, withdrawal.amount),
  fee: rules.money(withdrawal.asset, withdrawal.fee),
  ...destination(withdrawal.account),
  ...withdrawal.account.type === "crypto" ? { txid: withdrawal.txid } : {},
  status: withdrawal.status,
  requested_at: withdrawal.requestedAt
});

// src/simulator/wire/private-messages.ts
var message = (method, compose) => {
  let params;
  return {
    method,
    get params() {
      return params ??= compose();
    }
  };
};
var privateMessage = (rules, event) => {
  switch (event.type) {
    case "order":
      return message(event.isNew ? "spot_order_new" : "spot_order", () => [orderMessage(rules, event.order)]);
    case "fill":
      return message("spot_trade", () => [tradeMessage(rules, event.fill)]);
    case "invalidation":
      return message("spot_order_invalidation", () => ({ order_id: event.orderIds }));
    case "asset":
      return message("asset_update", () => [assetMessage(event.balance)]);
    case "position":
      return message("margin_position_update", () => [positionMessage(rules, event.position)]);
    case "payable":
      return message("margin_payable_update", () => [{ amount: rules.money("jpy", event.amount) }]);
    case "notice":
      return message("margin_notice_update", () => [noticeJson(rules, event.notice)]);
    case "deposit":
      return message("deposit", () => [depositJson(rules, event.deposit)]);
    case "withdrawal":
      return message("withdrawal", () => [withdrawalJson(rules, event.withdrawal)]);
    case "dealer-order": {
      const { orderId, asset, side, price, amount, orderedAt } = event.dealerOrder;
      return message("dealer_order_new", () => [
        {
          order_id: String(orderId),
          asset,
          side,
          price,
          amount: fromUnits(amount, rules.asset(asset).precision),
          ordered_at: orderedAt
        }
      ]);
    }
  }
};
var privateMessages = (rules, events) => {
  const messages = [];
  let balances = /* @__PURE__ */ new Map();
  const pushBalances = () => {
    const changed = [...balances.values()];
    if (changed.length > 0) messages.push(message("asset_update", () => changed.map(assetMessage)));
    balances = /* @__PURE__ */ new Map();
  };
  for (const event of events) {
    if (event.type !== "asset" || balances.has(event.balance.asset)) pushBalances();
    if (event.type === "asset") balances.set(event.balance.asset, event.balance);
    else messages.push(privateMessage(rules, event));
  }
  pushBalances();
  return messages;
};

// src/simulator/wire/private-stream.ts
var publicTypes = [
  "trade",
  "level",
  "circuit-break",
  "pair-status",
  "unproven"
];
var isPrivate2 = (event) => !publicTypes.includes(event.type);
var record = (journal, apiKey, event) => {
  if (event.type === "order") journal.write({ type: "order", apiKey, order: event.order });
  if (event.type === "fill") journal.write({ type: "trade", apiKey, fill: event.fill });
  if (event.type === "asset") journal.write({ type: "balance", apiKey, balance: event.balance });
};
var connectPrivateStream = (options) => {
  const { venue, accounts, pubnub, faults, journal, rules, wall, newsDelay } = options;
  const links = /* @__PURE__ */ new Map();
  const pending = /* @__PURE__ */ new Map();
  const linkTo = ({ user, apiKey, channel }) => {
    const known = links.get(user);
    if (known) return known;
    const publish = (message2) => pubnub.publish(channel, message2);
    const link = createMessageLink(faults, wall, apiKey, publish, () => pubnub.expireTokens(channel));
    links.set(user, link);
    return link;
  };
  const publishPending = () => {
    const due = [...pending];
    pending.clear();
    for (const [account, events] of due) privateMessages(rules, events).forEach(linkTo(account));
  };
  venue.events$.subscribe((event) => {
    if (!isPrivate2(event)) return;
    const account = accounts.byUser(event.user);
    if (!account) return;
    record(journal, account.apiKey, event);
    if (pending.size === 0) wall.schedule(publishPending, newsDelay());
    const events = pending.get(account) ?? [];
    pending.set(account, events);
    events.push(event);
  });
};

// src/simulator/wire/private-rest.ts
import { of as of4 } from "rxjs";

// src/simulator/wire/auth.ts
import { createHmac, timingSafeEqual } from "crypto";
var wholeNumber = /^\d+$/;
var defaultWindow = "5000";
var longestWindow = 6e4;
var clockTolerance = 1e3;
var dateByWindow = (requestTime, window) => {
  if (requestTime === "") return venueCode.missingRequestTime;
  if (!wholeNumber.test(requestTime)) return venueCode.invalidRequestTime;
  const windowText = window ?? defaultWindow;
  const windowLength = Number(windowText);
  if (!wholeNumber.test(windowText) || windowLength === 0 || windowLength > longestWindow)
    return venueCode.invalidTimeWindow;
  return {
    type: "window",
    requestTime: Number(requestTime),
    window: windowLength,
    signed: requestTime + (window ?? "")
  };
};
var dateByNonce = (nonce) => {
  if (nonce === "") return venueCode.missingNonce;
  return wholeNumber.test(nonce) ? { type: "nonce", nonce: BigInt(nonce), signed: nonce } : venueCode.invalidNonce;
};
var dateOf = ({ headers }) => {
  const requestTime = headers["access-request-time"];
  const window = headers["access-time-window"];
  const nonce = headers["access-nonce"];
  if (requestTime !== void 0) return dateByWindow(requestTime, window);
  if (nonce !== void 0) return dateByNonce(nonce);
  return window === void 0 ? venueCode.missingRequestTimeAndNonce : venueCode.missingRequestTime;
};
var signedContent = ({ method, target, body }) => method === "GET" ? target : body;
var sha256Hex = /^[0-9a-f]{64}$/i;
var isSignedBy = (secret, text3, signature) => sha256Hex.test(signature) && timingSafeEqual(createHmac("sha256", secret).update(text3).digest(), Buffer.from(signature, "hex"));
var createAuthenticator = (findKey, now) => {
  const lastNonces = /* @__PURE__ */ new Map();
  const codeOfDate = (dating, apiKey) => {
    if (dating.type === "window") {
      if (dating.requestTime >= now() + clockTolerance) return venueCode.invalidTimeOfRequest;
      return now() - dating.requestTime > dating.window ? venueCode.outsideTimeWindow : null;
    }
    if (dating.nonce <= (lastNonces.get(apiKey) ?? -1n)) return venueCode.authenticationFailed;
    lastNonces.set(apiKey, dating.nonce);
    return null;
  };
  return (request) => {
    const refused = (code2, signature2 = null) => ({
      type: "refused",
      code: code2,
      signature: signature2
    });
    const apiKey = request.headers["access-key"];
    if (apiKey === void 0 || apiKey === "") return refused(venueCode.missingAccessKey);
    const key = findKey(apiKey);
    if (!key) return refused(venueCode.invalidAccessKey);
    const dating = dateOf(request);
    if (typeof dating === "number") return refused(dating);
    const signature = request.headers["access-signature"];
    if (signature === void 0 || signature === "") return refused(venueCode.invalidSignature, false);
    const isAuthentic = isSignedBy(key.apiSecret, dating.signed + signedContent(request), signature);
    if (!isAuthentic) return refused(venueCode.authenticationFailed, false);
    const code = codeOfDate(dating, apiKey);
    return code === null ? { type: "authentic", key } : refused(code, true);
  };
};

// src/simulator/wire/parameters.ts
var refuse = (code) => {
  throw refusal(code);
};
var orRefusal = (read2) => {
  try {
    return read2();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
};
var isGiven = (value) => value !== void 0 && value !== null;
var required = (parameters, name, { missing, invalid }, read2) => {
  const value = parameters[name];
  return (isGiven(value) ? read2(value) : refuse(missing)) ?? refuse(invalid);
};
var optionalParameter = (parameters, name, invalid, read2) => {
  const value = parameters[name];
  return isGiven(value) ? read2(value) ?? refuse(invalid) : void 0;
};
var text2 = (value) => typeof value === "string" ? value : void 0;
var oneOfParameter = (values) => (value) => values.find((known) => known === value);
var wholeNumber2 = (value) => {
  const digits = typeof value === "number" ? String(value) : text2(value);
  if (digits === void 0 || !/^\d{1,15}$/.test(digits)) return void 0;
  return Number(digits);
};
var wholeNumbers = (value) => {
  if (!Array.isArray(value) || value.length === 0) return void 0;
  const numbers = value.map(wholeNumber2);
  return numbers.every((number2) => number2 !== void 0) ? numbers : void 0;
};
var count2 = (value) => {
  const number2 = wholeNumber2(value);
  return number2 !== void 0 && number2 >= 1 ? number2 : void 0;
};
var queryParameters = (query) => {
  const parameters = {};
  for (const name of new Set(query.keys())) {
    const [value, ...others2] = query.getAll(name);
    parameters[name] = others2.length === 0 ? value : [value, ...others2];
  }
  return parameters;
};
var units = (scale2, excess) => (value) => {
  const decimal = typeof value === "number" ? String(value) : text2(value);
  if (decimal === void 0 || !isPlainDecimal(decimal)) return void 0;
  const places = scaleOf(decimal.includes(".") ? decimal.replace(/0+$/, "") : decimal);
  if (places > scale2 && excess === "refused") return void 0;
  const whole2 = toUnits(decimal, scale2);
  return whole2 > 0n ? whole2 : void 0;
};

// src/simulator/wire/private-endpoints.ts
var pairCodes = { missing: venueCode.missingPair, invalid: venueCode.invalidPair };
var orderIdCodes = { missing: venueCode.missingOrderId, invalid: venueCode.invalidOrderId };
var orderIdsCodes = { missing: venueCode.missingOrderIds, invalid: venueCode.invalidOrderIds };
var uuidCodes = { missing: venueCode.missingUuid, invalid: venueCode.invalidUuid };
var assetCodes = { missing: venueCode.missingAsset, invalid: venueCode.invalidAsset };
var mostCanceled = 30;
var mostTrades = 1e3;
var result = (value, show) => isRefusal(value) ? value : show(value);
var endpointsOf = (options) => {
  const { venue, rules, faults } = options;
  const query = (run) => ({ call: "QUERY", run });
  const update = (run) => ({ call: "UPDATE", run });
  const instrumentOf = venue.instrument;
  const knownPair = (value) => typeof value === "string" ? instrumentOf(value)?.pair : void 0;
  const pairOf2 = (parameters) => required(parameters, "pair", pairCodes, knownPair);
  const optionalPair = (parameters) => optionalParameter(parameters, "pair", pairCodes.invalid, knownPair);
  const knownAsset2 = (value) => venue.assetRules().find(({ asset }) => asset === value)?.asset;
  const optionalAsset = (parameters) => optionalParameter(parameters, "asset", assetCodes.invalid, knownAsset2);
  const orderIdOf = (parameters) => required(parameters, "order_id", orderIdCodes, wholeNumber2);
  const end2 = (parameters) => ({
    end: optionalParameter(parameters, "end", venueCode.invalidEnd, wholeNumber2)
  });
  const page = (parameters) => ({
    count: optionalParameter(parameters, "count", venueCode.invalidCount, count2),
    ...end2(parameters)
  });
  const tradeCount = (value) => {
    const wanted2 = count2(value);
    const isExcess = options.quirks.excessCount === "refused" && (wanted2 ?? 0) > mostTrades;
    return isExcess ? void 0 : wanted2;
  };
  const idRange = (parameters) => ({
    endId: optionalParameter(parameters, "end_id", venueCode.invalidEndId, wholeNumber2),
    fromId: optionalParameter(parameters, "from_id", venueCode.invalidFromId, wholeNumber2)
  });
  const since = (parameters) => ({
    since: optionalParameter(parameters, "since", venueCode.invalidSince, wholeNumber2)
  });
  const depositPage = (parameters) => ({
    ...page(parameters),
    asset: optionalAsset(parameters),
    ...since(parameters)
  });
  const withdrawalPage = (parameters) => ({
    ...page(parameters),
    asset: options.quirks.withdrawalHistory === "asset_required" ? required(parameters, "asset", assetCodes, knownAsset2) : optionalAsset(parameters),
    ...since(parameters)
  });
  const orderIdsOf = (parameters) => {
    const ids = parameters["order_ids"];
    if (Array.isArray(ids) && ids.some((id) => typeof id === "boolean")) throw refusal(venueCode.systemError);
    return required(parameters, "order_ids", orderIdsCodes, wholeNumbers);
  };
  const momentOf = (account, read2) => {
    const fault = faults.strike("stale-read", { apiKey: account.apiKey }, (stale) => stale.read === read2);
    return fault ? options.market.now() - fault.ms : void 0;
  };
  const showOrder = (order) => ({
    data: orderJson(rules, order),
    orderIds: [order.orderId]
  });
  const showOrders = (orders) => ({
    data: { orders: orders.map((order) => orderJson(rules, order)) }
  });
  const placeOrder = (account, parameters) => {
    const order = readOrderRequest(parameters, instrumentOf, options.quirks.excessDigits);
    if (isRefusal(order)) return order;
    const path = "/v1/user/spot/order";
    const twin = faults.strike("equal-order", { apiKey: account.apiKey, path });
    const placeTwin = () => {
      const placed3 = venue.submitOrder(account.user, order);
      if (!isRefusal(placed3)) options.onForeignOrder(placed3);
    };
    if (twin && twin.turn !== "after") placeTwin();
    const placed2 = venue.submitOrder(account.user, order);
    if (twin?.turn === "after") placeTwin();
    return result(placed2, showOrder);
  };
  return {
    "GET /user/assets": query(({ user }) => ({
      data: { assets: venue.assets(user).map((balance) => assetJson(rules, balance)) }
    })),
    "GET /user/spot/order": query((account, parameters) => {
      const pair = pairOf2(parameters);
      const orderId = orderIdOf(parameters);
      const order = venue.order(account.user, pair, orderId, momentOf(account, "order"));
      return result(order, (found) => ({ data: orderJson(rules, found) }));
    }),
    "POST /user/spot/order": update(placeOrder),
    "POST /user/spot/cancel_order": update(
      ({ user }, parameters) => result(venue.cancelOrder(user, pairOf2(parameters), orderIdOf(parameters)), showOrder)
    ),
    "POST /user/spot/cancel_orders": update(({ user }, parameters) => {
      const pair = pairOf2(parameters);
      const orderIds = orderIdsOf(parameters);
      if (orderIds.length > mostCanceled) throw refusal(venueCode.tooManyOrdersSpecified);
      return result(venue.cancelOrders(user, pair, orderIds), (orders) => ({
        ...showOrders(orders),
        orderIds: orders.map(({ orderId }) => orderId)
      }));
    }),
    "POST /user/spot/orders_info": query((account, parameters) => {
      const pair = pairOf2(parameters);
      const orderIds = orderIdsOf(parameters);
      return showOrders(venue.ordersInfo(account.user, pair, orderIds, momentOf(account, "orders_info")));
    }),
    "GET /user/spot/active_orders": query((account, parameters) => {
      const wanted2 = {
        ...page(parameters),
        ...idRange(parameters),
        pair: optionalPair(parameters),
        ...since(parameters)
      };
      if (wanted2.pair === void 0 && (wanted2.fromId ?? wanted2.endId) !== void 0) {
        throw refusal(pairCodes.missing);
      }
      return showOrders(venue.activeOrders(account.user, wanted2, momentOf(account, "active_orders")));
    }),
    "GET /user/spot/trade_history": query((account, parameters) => {
      const wanted2 = {
        count: optionalParameter(parameters, "count", venueCode.invalidCount, tradeCount),
        ...end2(parameters),
        ...idRange(parameters),
        orderId: optionalParameter(parameters, "order_id", orderIdCodes.invalid, wholeNumber2),
        order: oneOfParameter(["asc", "desc"])(parameters["order"]),
        pair: optionalPair(parameters),
        ...since(parameters)
      };
      if (wanted2.pair === void 0 && wanted2.orderId !== void 0) throw refusal(pairCodes.missing);
      const fills = venue.tradeHistory(account.user, wanted2, momentOf(account, "trade_history"));
      return { data: { trades: fills.map((fill2) => tradeJson(rules, fill2)) } };
    }),
    "GET /user/margin/status": query(({ user }) => ({ data: marginStatusJson(venue.marginStatus(user)) })),
    "GET /user/margin/positions": query(({ user }) => ({
      data: marginPositionsJson(rules, venue.marginPositions(user))
    })),
    "GET /user/deposit_history": query(({ user }, parameters) => {
      const deposits = venue.deposits(user, depositPage(parameters));
      return { data: { deposits: deposits.map((deposit2) => depositJson(rules, deposit2)) } };
    }),
    "GET /user/unconfirmed_deposits": query(({ user }) => ({
      data: {
        deposits: venue.unconfirmedDeposits(user).map((deposit2) => unconfirmedDepositJson(rules, deposit2))
      }
    })),
    "GET /user/deposit_originators": query(({ user }) => ({
      data: { originators: venue.originators(user).map(originatorJson) }
    })),
    "POST /user/confirm_deposits": query(({ user }, parameters) => {
      const deposits = required(
        parameters,
        "deposits",
        uuidCodes,
        (value) => Array.isArray(value) && value.length > 0 ? value : void 0
      ).map((item) => {
        const fields2 = typeof item === "object" && item !== null ? { ...item } : {};
        return {
          uuid: required(fields2, "uuid", uuidCodes, text2),
          originatorUuid: required(fields2, "originator_uuid", uuidCodes, text2)
        };
      });
      return venue.confirmDeposits(user, deposits) ?? { data: {} };
    }),
    "POST /user/confirm_deposits_all": query(({ user }, parameters) => {
      const originatorUuid = required(parameters, "originator_uuid", uuidCodes, text2);
      return venue.confirmAllDeposits(user, originatorUuid) ?? { data: {} };
    }),
    "GET /user/withdrawal_account": query(({ user }, parameters) => {
      const asset = required(parameters, "asset", assetCodes, knownAsset2);
      return { data: { accounts: venue.withdrawalAccounts(user, asset).map(withdrawalAccountJson) } };
    }),
    "POST /user/request_withdrawal": update(({ user }, parameters) => {
      const asset = required(parameters, "asset", assetCodes, knownAsset2);
      const accountUuid = required(parameters, "uuid", uuidCodes, text2);
      const { precision } = rules.asset(asset);
      const amountCodes = {
        missing: venueCode.missingWithdrawalAmount,
        invalid: venueCode.invalidWithdrawalAmount
      };
      const amount = required(
        parameters,
        "amount",
        amountCodes,
        units(precision, options.quirks.excessDigits)
      );
      return result(venue.requestWithdrawal(user, { asset, accountUuid, amount }), (withdrawal) => ({
        data: withdrawalJson(rules, withdrawal)
      }));
    }),
    "GET /user/withdrawal_history": query(({ user }, parameters) => {
      const withdrawals = venue.withdrawals(user, withdrawalPage(parameters));
      return { data: { withdrawals: withdrawals.map((withdrawal) => withdrawalJson(rules, withdrawal)) } };
    }),
    "GET /user/subscribe": query(({ channel }) => ({
      data: { pubnub_channel: channel, pubnub_token: options.pubnub.grant(channel) }
    }))
  };
};

// src/simulator/wire/private-rest.ts
var jsonObject = (body) => {
  try {
    const value = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : void 0;
  } catch {
    return void 0;
  }
};
var parametersOf = ({ method, query, body }) => method === "GET" ? queryParameters(query) : jsonObject(body);
var version2 = "/v1";
var userPath = "/user/";
var createPrivateRest = (options) => {
  const endpoints = endpointsOf(options);
  const authenticate = createAuthenticator(options.accounts.byKey, () => options.wall.now());
  const admit2 = createRateLimit(() => options.wall.now());
  const open = {
    "GET /spot/status": options.queries.spotStatus,
    "GET /spot/pairs": options.queries.spotPairs
  };
  const run = (endpoint, account, request) => {
    const parameters = parametersOf(request);
    return parameters ? orRefusal(() => endpoint.run(account, parameters)) : refusal(venueCode.malformedRequest);
  };
  const reply = (endpoint, request) => {
    const note = { signature: null, admitted: false, orderIds: [] };
    const authentication = authenticate(request);
    if (authentication.type === "refused") {
      return { ...failureReply(authentication.code), note: { ...note, signature: authentication.signature } };
    }
    if (!endpoint)
      return { ...failureReply(venueCode.authenticationFailed), note: { ...note, signature: true } };
    const account = authentication.key;
    if (!admit2(account.user, endpoint.call, account.rateLimits)) {
      return { ...failureReply(venueCode.tooManyRequests), note: { ...note, signature: true } };
    }
    const outcome = run(endpoint, account, request);
    const admitted = { ...note, signature: true, admitted: true };
    return isRefusal(outcome) ? { ...failureReply(outcome.code), note: admitted } : { ...successReply(outcome.data), note: { ...admitted, orderIds: outcome.orderIds ?? [] } };
  };
  return (request) => {
    if (request.path.startsWith(userPath)) return of4(failureReply(venueCode.unversionedPath));
    const isVersioned = request.path.startsWith(`${version2}/`);
    const name = `${request.method} ${isVersioned ? request.path.slice(version2.length) : request.path}`;
    const show = open[name];
    if (show) return of4(successReply(show()));
    if (!isVersioned) return null;
    const isUsers = request.path.startsWith(version2 + userPath);
    return of4(isUsers ? reply(endpoints[name], request) : failureReply(venueCode.notFound));
  };
};

// src/simulator/wire/pubnub-routes.ts
import { map as map3, of as of5 } from "rxjs";
var region = 1;
var publisher = "bitbank";
var subscribePath = /^\/v2\/subscribe\/([^/]+)\/([^/]+)\/0$/;
var presencePath = /^\/v2\/presence\/sub-key\/[^/]+\/channel\/([^/]+)\/(heartbeat|leave)$/;
var timePath = "/time/0";
var channelsOf = (text3) => {
  try {
    return decodeURIComponent(text3).split(",");
  } catch {
    return [text3];
  }
};
var denialReply = ({ message: message2, channels }) => jsonReply(
  403,
  JSON.stringify({
    message: message2,
    ...channels && { payload: { channels } },
    error: true,
    service: "Access Manager",
    status: 403
  })
);
var envelope = (key, { timetoken, channel, message: message2 }) => `{"a":"2","f":0,"i":"${publisher}","p":{"t":"${timetoken}","r":${region}},"k":${JSON.stringify(key)},"c":${JSON.stringify(channel)},"d":${JSON.stringify(message2)}}`;
var deliveryReply = (key, delivery) => {
  if (delivery.type === "denied") return denialReply(delivery.denial);
  const messages = delivery.messages.map((message2) => envelope(key, message2)).join(",");
  return jsonReply(200, `{"t":{"t":"${delivery.timetoken}","r":${region}},"m":[${messages}]}`);
};
var isTimetoken = (text3) => text3 === null || /^\d{1,18}$/.test(text3);
var createPubNubRoutes = (origin) => {
  const subscribe = (key, channels, { query }) => {
    const timetoken = query.get("tt");
    if (!isTimetoken(timetoken)) {
      return of5(jsonReply(400, JSON.stringify({ message: "Invalid Timetoken", error: true, status: 400 })));
    }
    return origin.receive(channelsOf(channels), query.get("auth"), timetoken).pipe(map3((delivery) => deliveryReply(key, delivery)));
  };
  const presence = (channels, action, { query }) => {
    const denial = origin.denialOf(channelsOf(channels), query.get("auth"));
    if (denial) return denialReply(denial);
    const left = action === "leave" ? { action } : {};
    return jsonReply(200, JSON.stringify({ status: 200, message: "OK", ...left, service: "Presence" }));
  };
  return (request) => {
    const [, key, channels] = subscribePath.exec(request.path) ?? [];
    if (key !== void 0 && channels !== void 0) return subscribe(key, channels, request);
    const [, present2, action] = presencePath.exec(request.path) ?? [];
    if (present2 !== void 0 && action !== void 0) return of5(presence(present2, action, request));
    return request.path === timePath ? of5(jsonReply(200, `[${origin.now()}]`)) : null;
  };
};

// src/simulator/wire/public-rest.ts
import {
  catchError,
  concat,
  defer,
  map as map4,
  Observable as Observable3,
  of as of6
} from "rxjs";
var cacheLife = 1e3;
var mostCached = 200;
var answerOf = (queries, path) => {
  const [pair = "", what, ...rest2] = path.slice(1).split("/");
  if (what === void 0) {
    if (pair === "tickers") return queries.tickers();
    return pair === "tickers_jpy" ? queries.tickersJpy() : void 0;
  }
  const [first, second2] = rest2;
  switch (`${what}/${rest2.length}`) {
    case "ticker/0":
      return queries.ticker(pair);
    case "depth/0":
      return queries.depth(pair);
    case "transactions/0":
    case "transactions/1":
      return queries.transactions(pair, first);
    case "candlestick/2":
      return queries.candlestick(pair, first ?? "", second2 ?? "");
    case "circuit_break_info/0":
      return queries.circuitBreakInfo(pair);
    default:
      return void 0;
  }
};
var stepsAtOnce = 4;
var inSlices = (steps, wall) => new Observable3((subscriber) => {
  const left = steps[Symbol.iterator]();
  const slice = function() {
    for (let step = 0; step < stepsAtOnce; step++) {
      if (left.next().done !== true) continue;
      subscriber.complete();
      return;
    }
    this.schedule();
  };
  return wall.schedule(slice);
});
var workBefore = (queries, path) => {
  const [pair = "", what, type = "", date = ""] = path.slice(1).split("/");
  return what === "candlestick" ? queries.candlestickSteps(pair, type, date) : null;
};
var createPublicRest = (queries, wall, ask$ = () => null) => {
  const cache = /* @__PURE__ */ new Map();
  const keep = (path, reply) => {
    if (cache.size >= mostCached) cache.clear();
    cache.set(path, { since: wall.now(), reply });
  };
  return ({ method, path }) => {
    if (method !== "GET") return null;
    const cached = cache.get(path);
    if (cached && wall.now() - cached.since < cacheLife) return of6(cached.reply);
    const asked$ = ask$(path);
    if (asked$ !== null)
      return asked$.pipe(
        map4(({ status, body }) => {
          const reply = jsonReply(status, body);
          keep(path, reply);
          return reply;
        }),
        catchError(() => of6({ type: "dropped" }))
      );
    const answer = () => {
      const data = answerOf(queries, path);
      if (data === void 0) return failureReply(venueCode.notFound);
      if (data === "not-yet") return failureReply(venueCode.notFound, 200);
      const reply = successReply(data);
      keep(path, reply);
      return reply;
    };
    const steps = workBefore(queries, path);
    return steps === null ? of6(answer()) : concat(
      inSlices(steps, wall),
      defer(() => of6(answer()))
    );
  };
};

// src/simulator/wire/wire.ts
var defaultDowntime = 1e3;
var preflight = {
  type: "reply",
  status: 204,
  headers: {
    "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
    "access-control-allow-headers": "access-key, access-nonce, access-request-time, access-signature, access-time-window, content-type",
    "access-control-max-age": "600"
  },
  body: ""
};
var createWire = (options) => {
  const { venue, market, wall, seed } = options;
  const nextId = idsFrom(randomOf(seed, "wire").next);
  const rules = rulesOf(venue);
  const faults = createFaultRegistry(wall, randomOf(seed, "faults").next);
  const journal = createJournal(() => wall.now(), options.journalCapacity);
  const accounts = createAccounts(venue, nextId);
  const pubnub = createPubNubOrigin({
    wall,
    market: options.marketClock,
    tokenLife: options.tokenLife,
    cache: options.pubnubCache,
    nextSignature: () => createHash2("sha256").update(nextId(32)).digest()
  });
  const hub = createHub(market);
  const sessions = /* @__PURE__ */ new Map();
  const restarts = new Subject4();
  let downUntil = -Infinity;
  const isDown = () => wall.now() < downUntil;
  const { latency } = options;
  const drawn = randomOf(seed, "latency").next;
  const newsDelay = () => delayOf(latency.news, drawn);
  connectPrivateStream({ venue, accounts, pubnub, faults, journal, rules, wall, newsDelay });
  const expireTokens = (apiKey) => {
    for (const account of accounts.all()) {
      if (apiKey === void 0 || account.apiKey === apiKey) pubnub.expireTokens(account.channel);
    }
  };
  const setStatus = (pair, status) => {
    for (const { pair: known } of venue.instruments()) {
      if (pair === void 0 || pair === known) venue.setPairStatus(known, status);
    }
  };
  const restart = (ms2) => {
    downUntil = wall.now() + ms2;
    for (const session of [...sessions.values()]) session.close();
    restarts.next();
  };
  const act = (fault) => {
    if (fault.kind === "token-expire") expireTokens(fault.only?.apiKey);
    if (fault.kind === "restart") restart(fault.ms ?? defaultDowntime);
    if (fault.kind === "pair-status") {
      setStatus(fault.pair, fault.status);
      if (fault.ms !== void 0) wall.schedule(() => setStatus(fault.pair, "NORMAL"), fault.ms);
    }
  };
  faults.dueActs$.subscribe(act);
  faults.strikes$.subscribe((strike) => journal.write({ type: "fault", ...strike }));
  const write = (request, reply, isAdmitted) => {
    const { method, path, headers } = request;
    const apiKey = headers["access-key"] ?? null;
    const { signature = null, admitted = isAdmitted, orderIds = [] } = reply?.note ?? {};
    const code = reply && replyCodeOf(reply);
    const status = reply && reply.status;
    const signed = headers["access-signature"];
    const call2 = signed === void 0 ? null : callDigest(signed);
    journal.write({
      type: "request",
      method,
      path,
      apiKey,
      call: call2,
      signature,
      admitted,
      orderIds,
      code,
      status
    });
  };
  const routes = [
    createPrivateRest({
      ...options,
      market: options.marketClock,
      queries: market.queries,
      accounts,
      pubnub,
      faults,
      rules,
      onForeignOrder: ({ user, orderId }) => {
        const apiKey = accounts.byUser(user)?.apiKey;
        if (apiKey !== void 0) journal.write({ type: "foreign-order", apiKey, orderId });
      }
    }),
    createPubNubRoutes(pubnub),
    createPublicRest(market.queries, wall, market.ask$)
  ];
  const route = (request) => {
    for (const serve of routes) {
      const answers = serve(request);
      if (answers) return answers;
    }
    return of7(failureReply(venueCode.notFound));
  };
  const recorded2 = (request) => route(request).pipe(
    tap((answer) => {
      if (answer.type === "reply") write(request, answer, true);
    })
  );
  const faulty = withRequestFaults(faults, wall, recorded2, (request, reply) => write(request, reply, false));
  const control = createControl({ venue, rules, accounts, faults, journal });
  const onItsWay = withLatency(latency, wall, drawn, faulty);
  const handle = (request) => {
    if (request.method === "OPTIONS") return of7(preflight);
    const controlled = control(request);
    if (controlled) return controlled;
    const about = { path: request.path, apiKey: request.headers["access-key"] ?? null };
    faults.acts("request", about).forEach(act);
    return isDown() ? of7({ type: "dropped" }) : onItsWay(request);
  };
  const openStream = (outlet, protocol, upgrades) => {
    const sid = nextId(20);
    const life = { isOver: false };
    const session = openSession({
      sid,
      connectSid: nextId(20),
      outlet,
      hub,
      timing: options.streamTiming,
      scheduler: wall,
      protocol,
      upgrades,
      link: (close) => createStreamLink(faults, wall, close),
      onEnd: () => {
        life.isOver = true;
        sessions.delete(sid);
      }
    });
    if (!life.isOver) sessions.set(sid, session);
    return session;
  };
  const publishing = market.messages$.subscribe(hub.publish);
  return {
    handle,
    openStream,
    findStream: (sid) => sessions.get(sid),
    pubnub,
    accounts,
    faults,
    journal,
    isDown,
    publish: hub.publish,
    restarts$: restarts,
    close: () => {
      publishing.unsubscribe();
      for (const session of [...sessions.values()]) session.close();
      faults.close();
      restarts.complete();
    }
  };
};

// src/simulator/simulation.ts
var defaultSeed = 1;
var defaultJournal = 1e5;
var wayLatency = (latency = {}) => typeof latency === "number" ? { order: latency, reply: latency, news: latency } : latency;
var createSimulation = (options, clocks) => {
  const { seed = defaultSeed } = options;
  const quirks = quirksOf(options.quirks, randomOf(seed, "quirks").next);
  const source = marketOf(options);
  const { instruments: instruments2 } = source;
  const venue = createVenue({
    instruments: instruments2,
    assets: assetsOf(instruments2),
    scheduler: clocks.market,
    random: randomOf(seed, "venue").next,
    quirks,
    ...options.venueTiming && { timing: options.venueTiming }
  });
  const market = source.create(venue, {
    scheduler: clocks.market,
    seed,
    ...options.profiles && { profiles: options.profiles },
    participants: options.participants ?? true,
    youngDay: quirks.youngDay,
    ...options.fills && { fills: options.fills },
    ...options.published && { published: options.published }
  });
  const wire = createWire({
    venue,
    market,
    wall: clocks.wall,
    marketClock: clocks.market,
    seed,
    quirks,
    tokenLife: options.tokenLife ?? venueTokenLife,
    pubnubCache: { ...venueCache, ...options.pubnubCache },
    streamTiming: { ...venueTiming, ...options.streamTiming },
    journalCapacity: options.journalCapacity ?? defaultJournal,
    latency: wayLatency(options.latency)
  });
  const close = () => {
    wire.close();
    market.close();
    venue.close();
  };
  try {
    (options.accounts ?? [demoAccount]).forEach(wire.accounts.open);
    options.faults?.map(parseFault).forEach(wire.faults.add);
  } catch (error) {
    close();
    throw error;
  }
  return { venue, market, wire, quirks, close };
};

// src/simulator/full-speed.ts
import { EMPTY as EMPTY3 } from "rxjs";

// src/simulator/market/tape.ts
var kinds2 = ["sequence", "time", "trade"];
var kindOfKey = {
  s: "sequence",
  sequenceId: "sequence",
  t: "time",
  timestamp: "time",
  executed_at: "time",
  transaction_id: "trade"
};
var risingNumber = /"(s|sequenceId|t|timestamp|executed_at|transaction_id)":("?)(\d+)\2/g;
var cut = (message2) => {
  const text3 = `42${JSON.stringify(["message", { room_name: message2.room, message: { data: message2.data } }])}`;
  const pieces = [];
  const numbers = [];
  let from2 = 0;
  for (const match2 of text3.matchAll(risingNumber)) {
    const [whole2, key = "", quote = "", digits = ""] = match2;
    const at = match2.index + whole2.length - quote.length - digits.length;
    pieces.push(text3.slice(from2, at));
    numbers.push({ kind: kindOfKey[key] ?? "time", value: Number(digits) });
    from2 = at + digits.length;
  }
  return { room: message2.room, pieces: [...pieces, text3.slice(from2)], numbers };
};
var spansOf = (cuts) => {
  const spans = { sequence: 0, time: 0, trade: 0 };
  for (const kind of kinds2) {
    let least = Infinity;
    let most3 = -Infinity;
    for (const { numbers } of cuts)
      for (const number2 of numbers)
        if (number2.kind === kind) {
          least = Math.min(least, number2.value);
          most3 = Math.max(most3, number2.value);
        }
    spans[kind] = most3 < least ? 0 : most3 - least + 2;
  }
  return spans;
};
var render = ({ pieces, numbers }, spans, lap) => numbers.reduce(
  (text3, { kind, value }, i) => `${text3}${value + lap * spans[kind]}${pieces[i + 1] ?? ""}`,
  pieces[0] ?? ""
);
var totals = [
  ["ao", "asks_over"],
  ["bu", "bids_under"],
  ["au", "asks_under"],
  ["bo", "bids_over"]
];
var bookOf = (whole2) => ({
  whole: whole2,
  asks: new Map(whole2.asks),
  bids: new Map(whole2.bids),
  totals: new Map(totals.map(([short2, long]) => [short2, whole2[long]]))
});
var change2 = (side, levels) => {
  for (const [price, amount] of levels)
    if (Number(amount) === 0) side.delete(price);
    else side.set(price, amount);
};
var apply = ({ asks, bids, totals: known }, diff) => {
  change2(asks, diff.a);
  change2(bids, diff.b);
  for (const [short2] of totals) known.set(short2, diff[short2] ?? known.get(short2) ?? "0");
};
var wayBack = (side, was) => {
  const before = new Map(was);
  const gone = [...side.keys()].filter((price) => !before.has(price));
  const changed = was.filter(([price, amount]) => Number(side.get(price)) !== Number(amount));
  return [...gone.map((price) => [price, "0"]), ...changed];
};
var levelsInDiff = 60;
var closingDiffs = (pair, book, time, firstSequence) => {
  const changes = [
    ...wayBack(book.asks, book.whole.asks).map((level) => ({ level, side: "a" })),
    ...wayBack(book.bids, book.whole.bids).map((level) => ({ level, side: "b" }))
  ];
  const start2 = Object.fromEntries(totals.map(([short2, long]) => [short2, book.whole[long]]));
  return Array.from({ length: Math.max(1, Math.ceil(changes.length / levelsInDiff)) }, (_, i) => {
    const own = changes.slice(i * levelsInDiff, (i + 1) * levelsInDiff);
    const levelsOf = (side) => own.filter((entry) => entry.side === side).map(({ level }) => level);
    const data = { a: levelsOf("a"), b: levelsOf("b"), ...start2, t: time, s: String(firstSequence + 2 * i) };
    return { room: `depth_diff_${pair}`, type: "depth_diff", data };
  });
};
var pairOf = ({ room, type }) => room.slice(type.length + 1);
var lapOf = (messages) => {
  const books = /* @__PURE__ */ new Map();
  const lap = [];
  const skipped = /* @__PURE__ */ new Map();
  let time = 0;
  let sequence2 = 0;
  for (const message2 of messages) {
    const pair = pairOf(message2);
    if (message2.type === "depth_whole") {
      if (!books.has(pair)) {
        if (Number(message2.data.sequenceId) < (skipped.get(pair) ?? 0)) continue;
        books.set(pair, bookOf(message2.data));
      }
      sequence2 = Math.max(sequence2, Number(message2.data.sequenceId));
      time = Math.max(time, message2.data.timestamp);
    } else if (message2.type === "depth_diff") {
      const book = books.get(pair);
      if (!book) {
        skipped.set(pair, Number(message2.data.s));
        continue;
      }
      apply(book, message2.data);
      sequence2 = Math.max(sequence2, Number(message2.data.s));
      time = Math.max(time, message2.data.t);
    }
    lap.push(message2);
  }
  for (const [pair, book] of books) {
    const closing = closingDiffs(pair, book, time, sequence2 + 2);
    lap.push(...closing);
    sequence2 += 2 * closing.length;
  }
  return lap;
};
var createTape = (messages) => {
  const cuts = lapOf(messages).map(cut);
  const spans = spansOf(cuts);
  let lap = 0;
  let at = 0;
  return {
    length: cuts.length,
    next: () => {
      const frame = cuts[at];
      if (!frame) throw new RangeError("nothing is on the tape");
      const text3 = render(frame, spans, lap);
      at++;
      if (at === cuts.length) {
        at = 0;
        lap++;
      }
      return { room: frame.room, text: text3 };
    }
  };
};

// src/simulator/full-speed.ts
var recorded = 2e4;
var start = Date.UTC(2026, 0, 15, 3);
var tapedMarket = (source) => ({
  ...source,
  create: (venue, options) => ({
    ...createMarket(venue, options),
    messages$: EMPTY3,
    joined$: () => EMPTY3
  })
});
var tapeOf = (options) => {
  const clock = virtualClock(start);
  const simulation2 = createSimulation({ ...options, journalCapacity: 0 }, { wall: clock, market: clock });
  const messages = [];
  simulation2.market.messages$.subscribe((message2) => messages.push(message2));
  clock.advanceBy(recorded);
  simulation2.close();
  return createTape(messages);
};
var framesATurn = 256;
var mostBacklog = 4 * 2 ** 20;
var idle = 5;
var startPump = (tape, publish, backlog) => {
  let isRunning = true;
  const playFrame = () => {
    const { room, text: text3 } = tape.next();
    return publish({ room, text: () => text3 });
  };
  const turn = () => {
    if (!isRunning) return;
    let played = 0;
    const isTaken = backlog() < mostBacklog;
    if (isTaken) for (let frame = 0; frame < framesATurn; frame++) played += playFrame() ? 1 : 0;
    if (isTaken && played === 0) setTimeout(turn, idle);
    else setImmediate(turn);
  };
  turn();
  return () => {
    isRunning = false;
  };
};

// src/simulator/wire/server.ts
import { createServer } from "http";

// src/simulator/wire/stream-transports.ts
import { of as of8 } from "rxjs";
import { WebSocketServer } from "ws";

// src/simulator/wire/polling.ts
import { Observable as Observable4 } from "rxjs";
var separator = "";
var closePacket = "1";
var noopPacket = "6";
var encodePayload = (packets) => packets.join(separator);
var decodePayload = (body) => body.split(separator);
var createPollingOutlet = (mostUnread2, onOverflow) => {
  const waiting = [];
  let unread = 0;
  let open = null;
  let flushIsDue = false;
  let isReleased = false;
  const answer = (packets) => {
    const poll = open;
    open = null;
    poll?.next(textReply(200, encodePayload(packets)));
    poll?.complete();
  };
  const answerNoop = () => {
    if (open) answer([noopPacket]);
  };
  const take2 = () => {
    unread = 0;
    return waiting.splice(0);
  };
  const flush = () => {
    flushIsDue = false;
    if (open && waiting.length > 0) answer(take2().map(({ text: text3 }) => text3));
  };
  return {
    send: (frame) => {
      unread += frame.text.length;
      if (unread > mostUnread2) {
        onOverflow();
        return;
      }
      waiting.push(frame);
      if (!open || flushIsDue) return;
      flushIsDue = true;
      queueMicrotask(flush);
    },
    close: () => {
      if (open) answer([...take2().map(({ text: text3 }) => text3), closePacket]);
    },
    poll: () => open ? null : new Observable4((subscriber) => {
      open = subscriber;
      flush();
      if (isReleased) answerNoop();
      return () => {
        if (open === subscriber) open = null;
      };
    }),
    release: () => {
      isReleased = true;
      answerNoop();
    },
    hold: () => {
      isReleased = false;
    },
    drain: take2
  };
};

// src/simulator/wire/stream-transports.ts
var streamPath = "/socket.io/";
var isStreamPath = (path) => `${path}/`.startsWith(streamPath);
var mostUnread = 32 * 2 ** 20;
var mostPackets = 1e3;
var probe = "2probe";
var probed = "3probe";
var upgrade = "5";
var problems = {
  transport: { code: 0, message: "Transport unknown" },
  session: { code: 1, message: "Session ID unknown" },
  request: { code: 3, message: "Bad request" }
};
var problem = (name) => jsonReply(400, JSON.stringify(problems[name]));
var protocolOf = (query) => Number(query.get("EIO") ?? 3);
var socketOutlet = (webSocket, connection) => {
  let isCorked = false;
  return {
    send: (frame) => {
      if (connection.writableLength > mostUnread) {
        connection.destroy();
        return;
      }
      if (!isCorked) {
        isCorked = true;
        connection.cork();
        process.nextTick(() => {
          isCorked = false;
          connection.uncork();
        });
      }
      connection.write(frame.bytes());
    },
    close: () => webSocket.close()
  };
};
var createStreamTransports = (wire) => {
  const webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload
  });
  const polling = /* @__PURE__ */ new WeakMap();
  const openPolling = (query) => {
    const outlet = createPollingOutlet(mostUnread, () => session.close());
    const session = wire.openStream(outlet, protocolOf(query), ["websocket"]);
    polling.set(session, outlet);
    return outlet.poll() ?? of8(problem("request"));
  };
  const poll = ({ method, query, body }) => {
    if (query.get("transport") !== "polling") return of8(problem("transport"));
    const sid = query.get("sid");
    if (sid === null) return method === "GET" ? openPolling(query) : of8(problem("request"));
    const session = wire.findStream(sid);
    const outlet = session && polling.get(session);
    if (!outlet) return of8(problem("session"));
    if (method === "POST") {
      const packets = decodePayload(body);
      if (packets.length > mostPackets) {
        session.close();
        return of8(problem("request"));
      }
      packets.forEach(session.receive);
      return of8(textReply(200, "ok"));
    }
    const answers = outlet.poll();
    if (answers) return answers;
    session.close();
    return of8(problem("request"));
  };
  const attach = (webSocket, session) => {
    webSocket.on("close", () => {
      polling.delete(session);
      session.lost();
    });
    webSocket.on("message", (data, isBinary) => {
      if (isBinary) session.close();
      else session.receive(textOf2(data));
    });
  };
  const attachProbe = (webSocket, connection, session, outlet) => {
    const probing = (data) => {
      const text3 = textOf2(data);
      if (text3 === probe) {
        webSocket.send(probed);
        outlet.release();
      } else if (text3 === upgrade) {
        webSocket.off("message", probing);
        polling.delete(session);
        const next2 = socketOutlet(webSocket, connection);
        attach(webSocket, session);
        session.moveTo(next2);
        outlet.drain().forEach(next2.send);
      } else webSocket.close();
    };
    webSocket.on("message", probing);
    webSocket.on("close", outlet.hold);
  };
  const accept = (webSocket, connection, query) => {
    webSocket.on("error", () => connection.destroy());
    const sid = query.get("sid");
    if (sid === null) {
      attach(webSocket, wire.openStream(socketOutlet(webSocket, connection), protocolOf(query), []));
      return;
    }
    const session = wire.findStream(sid);
    const outlet = session && polling.get(session);
    if (outlet) attachProbe(webSocket, connection, session, outlet);
    else webSocket.close();
  };
  return {
    poll,
    upgrade: (request, connection, head2) => {
      const { path, query } = wireRequest("GET", request.url ?? "/");
      if (!isStreamPath(path) || query.get("transport") !== "websocket" || wire.isDown()) {
        connection.destroy();
        return;
      }
      webSockets.handleUpgrade(request, connection, head2, (webSocket) => {
        accept(webSocket, connection, query);
      });
    }
  };
};
var textOf2 = (data) => String(data);

// src/simulator/wire/server.ts
var mostBody = 1e6;
var keepAlive = 65e3;
var headersOf = ({ headers }) => Object.fromEntries(
  Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value])
);
var headOf = (reply, wall) => ({
  ...reply.headers,
  "access-control-allow-origin": "*",
  "content-length": String(Buffer.byteLength(reply.body)),
  date: new Date(wall.now()).toUTCString()
});
var answerer = (response, wall) => (answer) => {
  if (answer.type === "dropped") {
    response.destroy();
    return;
  }
  const reply = answer.type === "reply" ? answer : answer.reply;
  response.writeHead(reply.status, headOf(reply, wall));
  if (answer.type === "reply") response.end(reply.body);
  else response.write(reply.body.slice(0, reply.body.length / 2), () => response.destroy());
};
var readBody = (request, onBody) => {
  const chunks = [];
  let length = 0;
  request.on("data", (chunk) => {
    length += chunk.length;
    if (length <= mostBody) chunks.push(chunk);
  });
  request.on("end", () => onBody(length > mostBody ? null : Buffer.concat(chunks).toString()));
};
var listen = (wire, { host, port, wall }) => {
  const transports = createStreamTransports(wire);
  const connections = /* @__PURE__ */ new Set();
  const server = createServer((request, response) => {
    const answer = answerer(response, wall);
    readBody(request, (body) => {
      if (body === null) {
        answer(textReply(413, "Payload Too Large"));
        return;
      }
      const received = wireRequest(request.method ?? "GET", request.url ?? "/", headersOf(request), body);
      const isStream = isStreamPath(received.path) && received.method !== "OPTIONS" && !wire.isDown();
      const answers = isStream ? transports.poll(received) : wire.handle(received);
      const subscription = answers.subscribe(answer);
      response.on("close", () => subscription.unsubscribe());
    });
  });
  server.keepAliveTimeout = keepAlive;
  server.on("upgrade", transports.upgrade);
  server.on("connection", (connection) => {
    connections.add(connection);
    connection.setNoDelay(true);
    connection.on("close", () => connections.delete(connection));
  });
  const breakConnections = () => connections.forEach((connection) => connection.destroy());
  wire.restarts$.subscribe(breakConnections);
  const backlog = () => {
    let most3 = 0;
    for (const { writableLength } of connections) most3 = Math.max(most3, writableLength);
    return most3;
  };
  const close = () => new Promise((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
    breakConnections();
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve({ port: server.address().port, backlog, close });
    });
  });
};

// src/simulator/controls.ts
var controlsOf = ({ venue, market, wire, quirks }) => ({
  faults: {
    add: (fault) => wire.faults.add(parseFault(fault)),
    remove: wire.faults.remove,
    clear: wire.faults.clear,
    list: wire.faults.list
  },
  journal: wire.journal.entries,
  openAccount: (account) => void wire.accounts.open(account),
  venue,
  notices$: market.notices$,
  quirks
});

// src/simulator/urls.ts
var everyAddress = ["0.0.0.0", "::", ""];
var urlsAt = (host, port) => {
  const name = everyAddress.includes(host) ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  const origin = `${name}:${port}`;
  return {
    streamUrl: `ws://${origin}`,
    publicUrl: `http://${origin}`,
    apiUrl: `http://${origin}/v1`,
    pubnubOrigin: `http://${origin}`
  };
};

// src/simulator/outside/live.ts
import {
  catchError as catchError2,
  firstValueFrom,
  map as map6,
  Observable as Observable5,
  Subscription as Subscription7,
  throwError,
  timeout,
  timer as timer4,
  exhaustMap,
  EMPTY as EMPTY6,
  from,
  concatMap
} from "rxjs";

// src/simulator/outside/outside-market.ts
import { EMPTY as EMPTY5, Subject as Subject5 } from "rxjs";

// src/simulator/outside/outside-frame.ts
var reader = (parse, toContent) => (frame) => {
  const read2 = parse(frame);
  return read2._tag === "Right" ? toContent(read2.right) : { type: "unread", cause: read2.left.message };
};
var readersOf = (pair) => ({
  // The content of a ticker is not read before a client requests it.
  ticker: () => ({ type: "ticker" }),
  transactions: reader(roomKinds.transactions(pair), (trades) => ({ type: "trades", trades })),
  depth_whole: reader(roomKinds.depth_whole(pair), (message2) => ({ type: "whole", message: message2 })),
  depth_diff: reader(roomKinds.depth_diff(pair), (message2) => ({ type: "diff", message: message2 })),
  circuit_break_info: reader(roomKinds.circuit_break_info(pair), (info) => ({ type: "break", info }))
});
var createFrameReader = (pairs) => {
  const rooms = new Map(
    pairs.flatMap(
      (pair) => Object.entries(readersOf(pair)).map(
        ([kind, read2]) => [`${kind}_${pair}`, { pair, kind, read: read2 }]
      )
    )
  );
  return (frame) => {
    let room = likelyRoomOf(frame);
    let known = rooms.get(room);
    if (known === void 0) {
      if (!frame.startsWith("42")) return null;
      room = roomOf(frame) ?? "";
      known = rooms.get(room);
    }
    if (known === void 0) return null;
    const { pair, kind, read: read2 } = known;
    return { pair, kind, room, frame, content: read2(frame) };
  };
};
var stampIn = (content) => {
  switch (content.type) {
    case "whole":
    case "diff":
      return content.message.timestamp;
    case "trades":
      return content.trades.at(-1)?.timestamp ?? null;
    case "break":
      return content.info.timestamp;
    default:
      return null;
  }
};

// src/simulator/outside/outside-candles.ts
var isHigher = (a, b) => Number(a) > Number(b);
var candlesOf = (instrument, type, date, page, trades, kept, now) => {
  if (!isCandleType(type) || date.length === 8 !== isIntraday(type)) return void 0;
  const period2 = periodOf(date);
  if (period2 === void 0) return void 0;
  const [from2, to] = period2;
  const bars = /* @__PURE__ */ new Map();
  const put = ([open, high, low, close, volume, time]) => bars.set(time, { open, high, low, close, volume });
  page?.rows.forEach(put);
  const since = page?.arrived ?? -Infinity;
  for (const trade2 of trades) {
    if (trade2.time < from2 || trade2.time >= to || trade2.arrived <= since) continue;
    addTrade(bars, candleStart(type, trade2.time), instrument, trade2);
  }
  kept.rows(instrument.pair, type, from2, to, now).forEach(put);
  if (bars.size === 0) return void 0;
  const ohlcv = [...bars].sort(([a], [b]) => a - b).map(([time, { open, high, low, close, volume }]) => [open, high, low, close, volume, time]);
  return { candlestick: [{ type, ohlcv }], timestamp: now };
};
var addTrade = (bars, time, instrument, { price: ticks, amount }) => {
  const price = formatPrice(instrument, ticks);
  const bar = bars.get(time);
  if (bar === void 0) {
    const volume = formatAmount(instrument, amount);
    bars.set(time, { open: price, high: price, low: price, close: price, volume });
    return;
  }
  if (isHigher(price, bar.high)) bar.high = price;
  if (isHigher(bar.low, price)) bar.low = price;
  bar.close = price;
  bar.volume = formatAmount(instrument, toUnits(bar.volume, instrument.amountDigits) + amount);
};

// src/simulator/outside/outside-rooms.ts
import { EMPTY as EMPTY4, filter, map as map5, timer as timer3 } from "rxjs";

// src/simulator/outside/displayed-book.ts
var lotsOf = (amount, digits) => {
  const scaled = Math.round(amount * 10 ** digits);
  return Number.isSafeInteger(scaled) ? BigInt(scaled) : toUnits(decimalOf(amount), digits);
};
var ticksOf2 = (price, digits) => Math.round(price * 10 ** digits);
var signOf = (side) => side === "buy" ? bidSign : askSign;
var amountAt = (levels, price, side) => {
  const sign = signOf(side);
  for (const run of levels) {
    const flat = flatOfRun(run);
    const last = flat[flat.length - 2];
    if (last === void 0 || last * sign < price * sign) continue;
    for (let i = 0; i < flat.length; i += 2) if (flat[i] === price) return flat[i + 1] ?? 0;
    return 0;
  }
  return 0;
};
var createDisplayedBook = ({ priceDigits, amountDigits }) => {
  let kept = noBook;
  const taken = { buy: /* @__PURE__ */ new Map(), sell: /* @__PURE__ */ new Map() };
  const scale2 = 10 ** priceDigits;
  const sideOf2 = (side) => kept.book === null ? [] : side === "buy" ? kept.book.bids : kept.book.asks;
  const recorded2 = (side, price) => lotsOf(amountAt(sideOf2(side), price / scale2, side), amountDigits);
  const changed = (change3) => {
    if (taken.buy.size === 0 && taken.sell.size === 0) {
      kept = change3();
      return;
    }
    const held = ["buy", "sell"].flatMap(
      (side) => [...taken[side].keys()].map((price) => ({ side, price, before: recorded2(side, price) }))
    );
    kept = change3();
    for (const { side, price, before } of held) {
      const after = recorded2(side, price);
      const was = taken[side].get(price) ?? 0n;
      const left = after < before ? was - (before - after) : was;
      const most3 = left < after ? left : after;
      if (most3 <= 0n) taken[side].delete(price);
      else taken[side].set(price, most3);
    }
  };
  function* available(side) {
    const gone = taken[side];
    for (const run of sideOf2(side)) {
      const flat = flatOfRun(run);
      for (let i = 0; i < flat.length; i += 2) {
        const price = ticksOf2(flat[i] ?? 0, priceDigits);
        const amount = lotsOf(flat[i + 1] ?? 0, amountDigits) - (gone.get(price) ?? 0n);
        if (amount > 0n) yield [price, amount];
      }
    }
  }
  const best = (side) => {
    if (taken[side].size === 0) {
      const [run] = sideOf2(side);
      return run === void 0 ? null : ticksOf2(bestPriceOf(run), priceDigits);
    }
    for (const [price] of available(side)) return price;
    return null;
  };
  return {
    state: () => kept.book === null ? "gap" : kept.book.stale ? "stale" : "live",
    apply: (frame) => changed(
      () => frame.type === "whole" ? applyWhole(kept, frame.message) : applyDiff(kept, frame.message)
    ),
    doubt: () => {
      kept = markStale(kept);
    },
    lose: () => {
      kept = forget(kept);
      for (const side of ["buy", "sell"]) taken[side].clear();
    },
    recorded: recorded2,
    shown: (side, price) => {
      const worst = worstPriceOf(sideOf2(side));
      const isBeyond = worst !== void 0 && price / scale2 * signOf(side) > worst * signOf(side);
      if (isBeyond) return null;
      const amount = recorded2(side, price) - (taken[side].get(price) ?? 0n);
      return amount > 0n ? amount : 0n;
    },
    available,
    best,
    take: (side, price, amount) => {
      taken[side].set(price, (taken[side].get(price) ?? 0n) + amount);
    },
    taken: (side) => taken[side]
  };
};

// src/simulator/outside/outside-rooms.ts
var firstMessageDelay2 = 120;
var levelTexts = (instrument, side) => {
  const flat = flatOf(side);
  return Array.from({ length: flat.length / 2 }, (_, i) => [
    formatPrice(instrument, ticksOf2(flat[2 * i] ?? 0, instrument.priceDigits)),
    formatAmount(instrument, lotsOf(flat[2 * i + 1] ?? 0, instrument.amountDigits))
  ]);
};
var placeOf2 = ({ message: message2 }) => message2;
var startOfBook = () => createBookStart({ ofWhole: placeOf2, ofDiff: placeOf2 });
var createOutsideRooms = (instrument) => {
  const latest4 = /* @__PURE__ */ new Map();
  let start2 = startOfBook();
  let frames = [];
  let known = { book: noBook, frames: 0 };
  const hold2 = (held) => {
    frames = held;
    known = { book: noBook, frames: 0 };
  };
  const lose = () => {
    start2 = startOfBook();
    hold2([]);
  };
  const onWhole = (content) => {
    if (refuseLarge(noBook, content.message) !== null) lose();
    else if (start2.onWhole(content) === "taken") hold2([content, ...start2.diffs()]);
  };
  const kept = () => {
    const book = frames.slice(known.frames).reduce(
      (before, frame) => frame.type === "whole" ? applyWhole(before, frame.message) : applyDiff(before, frame.message),
      known.book
    );
    known = { book, frames: frames.length };
    return book;
  };
  const total = (value) => formatAmount(instrument, value === null ? 0n : lotsOf(value, instrument.amountDigits));
  return {
    onFrame: ({ kind, frame, content }) => {
      latest4.set(kind, frame);
      if (content.type === "whole") onWhole(content);
      else if (content.type === "diff") {
        start2.onDiff(content);
        frames.push(content);
      } else if (kind === "depth_diff") lose();
    },
    onLost: lose,
    latest: (kind) => latest4.get(kind) ?? null,
    isKnown: () => frames[0]?.type === "whole",
    isJustWhole: () => frames.length === 1 && frames[0]?.type === "whole",
    book: kept,
    whole: () => {
      const { book } = kept();
      if (book === null || book.stale) return null;
      const { outside } = book;
      return {
        asks: levelTexts(instrument, book.asks),
        bids: levelTexts(instrument, book.bids),
        asks_over: total(outside.asksOver),
        bids_under: total(outside.bidsUnder),
        asks_under: total(outside.asksUnder),
        bids_over: total(outside.bidsOver),
        ask_market: total(outside.askMarket),
        bid_market: total(outside.bidMarket),
        timestamp: book.timestamp,
        sequenceId: String(book.sequence)
      };
    }
  };
};
var dataOf = (frame) => {
  if (frame === null) return null;
  const [, message2] = JSON.parse(frame.slice(2));
  return message2.message.data;
};
var roomPartsOf = (room) => {
  const kind = Object.keys(roomKinds).find((name) => room.startsWith(`${name}_`));
  return kind === void 0 ? null : { kind, pair: room.slice(kind.length + 1) };
};
var firstNews$ = (room, rooms, toText, toWhole, scheduler) => {
  const parts = roomPartsOf(room);
  if (parts?.kind !== "depth_whole" && parts?.kind !== "circuit_break_info") return EMPTY4;
  const news = () => {
    if (parts.kind === "depth_whole") {
      const data = rooms.whole();
      return data && { room, data: toWhole(data) };
    }
    const frame = rooms.latest("circuit_break_info");
    return frame === null ? null : { room, text: () => toText(frame) };
  };
  return timer3(firstMessageDelay2, scheduler).pipe(
    map5(news),
    filter((value) => value !== null)
  );
};

// src/simulator/outside/file-candles.ts
import { readFileSync } from "fs";
var noFileCandles = { rows: () => [] };
var fields = ["pair", "type", "openTime", "open", "high", "low", "close", "volume"];
var cellsOf2 = (line) => {
  if (line.startsWith("{")) return Object(JSON.parse(line));
  const cells = line.split(",");
  return Object.fromEntries(fields.map((field, i) => [field, cells[i]]));
};
var priceText = (cell2) => cell2 !== void 0 && Number(cell2) > 0 && Number.isFinite(Number(cell2)) ? decimalOf(Number(cell2)) : null;
var volumeText = (cell2) => cell2 === "" || cell2 === null || cell2 === "0" || cell2 === 0 ? "0" : priceText(cell2);
var rowOf = (line) => {
  const { pair, type, openTime, open, high, low, close, volume } = cellsOf2(line);
  const [o, h, l, c] = [open, high, low, close].map(priceText);
  const v = volumeText(volume);
  const time = Number(openTime);
  if (typeof pair !== "string" || typeof type !== "string" || !isCandleType(type)) return null;
  if (!o || !h || !l || !c || !v || openTime === "" || !Number.isSafeInteger(time)) return null;
  return { pair, type, text: [o, h, l, c, v, time] };
};
var header = fields.join(",");
var readCandles = (paths) => {
  const kept = /* @__PURE__ */ new Map();
  for (const path of paths) {
    const refuse2 = (got) => {
      throw configError("candles", "files that `rx-bitbank candles` wrote", got);
    };
    const read2 = () => {
      try {
        return readFileSync(path, "utf8");
      } catch (error) {
        return refuse2(`${path}: ${String(error)}`);
      }
    };
    for (const [i, line] of read2().split("\n").entries()) {
      if (line === "" || line === header) continue;
      let row = null;
      try {
        row = rowOf(line);
      } catch {
      }
      if (row === null) return refuse2(`${path}, line ${i + 1}`);
      const key = `${row.pair} ${row.type}`;
      const rows2 = kept.get(key) ?? /* @__PURE__ */ new Map();
      kept.set(key, rows2);
      rows2.set(row.text[5], row.text);
    }
  }
  const sorted = new Map(
    [...kept].map(([key, rows2]) => [key, [...rows2.values()].sort((a, b) => a[5] - b[5])])
  );
  return {
    rows: (pair, type, from2, to, now) => (sorted.get(`${pair} ${type}`) ?? []).filter(
      ([, , , , , time]) => time >= from2 && time < to && nextCandleStart(type, time) <= now
    )
  };
};

// src/simulator/outside/new-ids.ts
var most2 = 1e3;
var newIds = () => {
  let ids = /* @__PURE__ */ new Set();
  return (id) => {
    if (ids.has(id)) return false;
    ids.add(id);
    if (ids.size > most2) ids = new Set([...ids].slice(-most2 / 2));
    return true;
  };
};

// src/simulator/outside/rebase.ts
var times = /"(t|timestamp|executed_at|reopen_timestamp)":(\d{12,14})(?=[,}])/g;
var rebased = (text3, by) => by === 0 ? text3 : text3.replace(times, (_, key, time) => `"${key}":${Number(time) + by}`);

// src/simulator/outside/replies.ts
var replied = (path) => ({ endpoint: `GET ${path}`, codes: systemCodes, secret: false });
var venueInstrument = (instrument) => ({
  ...instrument,
  marketInCircuitBreakAllowanceRate: instrument.marketAllowanceRate
});
var instrumentsIn = (reply) => {
  if (reply.path !== "/spot/pairs") return [];
  const read2 = decodeReply(SpotPairsData, replied(reply.path), reply, () => void 0);
  return read2._tag === "Right" ? read2.right.map(venueInstrument) : [];
};
var scale = ["baseAsset", "quoteAsset", "priceDigits", "amountDigits"];
var followRules = (venue, known, listed) => {
  const other = scale.find((name) => listed[name] !== known[name]);
  if (other !== void 0) return `its ${other} became ${listed[other]}, and was ${known[other]}`;
  try {
    venue.setInstrument(listed);
    return null;
  } catch (error) {
    return causeOf(error);
  }
};
var followReply = (venue, reply, onRules) => {
  for (const listed of instrumentsIn(reply)) {
    const known = venue.instrument(listed.pair);
    if (known !== void 0) onRules(listed.pair, followRules(venue, known, listed));
  }
  if (reply.path !== "/spot/status") return;
  const read2 = decodeReply(SpotStatusData, replied(reply.path), reply, () => void 0);
  if (read2._tag === "Left") return;
  for (const { pair, state, minAmount } of read2.right) {
    const instrument = venue.instrument(pair);
    if (instrument === void 0 || state === "unknown") continue;
    venue.followStatus(pair, state, toUnits(minAmount, instrument.amountDigits));
  }
};
var dataIn = (reply) => {
  if (reply === void 0) return void 0;
  const read2 = decodeReply(anything, replied(reply.path), reply, () => void 0);
  return read2._tag === "Right" ? read2.right : void 0;
};

// src/simulator/outside/outside-queries.ts
var latest3 = 60;
var mostTrades2 = 2e5;
var nothingKnown = {
  sell: null,
  buy: null,
  open: null,
  high: null,
  low: null,
  last: null,
  vol: null
};
var createOutsideQueries = ({
  venue,
  scheduler,
  rooms,
  shift,
  candles,
  wholeOf
}) => {
  const replies = /* @__PURE__ */ new Map();
  const trades = /* @__PURE__ */ new Map();
  const recorded2 = (path) => {
    const reply = replies.get(path);
    return dataIn(reply && { ...reply, body: rebased(reply.body, shift) });
  };
  const recordedTickers = () => {
    const rows2 = recorded2("/tickers");
    return Array.isArray(rows2) ? rows2 : [];
  };
  const ticker = (pair) => {
    const frame = rooms.get(pair)?.latest("ticker") ?? null;
    if (frame !== null) return dataOf(rebased(frame, shift));
    const row = recordedTickers().find((one) => one.pair === pair);
    if (row === void 0)
      return rooms.has(pair) ? { ...nothingKnown, timestamp: scheduler.now() } : void 0;
    const { sell, buy, open, high, low, last, vol, timestamp } = row;
    return { sell, buy, open, high, low, last, vol, timestamp };
  };
  const tickers = () => [...rooms.keys()].flatMap((pair) => {
    const message2 = ticker(pair);
    return message2 === void 0 ? [] : [{ pair, ...message2 }];
  });
  const pageOf = (path) => {
    if (shift !== 0) return null;
    const data = recorded2(path);
    const rows2 = data?.candlestick[0]?.ohlcv;
    return rows2 === void 0 ? null : { rows: rows2, arrived: replies.get(path)?.arrived ?? 0 };
  };
  const onTrades = (pair, instrument, { content }) => {
    if (content.type !== "trades") return;
    const known = trades.get(pair) ?? { rows: [], trades: [], isNew: newIds() };
    trades.set(pair, known);
    for (const { id, side, price, amount, timestamp } of content.trades) {
      if (!known.isNew(id)) continue;
      const ticks = ticksOf2(price, instrument.priceDigits);
      const lots = lotsOf(amount, instrument.amountDigits);
      const time = timestamp + shift;
      known.rows.push({
        transaction_id: id,
        side,
        price: formatPrice(instrument, ticks),
        amount: formatAmount(instrument, lots),
        executed_at: time
      });
      known.trades.push({ price: ticks, amount: lots, time, arrived: scheduler.now() });
    }
    if (known.rows.length > 2 * latest3) known.rows = known.rows.slice(-latest3);
    if (known.trades.length > 2 * mostTrades2) known.trades = known.trades.slice(-mostTrades2);
  };
  return {
    onFrame: (received) => {
      const instrument = venue.instrument(received.pair);
      if (instrument !== void 0) onTrades(received.pair, instrument, received);
    },
    onReply: (reply) => {
      replies.set(reply.path, { ...reply, arrived: scheduler.now() });
    },
    ticker,
    tickers,
    tickersJpy: () => tickers().filter(({ pair }) => pair.endsWith("_jpy")),
    depth: (pair) => wholeOf(pair) ?? void 0,
    transactions: (pair, day4) => {
      if (!rooms.has(pair)) return void 0;
      if (day4 !== void 0)
        return recorded2(`/${pair}/transactions/${day4}`);
      return { transactions: (trades.get(pair)?.rows ?? []).slice(-latest3).reverse() };
    },
    candlestick: (pair, type, date) => {
      const instrument = venue.instrument(pair);
      if (instrument === void 0 || !rooms.has(pair)) return void 0;
      const kept = shift === 0 ? candles : noFileCandles;
      const page = pageOf(`/${pair}/candlestick/${type}/${date}`);
      return candlesOf(instrument, type, date, page, trades.get(pair)?.trades ?? [], kept, scheduler.now());
    },
    candlestickSteps: () => [],
    circuitBreakInfo: (pair) => {
      const frame = rooms.get(pair)?.latest("circuit_break_info") ?? null;
      const data = frame === null ? recorded2(`/${pair}/circuit_break_info`) : dataOf(rebased(frame, shift));
      return data ?? void 0;
    },
    spotPairs: () => ({
      pairs: venue.instruments().map((instrument) => spotPair(instrument, scheduler.now()))
    }),
    spotStatus: () => ({
      statuses: venue.pairStatuses().map(({ pair, status, minAmount }) => {
        const instrument = venue.instrument(pair);
        return { pair, status, min_amount: instrument ? formatAmount(instrument, minAmount) : "0" };
      })
    })
  };
};

// src/simulator/fills/model.ts
var meets = (side, limit, price) => side === "buy" ? price <= limit : price >= limit;
var withFills = (quotes, fills) => {
  if (fills.length === 0) return { quotes, fills };
  const byId = /* @__PURE__ */ new Map();
  for (const { id, amount } of fills) byId.set(id, (byId.get(id) ?? 0n) + amount);
  return {
    quotes: quotes.map((quote) => ({ ...quote, remaining: quote.remaining - (byId.get(quote.id) ?? 0n) })).filter(({ remaining }) => remaining > 0n),
    fills
  };
};

// src/simulator/fills/crossed.ts
var furthestOf = (quotes, side) => quotes.reduce(
  (furthest, quote) => quote.side === side && (furthest === null || meets(side, quote.price, furthest)) ? quote.price : furthest,
  null
);
function* within(available, side, limit) {
  if (limit === null) return;
  for (const level of available) {
    if (!meets(side, limit, level[0])) return;
    yield level;
  }
}
var crossed = (quotes, side, available) => {
  const levels = [...within(available, side, furthestOf(quotes, side))].map(([price, amount]) => ({
    price,
    left: amount
  }));
  const fills = [];
  const takes = [];
  const isReached3 = ({ side: own, price }) => own === side && levels.some((level) => level.left > 0n && meets(side, price, level.price));
  const reached = /* @__PURE__ */ new Set();
  for (const quote of quotes) {
    if (!isReached3(quote)) continue;
    reached.add(quote.id);
    let wanted2 = quote.remaining;
    for (const level of levels) {
      if (!meets(side, quote.price, level.price)) break;
      const amount = minLots(wanted2, level.left);
      if (amount === 0n) continue;
      level.left -= amount;
      wanted2 -= amount;
      takes.push({ price: level.price, amount });
    }
    fills.push({ id: quote.id, amount: quote.remaining - wanted2 });
  }
  const filled = withFills(quotes, fills);
  return {
    ...filled,
    quotes: filled.quotes.map((quote) => reached.has(quote.id) ? { ...quote, ahead: 0n } : quote),
    takes
  };
};

// src/simulator/fills/decreases.ts
var explainedWithin = 2e3;
var noDecreases = { prints: [], waiting: [] };
var takeFrom = (parts, amount, isFit) => {
  let left = amount;
  const after = parts.map((part) => {
    if (left === 0n || !isFit(part)) return part;
    const gone = minLots(part.amount, left);
    left -= gone;
    return { ...part, amount: part.amount - gone };
  });
  return { parts: after.filter((part) => part.amount > 0n), left };
};
var isNear = (a, b) => Math.abs(a.time - b.time) <= explainedWithin;
var areOne = (print, { side, price }) => print.side !== side && print.price === price;
var afterPrint = ({ prints, waiting }, print) => {
  const { parts, left } = takeFrom(
    waiting,
    print.amount,
    (decrease) => areOne(print, decrease) && isNear(print, decrease)
  );
  const recent = prints.filter(({ time }) => print.time - time <= explainedWithin);
  return { prints: left > 0n ? [...recent, { ...print, amount: left }] : recent, waiting: parts };
};
var afterDecrease = ({ prints, waiting }, decrease) => {
  const { parts, left } = takeFrom(
    prints,
    decrease.amount,
    (print) => areOne(print, decrease) && isNear(print, decrease)
  );
  return { prints: parts, waiting: left > 0n ? [...waiting, { ...decrease, amount: left }] : waiting };
};
var cancelsBy = (state, now) => {
  const isOver = ({ time }) => now - time > explainedWithin;
  if (!state.waiting.some(isOver)) return { state, cancels: [] };
  return {
    state: { ...state, waiting: state.waiting.filter((decrease) => !isOver(decrease)) },
    cancels: state.waiting.filter(isOver)
  };
};

// src/simulator/fills/printed.ts
var isReached2 = ({ name }, quote, { price }) => name === "through" ? quote.price !== price && meets(quote.side, quote.price, price) : meets(quote.side, quote.price, price);
var passedBy = (model, quotes, print) => {
  const strict = model.name === "queue" ? { name: "through" } : model;
  return quotes.filter((quote) => quote.side !== print.side && isReached2(strict, quote, print)).map(({ id }) => id);
};
var fillQueue = (queue2, amount) => {
  const fills = [];
  let budget = amount;
  let eaten = 0n;
  for (const { id, remaining, ahead } of queue2) {
    if (ahead === null) break;
    const first = minLots(lessLots(ahead, eaten), budget);
    eaten += first;
    budget -= first;
    const filled = minLots(remaining, budget);
    budget -= filled;
    if (filled > 0n) fills.push({ id, amount: filled });
    if (budget === 0n) break;
  }
  return { fills, eaten };
};
var afterTaking = (quote, eaten) => quote.ahead === null ? quote : { ...quote, ahead: lessLots(quote.ahead, eaten) };
var atTheFront = (quote) => quote.ahead === 0n ? quote : { ...quote, ahead: 0n };
var printed = (model, quotes, print) => {
  const isHit = (quote) => quote.side !== print.side && isReached2(model, quote, print);
  const hit = quotes.filter(isHit);
  if (hit.length === 0) return { quotes, fills: [] };
  const waits = model.name === "queue";
  const isThrough = (quote) => !waits || quote.price !== print.price;
  const fills = [];
  let budget = print.amount;
  for (const { id, remaining } of hit.filter(isThrough)) {
    const amount = minLots(remaining, budget);
    budget -= amount;
    if (amount > 0n) fills.push({ id, amount });
  }
  const queue2 = hit.filter((quote) => !isThrough(quote));
  const queued = fillQueue(queue2, budget);
  return withFills(
    quotes.map((quote) => {
      if (!waits || !isHit(quote)) return quote;
      return isThrough(quote) ? atTheFront(quote) : afterTaking(quote, queued.eaten);
    }),
    [...fills, ...queued.fills]
  );
};

// src/simulator/fills/queueing.ts
var million = 1000000n;
var shareOf = (cancelsAhead, ahead, { amount, before }) => {
  if (cancelsAhead === "proportional") return before === 0n ? 0n : amount * minLots(ahead, before) / before;
  return amount * BigInt(Math.round(cancelsAhead * Number(million))) / million;
};
var cancelled = (cancelsAhead, quotes, cancel2, shown2) => quotes.map((quote) => {
  if (quote.ahead === null || quote.side !== cancel2.side || quote.price !== cancel2.price) return quote;
  const ahead = lessLots(quote.ahead, shareOf(cancelsAhead, quote.ahead, cancel2));
  const most3 = shown2(quote.side, quote.price);
  return { ...quote, ahead: most3 === null ? ahead : minLots(ahead, most3) };
});
var placed = (known, resting, shown2) => {
  const byId = new Map(known.map((quote) => [quote.id, quote]));
  return resting.map(({ id, side, price, remaining }) => ({
    id,
    side,
    price,
    remaining,
    ahead: byId.get(id)?.ahead ?? shown2(side, price)
  }));
};
var toTheBack = (quotes, shown2) => quotes.map((quote) => ({ ...quote, ahead: shown2(quote.side, quote.price) }));
var assumed = (quotes, isFilled) => withFills(
  quotes,
  quotes.filter(isFilled).map(({ id, remaining }) => ({ id, amount: remaining }))
);
var isInAuction = (quote, price, atItsPrice) => meets(quote.side, quote.price, price) && (atItsPrice || quote.price !== price);

// src/simulator/fills/reducer.ts
var none = /* @__PURE__ */ new Set();
var nothingRests = { quotes: [], decreases: noDecreases, passed: none };
var only = (state) => ({ state, fills: [], takes: [] });
var effectsOf = (quotes, fills, basis, price = null) => {
  const priceOf = new Map(quotes.map((quote) => [quote.id, quote.price]));
  return fills.map(({ id, amount }) => ({
    id,
    amount,
    price: price ?? priceOf.get(id) ?? 0,
    basis
  }));
};
var onPrint = (model, state, print) => {
  const { quotes, fills } = printed(model, state.quotes, print);
  return {
    state: { ...state, quotes, decreases: afterPrint(state.decreases, print) },
    fills: effectsOf(state.quotes, fills, "print"),
    takes: []
  };
};
var onCross = (state, { best, available }) => {
  let { quotes } = state;
  const fills = [];
  const takes = [];
  for (const side of ["buy", "sell"]) {
    const furthest = furthestOf(quotes, side);
    if (furthest === null) continue;
    const other = oppositeSide(side);
    const offered = best(other);
    if (offered === null || !meets(side, furthest, offered)) continue;
    const met = crossed(quotes, side, available(other));
    fills.push(...effectsOf(quotes, met.fills, "cross"));
    takes.push(...met.takes.map((take2) => ({ side: other, ...take2 })));
    ({ quotes } = met);
  }
  return { state: quotes === state.quotes ? state : { ...state, quotes }, fills, takes };
};
var withCancels = (model, state, now, { shown: shown2 }) => {
  const { state: decreases, cancels } = cancelsBy(state.decreases, now);
  if (cancels.length === 0) return state;
  const quotes = model.name === "queue" ? cancels.reduce((known, cancel2) => cancelled(model.cancelsAhead, known, cancel2, shown2), state.quotes) : state.quotes;
  return { ...state, quotes, decreases };
};
var onResumed = (model, state, { shown: shown2, best }) => {
  const ask = best("sell");
  const bid = best("buy");
  const isCrossed2 = ({ id, side, price }) => state.passed.has(id) || (side === "buy" ? ask !== null && ask <= price : bid !== null && bid >= price);
  const { quotes, fills } = assumed(state.quotes, isCrossed2);
  return {
    state: {
      quotes: model.name === "queue" ? toTheBack(quotes, shown2) : quotes,
      decreases: noDecreases,
      passed: none
    },
    fills: effectsOf(state.quotes, fills, "gap"),
    takes: []
  };
};
var onAuctioned = (model, state, price, { shown: shown2 }) => {
  const { quotes, fills } = price === null ? { quotes: state.quotes, fills: [] } : assumed(state.quotes, (quote) => isInAuction(quote, price, model.name === "touch"));
  return {
    state: {
      ...state,
      quotes: model.name === "queue" ? toTheBack(quotes, shown2) : quotes,
      decreases: noDecreases
    },
    fills: effectsOf(state.quotes, fills, "auction", price),
    takes: []
  };
};
var onMarketEvent = (model, state, event, display) => {
  switch (event.type) {
    case "resting":
      return only({ ...state, quotes: placed(state.quotes, event.orders, display.shown) });
    case "print":
      return onPrint(model, withCancels(model, state, event.print.time, display), event.print);
    case "missed":
      return only({
        ...state,
        passed: /* @__PURE__ */ new Set([...state.passed, ...passedBy(model, state.quotes, event.print)])
      });
    case "book": {
      const after = withCancels(model, state, event.time, display);
      const decreases = event.decreases.reduce(afterDecrease, after.decreases);
      return onCross(decreases === after.decreases ? after : { ...after, decreases }, display);
    }
    case "resumed":
      return onResumed(model, state, display);
    case "auctioned":
      return onAuctioned(model, state, event.price, display);
  }
};

// src/simulator/outside/meeting.ts
var wholeWithin = 2e4;
var nowhere = [];
var pricesIn = (levels, prices) => {
  if (prices.size === 0) return nowhere;
  const found = [];
  for (let i = 0; i < levels.length; i += 2) {
    const price = levels[i];
    if (prices.has(price) && !found.includes(price)) found.push(price);
  }
  return found;
};
var createMeeting = (config) => {
  const { venue, instrument, model, scheduler, notify: notify2, catchUp } = config;
  const now = () => scheduler.now();
  const { pair, priceDigits, amountDigits } = instrument;
  const book = createDisplayedBook(instrument);
  let resting = nothingRests;
  let isGathering = false;
  let auctionPrice = null;
  let wholeAt = -Infinity;
  let isKnown = false;
  const isNew = newIds();
  const report = (news) => notify2({ at: now(), pair, ...news });
  const isLive = () => book.state() === "live" && now() - wholeAt <= wholeWithin;
  const displayed = {
    get mode() {
      if (isGathering) return "auction";
      const state = book.state();
      return state === "live" && !isLive() ? "stale" : state;
    },
    best: book.best,
    levels: book.available,
    take: book.take,
    catchUp
  };
  const users = /* @__PURE__ */ new Map();
  const ownPrices = { buy: /* @__PURE__ */ new Set(), sell: /* @__PURE__ */ new Set() };
  let looked = [];
  const look = () => {
    const orders = venue.restingOrders(pair);
    if (orders === looked) return;
    looked = orders;
    users.clear();
    ownPrices.buy.clear();
    ownPrices.sell.clear();
    for (const { orderId, user, side, price } of orders) {
      users.set(orderId, user);
      ownPrices[side].add(price / 10 ** priceDigits);
    }
    const event = {
      type: "resting",
      orders: orders.map(({ orderId: id, side, price, remaining }) => ({ id, side, price, remaining }))
    };
    resting = onMarketEvent(model, resting, event, book).state;
  };
  const meet = (event) => {
    const step = onMarketEvent(model, resting, event, book);
    resting = step.state;
    for (const { side, price, amount } of step.takes) book.take(side, price, amount);
    const fills = step.fills.flatMap(({ id: orderId, price, amount, basis }) => {
      const user = users.get(orderId);
      return user === void 0 ? [] : [{ pair, user, orderId, price, amount, basis }];
    });
    if (fills.length === 0) return;
    venue.fillResting(fills);
    for (const { orderId, price, amount, basis } of fills)
      if (isGuess(basis))
        report({
          kind: "fill-assumed",
          orderId,
          price: formatPrice(instrument, price),
          amount: formatAmount(instrument, amount),
          cause: basis
        });
  };
  const onTrade = (trade2) => {
    if (!isNew(trade2.id)) return;
    const price = ticksOf2(trade2.price, priceDigits);
    const amount = lotsOf(trade2.amount, amountDigits);
    if (isGathering) auctionPrice = price;
    else {
      look();
      const print = { side: trade2.side, price, amount, time: now() };
      meet({ type: isLive() ? "print" : "missed", print });
    }
    venue.printed(pair, price, amount);
  };
  const becomeKnown = () => {
    if (isKnown) return;
    isKnown = true;
    report({ kind: "market-known" });
  };
  const becomeUnknown = (cause) => {
    if (!isKnown) return;
    isKnown = false;
    report({ kind: "market-unknown", cause });
  };
  let silence = null;
  const watchSilence = () => {
    silence ??= scheduler.schedule(
      () => {
        silence = null;
        if (!isKnown) return;
        if (isLive()) watchSilence();
        else becomeUnknown(`no whole book for ${wholeWithin} ms`);
      },
      wholeAt + wholeWithin + 1 - now()
    );
  };
  const ownLevelsIn = ({ bids, asks }) => ["buy", "sell"].flatMap(
    (side) => pricesIn(side === "buy" ? bids : asks, ownPrices[side]).map((text3) => {
      const price = ticksOf2(text3, priceDigits);
      return { side, price, before: book.recorded(side, price) };
    })
  );
  const onBook = (content) => {
    const wasLive = isLive();
    look();
    const time = now();
    const own = content.type === "diff" ? ownLevelsIn(content.message) : [];
    book.apply(content);
    if (book.state() !== "live") {
      becomeUnknown("the book was contradicted");
      return;
    }
    if (content.type === "whole") {
      wholeAt = time;
      watchSilence();
    }
    if (isGathering) return;
    if (!wasLive) {
      if (content.type !== "whole") return;
      becomeKnown();
      look();
      meet({ type: "resumed" });
      return;
    }
    if (resting.quotes.length === 0) return;
    const decreases = own.flatMap((level) => {
      const amount = level.before - book.recorded(level.side, level.price);
      return amount > 0n ? [{ ...level, amount, time }] : [];
    });
    meet({ type: "book", time, decreases });
  };
  const onBreak = (info) => {
    const ticks = (price) => price === null ? null : ticksOf2(price, priceDigits);
    const { mode, feeType, estimatedItayoseAmount: amount } = info;
    const followed = mode === "unknown" ? "CIRCUIT_BREAK" : mode;
    venue.followBreaker(pair, {
      mode: followed,
      upperLimit: ticks(info.itayoseUpperPrice),
      lowerLimit: ticks(info.itayoseLowerPrice),
      feeType: feeType === "unknown" ? "DYNAMIC" : feeType,
      reopenAt: info.reopenTimestamp,
      estimatedPrice: ticks(info.estimatedItayosePrice),
      estimatedAmount: amount === null ? null : lotsOf(amount, amountDigits)
    });
    if (followed !== "NONE") {
      if (!isGathering) auctionPrice = null;
      isGathering = true;
      auctionPrice = ticks(info.estimatedItayosePrice) ?? auctionPrice;
    } else if (isGathering) {
      isGathering = false;
      look();
      meet({ type: "auctioned", price: auctionPrice });
    }
  };
  const onLost = (cause) => {
    book.lose();
    wholeAt = -Infinity;
    becomeUnknown(cause);
  };
  let isForeign = false;
  return {
    displayed,
    book,
    onContent: (content) => {
      if (isForeign) return;
      switch (content.type) {
        case "whole":
        case "diff":
          onBook(content);
          return;
        case "trades":
          content.trades.forEach(onTrade);
          return;
        case "break":
          onBreak(content.info);
          return;
        case "unread":
          book.doubt();
          becomeUnknown(content.cause);
          return;
        case "ticker":
      }
    },
    onLost,
    onForeign: (cause) => {
      isForeign = cause !== null;
      if (cause !== null) onLost(cause);
    },
    stop: () => silence?.unsubscribe()
  };
};

// src/simulator/outside/own-orders.ts
var createOwnOrders = (instrument, rooms) => {
  const { priceDigits, amountDigits } = instrument;
  const own = { buy: /* @__PURE__ */ new Map(), sell: /* @__PURE__ */ new Map() };
  let added = 0;
  const moved = (sequence2) => String(Number(sequence2) + added);
  const withOwnAt = (side, [price, amount]) => {
    const mine = own[side].get(ticksOf2(Number(price), priceDigits));
    return mine === void 0 ? [price, amount] : [price, formatAmount(instrument, lotsOf(Number(amount), amountDigits) + mine)];
  };
  const merged = (side, levels) => {
    if (own[side].size === 0) return levels;
    const byPrice = /* @__PURE__ */ new Map();
    for (const level of levels) byPrice.set(ticksOf2(Number(level[0]), priceDigits), withOwnAt(side, level));
    for (const [price, amount] of own[side])
      if (!byPrice.has(price))
        byPrice.set(price, [formatPrice(instrument, price), formatAmount(instrument, amount)]);
    const best = side === "buy" ? -1 : 1;
    return [...byPrice].sort(([a], [b]) => best * (a - b)).map(([, level]) => level);
  };
  const withOwn = (whole2) => added === 0 ? whole2 : {
    ...whole2,
    bids: merged("buy", whole2.bids),
    asks: merged("sell", whole2.asks),
    sequenceId: moved(whole2.sequenceId)
  };
  const diffWithOwn = (diff) => ({
    ...diff,
    b: diff.b.map((level) => withOwnAt("buy", level)),
    a: diff.a.map((level) => withOwnAt("sell", level)),
    s: moved(diff.s)
  });
  const touches = ({ bids, asks }) => ["buy", "sell"].some((side) => {
    const levels = side === "buy" ? bids : asks;
    if (own[side].size === 0) return false;
    for (let i = 0; i < levels.length; i += 2)
      if (own[side].has(ticksOf2(levels[i] ?? 0, priceDigits))) return true;
    return false;
  });
  const diffText = (room, frame, diff) => touches(diff) ? frameText(room, diffWithOwn(dataOf(frame))) : renumbered(frame, added);
  const wholeText = (room, frame) => {
    if (!rooms.isJustWhole())
      return frameText(room, withOwn(rooms.whole() ?? dataOf(frame)));
    if (own.buy.size === 0 && own.sell.size === 0) return renumbered(frame, added);
    return frameText(room, withOwn(dataOf(frame)));
  };
  const diffOf = (side, price, amount, time) => {
    const { book } = rooms.book();
    const others2 = amountAt(
      (side === "buy" ? book?.bids : book?.asks) ?? [],
      price / 10 ** priceDigits,
      side
    );
    const total = lotsOf(others2, amountDigits) + amount;
    const level = [
      formatPrice(instrument, price),
      total === 0n ? "0" : formatAmount(instrument, total)
    ];
    const levels = { b: side === "buy" ? [level] : [], a: side === "buy" ? [] : [level] };
    return { ...levels, t: time, s: moved(book?.sequence ?? 0) };
  };
  return {
    onFrame: ({ content, frame, room }) => {
      if (added === 0) return null;
      if (content.type === "whole") return () => wholeText(room, frame);
      if (content.type === "diff") return () => diffText(room, frame, content.message);
      return null;
    },
    onLevel: (side, price, amount, time) => {
      added += 1;
      if (amount > 0n) own[side].set(price, amount);
      else own[side].delete(price);
      return rooms.isKnown() ? () => diffOf(side, price, amount, time) : null;
    },
    withOwn
  };
};

// src/simulator/outside/outside-market.ts
var outsideMarket = ({ start: start2, listen: listen2, ask$, candles = noFileCandles }) => (venue, { scheduler, fills = queue(), published = "recorded" }) => {
  const messages$ = new Subject5();
  const notices$ = new Subject5();
  const shift = start2 === null ? 0 : scheduler.now() - start2;
  const pairs = venue.instruments().map(({ pair }) => pair);
  const meetings = /* @__PURE__ */ new Map();
  const rooms = /* @__PURE__ */ new Map();
  const own = /* @__PURE__ */ new Map();
  const listening2 = { catchUp: () => void 0 };
  const catchUp = () => listening2.catchUp();
  for (const instrument of venue.instruments()) {
    const { pair } = instrument;
    const outsideRooms = createOutsideRooms(instrument);
    rooms.set(pair, outsideRooms);
    if (published === "withOwn") own.set(pair, createOwnOrders(instrument, outsideRooms));
    const meeting = createMeeting({
      venue,
      instrument,
      model: fills,
      scheduler,
      notify: (notice) => notices$.next(notice),
      catchUp
    });
    meetings.set(pair, meeting);
    venue.display(pair, meeting.displayed);
  }
  const toText = (frame) => rebased(frame, shift);
  const toWhole = (whole2) => ({
    ...whole2,
    timestamp: whole2.timestamp + shift
  });
  const queries = createOutsideQueries({
    venue,
    scheduler,
    rooms,
    shift,
    candles,
    wholeOf: (pair) => {
      const whole2 = rooms.get(pair)?.whole() ?? null;
      return whole2 && toWhole(own.get(pair)?.withOwn(whole2) ?? whole2);
    }
  });
  const subscription = venue.events$.subscribe((event) => {
    if (event.type === "level") {
      const { pair: pair2, side, price, amount } = event;
      const made = own.get(pair2)?.onLevel(side, price, amount, scheduler.now());
      const room = `depth_diff_${pair2}`;
      if (made) messages$.next({ room, text: () => frameText(room, made()) });
    }
    if (event.type !== "unproven") return;
    const { pair, orderId, outcome } = event;
    notices$.next({ kind: "order-unproven", at: scheduler.now(), pair, orderId, outcome });
  });
  const onReply = (reply) => {
    queries.onReply(reply);
    followReply(venue, reply, (pair, cause) => meetings.get(pair)?.onForeign(cause));
  };
  const onLost = (cause) => {
    for (const meeting of meetings.values()) meeting.onLost(cause);
    for (const received of rooms.values()) received.onLost();
  };
  const listener = {
    readFrame: createFrameReader(pairs),
    onMeet: ({ pair, kind, content }) => {
      if (content.type !== "unread" || kind.startsWith("depth_")) meetings.get(pair)?.onContent(content);
    },
    onFrame: (received) => {
      rooms.get(received.pair)?.onFrame(received);
      queries.onFrame(received);
      const made = own.get(received.pair)?.onFrame(received) ?? null;
      messages$.next({ room: received.room, text: () => toText(made?.() ?? received.frame) });
    },
    onLost,
    onReply,
    onNote: (event) => {
      if (event.type === "rest") onReply(event);
      else if (event.type === "drop") onLost(event.cause);
      else if (event.type === "header" && !event.open) onLost("there was no link");
    }
  };
  const started = listen2(listener, scheduler);
  listening2.catchUp = started.catchUp;
  return {
    messages$: messages$.asObservable(),
    notices$: notices$.asObservable(),
    hasRoom: (room) => {
      const parts = roomPartsOf(room);
      return parts !== null && rooms.has(parts.pair);
    },
    joined$: (room) => {
      const pair = roomPartsOf(room)?.pair ?? "";
      const known = rooms.get(pair);
      return known === void 0 ? EMPTY5 : firstNews$(
        room,
        known,
        toText,
        (whole2) => toWhole(own.get(pair)?.withOwn(whole2) ?? whole2),
        scheduler
      );
    },
    queries,
    ...ask$ && { ask$ },
    close: () => {
      started.stop();
      for (const meeting of meetings.values()) meeting.stop();
      subscription.unsubscribe();
      messages$.complete();
      notices$.complete();
    }
  };
};

// src/simulator/outside/live.ts
var readTimeout = 1e4;
var maxReplyBytes = 16e6;
var minute3 = 6e4;
var get = ({ send, publicUrl, apiUrl }, path) => send({
  method: "GET",
  url: (path.startsWith("/spot/") ? apiUrl : publicUrl) + path,
  timeout: readTimeout,
  maxReplyBytes
}).pipe(map6(({ status, body }) => ({ path, status, body })));
var restOf = (options) => {
  const {
    transport,
    publicUrl = "https://public.bitbank.cc",
    apiUrl = "https://api.bitbank.cc/v1"
  } = options;
  if (transport?.sendRequest === null) return null;
  const send = transport?.sendRequest ?? options.sendRequest ?? undiciHttp();
  return { send, publicUrl, apiUrl };
};
var rulesFrom = async (rest2) => {
  const reply = await firstValueFrom(
    get(rest2, "/spot/pairs").pipe(
      timeout(readTimeout),
      catchError2(
        (error) => throwError(
          () => error.name === "TimeoutError" ? httpError("GET /spot/pairs", "timeout", "none", `no reply within ${readTimeout} ms`) : error
        )
      )
    )
  );
  const rules = instrumentsIn(reply);
  if (rules.length === 0)
    throw httpError("GET /spot/pairs", "cut-off", "none", `HTTP ${reply.status}, and no list of pairs`);
  return rules;
};
var linkOf = (options, scheduler) => options.transport?.link$ ?? streamSocket({
  openSocket: options.openSocket ?? openWsSocket,
  streamUrl: options.streamUrl ?? "wss://stream.bitbank.cc",
  scheduler
});
var listenTo = (options, pairs, rest2) => (listener, scheduler) => {
  const life = new Subscription7();
  const onFrame = (frame) => {
    const received = listener.readFrame(frame);
    if (received === null) return;
    listener.onMeet(received);
    listener.onFrame(received);
  };
  const link$ = new Observable5((subscriber) => {
    subscriber.add(
      linkOf(options, scheduler).subscribe({
        next: (event) => {
          if (typeof event === "string") onFrame(event);
          subscriber.next(event);
        },
        error: (error) => {
          listener.onLost(causeOf(error));
          subscriber.error(error);
        },
        complete: () => {
          listener.onLost("the stream is over");
          subscriber.complete();
        }
      })
    );
  });
  const rooms = createRooms({ link$, diagnose: () => void 0, scheduler });
  for (const pair of pairs)
    for (const kind of Object.keys(roomKinds)) life.add(rooms.room$(kind, pair).subscribe());
  if (rest2 !== null)
    life.add(
      timer4(0, options.statusInterval ?? minute3, scheduler).pipe(
        exhaustMap(
          () => from(["/spot/pairs", "/spot/status"]).pipe(
            concatMap((path) => get(rest2, path).pipe(catchError2(() => EMPTY6)))
          )
        )
      ).subscribe(listener.onReply)
    );
  return { catchUp: () => void 0, stop: () => life.unsubscribe() };
};
var liveMarket = async (options = {}) => {
  const rest2 = restOf(options);
  const given = options.instruments?.map(venueInstrument) ?? [];
  if (rest2 === null && given.length === 0)
    throw configError("instruments", "rules of pairs, as the transport brings no REST", "none");
  const listed = rest2 === null ? [] : await rulesFrom(rest2);
  const rules = new Map([...listed, ...given].map((one) => [one.pair, one]));
  const instruments2 = (options.pairs ?? [...rules.keys()]).map((pair) => {
    const known = rules.get(pair);
    if (known === void 0) throw configError("pairs", "pairs that the venue lists", pair);
    return known;
  });
  const pairs = instruments2.map(({ pair }) => pair);
  return {
    instruments: instruments2,
    start: null,
    create: outsideMarket({
      start: null,
      listen: listenTo(options, pairs, rest2),
      ...rest2 && { ask$: (path) => get(rest2, path) }
    })
  };
};

// src/simulator/outside/events-before.ts
var eventsBefore = (events, to = Infinity) => {
  const over = { done: true, value: void 0 };
  const leave2 = () => {
    events.return?.();
    return over;
  };
  return {
    next: () => {
      const next2 = events.next();
      return next2.done !== true && next2.value.t >= to ? leave2() : next2;
    },
    return: leave2
  };
};

// src/simulator/outside/timeline.ts
var readAhead = 5e3;
var queueOf2 = () => {
  let items = [];
  let first = 0;
  return {
    first: () => items[first],
    shift: () => {
      first += 1;
      if (first < 1024) return;
      items = items.slice(first);
      first = 0;
    },
    /** Adds an item after all items that are due at its time or before. */
    add: (due) => {
      let place = items.length;
      while (place > first && (items[place - 1]?.at ?? 0) > due.at) place -= 1;
      if (place === items.length) items.push(due);
      else items.splice(place, 0, due);
    }
  };
};
var startTimeline = (config) => {
  const { events, readFrame, scheduler, onMeet, onFrame, onNote, onEnd } = config;
  const base = scheduler.now();
  const meetings = queueOf2();
  const arrivals = queueOf2();
  const metAt = /* @__PURE__ */ new Map();
  let { offset: offset2 } = config;
  let readTo = -Infinity;
  let isRead = false;
  let isMeeting = false;
  const life = { isStopped: false };
  let failure2;
  let timer5;
  const meetingTime = (received, event, arrival) => {
    const stamp = event.type === "frame" ? stampIn(received.content) : null;
    let at = arrival;
    if (stamp !== null) {
      const lag = event.t - stamp;
      if (lag < offset2) offset2 = lag;
      at = arrival - Math.min(lag - offset2, readAhead);
    }
    const book = received.kind.startsWith("depth_") ? `depth_${received.pair}` : received.room;
    at = Math.max(at, metAt.get(book) ?? base);
    metAt.set(book, at);
    return at;
  };
  const take2 = (event) => {
    const arrival = base + event.elapsed;
    readTo = arrival;
    if (event.type !== "frame" && event.type !== "copy") {
      if (event.type === "step") offset2 += event.by;
      const note = { at: arrival, run: () => onNote(event) };
      if (event.type === "drop" || event.type === "header") meetings.add(note);
      else arrivals.add(note);
      return;
    }
    const received = readFrame(event.frame);
    if (received === null) return;
    if (received.content.type !== "ticker")
      meetings.add({ at: meetingTime(received, event, arrival), run: () => onMeet(received) });
    arrivals.add({ at: arrival, run: () => onFrame(received) });
  };
  const readUntil = (time) => {
    while (!isRead && readTo <= time) {
      try {
        const read2 = events.next();
        if (read2.done === true) isRead = true;
        else take2(read2.value);
      } catch (error) {
        isRead = true;
        failure2 = error;
      }
    }
  };
  const meetUntil = (time) => {
    if (isMeeting) return;
    isMeeting = true;
    try {
      for (let due = meetings.first(); due !== void 0 && due.at <= time; due = meetings.first()) {
        meetings.shift();
        due.run();
      }
    } finally {
      isMeeting = false;
    }
  };
  const arriveUntil = (time) => {
    for (let due = arrivals.first(); due !== void 0 && due.at <= time; due = arrivals.first()) {
      arrivals.shift();
      due.run();
    }
  };
  const catchUp = () => {
    const now = scheduler.now();
    readUntil(now + readAhead);
    meetUntil(now);
  };
  const wait = () => {
    if (life.isStopped) return;
    const due = Math.min(meetings.first()?.at ?? Infinity, arrivals.first()?.at ?? Infinity);
    if (due === Infinity && isRead) {
      onEnd(failure2);
      return;
    }
    const until = due === Infinity ? readTo : due;
    timer5 = scheduler.schedule(run, Math.min(Math.max(0, until - scheduler.now()), longestDelay));
  };
  const run = () => {
    if (life.isStopped) return;
    catchUp();
    arriveUntil(scheduler.now());
    wait();
  };
  timer5 = scheduler.schedule(run);
  return {
    catchUp,
    stop: () => {
      life.isStopped = true;
      timer5?.unsubscribe();
      events.return?.();
    }
  };
};

// src/simulator/outside/recorded.ts
var lookedAt = { ms: 6e4, events: 5e4 };
var isSource = (recorded2) => typeof recorded2 === "object" && !Array.isArray(recorded2);
var nameOf2 = (recorded2) => isSource(recorded2) ? "the recording" : [recorded2].flat().join(", ");
var lookAt = (events) => {
  const beginning = [];
  const named = /* @__PURE__ */ new Set();
  const seen = /* @__PURE__ */ new Set();
  const instruments2 = /* @__PURE__ */ new Map();
  for (let next2 = events.next(); next2.done !== true; next2 = events.next()) {
    const event = next2.value;
    beginning.push(event);
    if (event.type === "header") for (const pair of event.pairs) named.add(pair);
    else if (event.type === "frame" || event.type === "copy") {
      const pair = roomPartsOf(roomOf(event.frame) ?? "")?.pair;
      if (pair !== void 0) seen.add(pair);
    } else if (event.type === "rest") {
      for (const instrument of instrumentsIn(event))
        if (!instruments2.has(instrument.pair)) instruments2.set(instrument.pair, instrument);
    }
    if (event.elapsed > lookedAt.ms || beginning.length >= lookedAt.events) break;
  }
  events.return?.();
  const [first] = beginning;
  if (first === void 0) return null;
  const pairs = [...named.size > 0 ? named : seen].filter(isPairName);
  return { start: first.t, pairs, instruments: instruments2, beginning };
};
var offsetOf = ({ beginning, pairs }) => {
  const readFrame = createFrameReader(pairs);
  let offset2 = Infinity;
  for (const event of beginning) {
    if (event.type === "step") break;
    const stamp = event.type === "frame" ? stampIn(readFrame(event.frame)?.content ?? { type: "ticker" }) : null;
    if (stamp !== null) offset2 = Math.min(offset2, event.t - stamp);
  }
  return offset2;
};
var recordedMarket = (recorded2, options = {}) => {
  const { from: from2 = 0, to, onEnd = () => void 0 } = options;
  const read2 = () => eventsBefore(
    isSource(recorded2) ? recorded2.events[Symbol.iterator]() : recordedEvents(recorded2, from2),
    to
  );
  const look = lookAt(read2());
  if (look === null)
    throw recordingError("foreign", nameOf2(recorded2), null, "a recording", "nothing was recorded");
  if (!isSource(recorded2) && look.start < from2)
    throw configError(
      "from",
      `a time before the recording ends, ${new Date(look.start).toISOString()}`,
      new Date(from2).toISOString()
    );
  if (look.pairs.length === 0)
    throw recordingError("foreign", nameOf2(recorded2), null, "frames of rooms", "none");
  const given = new Map(options.instruments?.map((one) => [one.pair, venueInstrument(one)]));
  const instruments2 = (options.pairs ?? look.pairs).map((pair) => {
    if (!look.pairs.includes(pair)) throw configError("pairs", "pairs that were recorded", pair);
    const rules = given.get(pair) ?? look.instruments.get(pair);
    if (rules === void 0)
      throw configError("instruments", `the rules of ${pair}, which the recording does not have`, "none");
    return rules;
  });
  const offset2 = offsetOf(look);
  const candles = readCandles(options.candles ?? []);
  return {
    instruments: instruments2,
    start: look.start,
    description: {
      recorded: recorded2,
      from: options.from,
      to,
      pairs: options.pairs,
      instruments: options.instruments,
      candles: options.candles
    },
    create: outsideMarket({
      start: look.start,
      candles,
      listen: (listener, scheduler) => startTimeline({ events: read2(), scheduler, offset: offset2, ...listener, onEnd })
    })
  };
};

// src/simulator/wire/in-process.ts
import { Observable as Observable6, Subscription as Subscription8 } from "rxjs";
var targetOf = (url) => {
  const at = url.indexOf("/", url.indexOf("://") + 3);
  return at < 0 ? "/" : url.slice(at);
};
var lowerCase = (headers = {}) => {
  const lower = {};
  for (const name in headers) lower[name.toLowerCase()] = headers[name] ?? "";
  return lower;
};
var carrier = (wall, latency, arrive) => {
  const timers = new Subscription8();
  let latest4 = null;
  return {
    carry: (item) => {
      if (latest4?.at === wall.now()) {
        latest4.items.push(item);
        return;
      }
      const batch = { at: wall.now(), items: [item] };
      latest4 = batch;
      const timer5 = wall.schedule(() => {
        timers.remove(timer5);
        if (latest4 === batch) latest4 = null;
        batch.items.forEach(arrive);
      }, latency);
      timers.add(timer5);
    },
    stop: () => timers.unsubscribe()
  };
};
var openSocketOn = (wire, wall, latency) => (url) => new Observable6((subscriber) => {
  const life = new Subscription8();
  const protocol = Number(new URL(url).searchParams.get("EIO") ?? 4);
  const connect = () => {
    if (wire.isDown()) {
      subscriber.error(linkError("connect-failed", "the venue is down"));
      return;
    }
    const toClient = carrier(wall, latency, (text3) => {
      if (text3 === null) subscriber.complete();
      else subscriber.next({ type: "message", text: text3 });
    });
    const toVenue = carrier(wall, latency, (text3) => session.receive(text3));
    subscriber.next({ type: "open", send: toVenue.carry });
    const session = wire.openStream(
      { send: ({ text: text3 }) => toClient.carry(text3), close: () => toClient.carry(null) },
      protocol,
      []
    );
    life.add(() => {
      toClient.stop();
      toVenue.stop();
      session.lost();
    });
  };
  life.add(wall.schedule(connect, latency));
  return life;
});
var sendRequestOn = (wire, wall, latency) => ({ method, url, headers, body = "", timeout: timeout2, maxReplyBytes: maxReplyBytes2 }) => new Observable6((subscriber) => {
  const life = new Subscription8();
  const fail = (reason, detail) => {
    subscriber.error(httpError(endpointOf({ method, url }), reason, "unknown", detail));
  };
  const receive = (answer) => {
    if (answer.type === "dropped") fail("cut-off", "the connection broke");
    else if (answer.type === "cut-off")
      fail("cut-off", "the connection broke in the middle of the reply");
    else if (Buffer.byteLength(answer.body) > maxReplyBytes2) fail("too-large", "the reply is too large");
    else {
      const date = Math.floor(wall.now() / 1e3) * 1e3;
      subscriber.next({ status: answer.status, date, body: answer.body });
      subscriber.complete();
    }
  };
  wall.schedule(() => {
    const answers = wire.handle(wireRequest(method, targetOf(url), lowerCase(headers), body));
    life.add(answers.subscribe((answer) => life.add(wall.schedule(() => receive(answer), latency))));
  }, latency);
  life.add(wall.schedule(() => fail("timeout", `no reply within ${timeout2} ms`), timeout2));
  return life;
});
var openPubnubOn = (wire, wall, latency) => ({ channel, token, since }) => new Observable6((subscriber) => {
  const life = new Subscription8();
  const end2 = (event) => {
    subscriber.next(event);
    subscriber.complete();
  };
  const toClient = carrier(wall, latency, (delivery) => {
    if (delivery.type === "denied") end2({ type: "denied" });
    else {
      for (const { timetoken, message: message2 } of delivery.messages) {
        subscriber.next({ type: "message", timetoken, message: message2 });
      }
    }
  });
  life.add(toClient.stop);
  const receiveFrom = (timetoken) => {
    life.add(
      wire.pubnub.receive([channel], token, timetoken).subscribe((delivery) => {
        toClient.carry(delivery);
        if (delivery.type === "messages" && !life.closed) receiveFrom(delivery.timetoken);
      })
    );
  };
  const connect = () => {
    if (wire.isDown()) {
      end2({ type: "lost", cause: "the venue is down" });
      return;
    }
    if (wire.pubnub.denialOf([channel], token)) {
      end2({ type: "denied" });
      return;
    }
    const timetoken = since ?? wire.pubnub.now();
    subscriber.next({ type: "connected", timetoken });
    receiveFrom(timetoken);
  };
  life.add(wall.schedule(connect, latency));
  life.add(wire.restarts$.subscribe(() => end2({ type: "lost", cause: "the venue is down" })));
  return life;
});
var inProcessPorts = (wire, { wall, latency = 0 }) => ({
  openSocket: openSocketOn(wire, wall, latency),
  sendRequest: sendRequestOn(wire, wall, latency),
  openPubnub: openPubnubOn(wire, wall, latency)
});

// src/simulator/virtual.ts
var nominalPort = 80;
var createVirtualSimulator = (given, ...stray) => {
  const options = readVirtualOptions(given, stray);
  const { scheduler, latency = 0 } = options;
  const eachWay = typeof latency === "number" ? latency : 0;
  const simulation2 = createSimulation(
    {
      ...options,
      published: options.published ?? "withOwn",
      latency: typeof latency === "number" ? void 0 : latency
    },
    { wall: scheduler, market: scheduler }
  );
  return {
    ...controlsOf(simulation2),
    ...inProcessPorts(simulation2.wire, { wall: scheduler, latency: eachWay }),
    urls: urlsAt("127.0.0.1", nominalPort),
    close: simulation2.close,
    ...disposedBy(() => {
      simulation2.close();
      return Promise.resolve();
    })
  };
};

// src/simulator/index.ts
var startSimulator = async (given = {}, ...stray) => {
  const options = readSimulatorOptions(given, stray);
  const { host = "127.0.0.1", port = 0, marketSpeed = 1 } = options;
  const clocks = { wall: wallClock, market: fasterClock(wallClock, marketSpeed) };
  const tape = options.fullSpeed ? tapeOf(options) : void 0;
  const simulation2 = createSimulation(
    tape ? { ...options, market: tapedMarket(marketOf(options)) } : options,
    clocks
  );
  const listening2 = await listen(simulation2.wire, { host, port, wall: clocks.wall }).catch(
    (error) => {
      simulation2.close();
      throw error;
    }
  );
  const stopPump = tape ? startPump(tape, simulation2.wire.publish, listening2.backlog) : () => void 0;
  let closed;
  const stop = () => {
    stopPump();
    simulation2.close();
    return listening2.close();
  };
  const close = () => closed ??= stop();
  return {
    ...controlsOf(simulation2),
    urls: urlsAt(host, listening2.port),
    port: listening2.port,
    close,
    ...disposedBy(close)
  };
};

export {
  wallClock,
  fasterClock,
  virtualClock,
  isFillModel,
  touch,
  through,
  queue,
  randomOf,
  quirkRegistry,
  LatencyOption,
  staleReads,
  liveMarket,
  eventsBefore,
  recordedMarket,
  createVirtualSimulator,
  startSimulator
};
//# sourceMappingURL=chunk-6AZOJIIN.js.map