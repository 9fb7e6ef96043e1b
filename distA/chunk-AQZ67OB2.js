import {
  stampOf
} from "./chunk-34SWKVHE.js";

// src/connectivity/diagnostics.ts
import { ReplaySubject } from "rxjs";

// src/model/odd-row.ts
var remembered = 1e3;
var createOddRowMemory = () => {
  const reported = /* @__PURE__ */ new Set();
  return (event) => {
    if (event.kind !== "odd-row") return true;
    const { source, what, row, field, actual } = event;
    const key = JSON.stringify([source, what, row, field, actual]);
    if (reported.has(key)) return false;
    if (reported.size >= remembered) reported.clear();
    reported.add(key);
    return true;
  };
};

// src/connectivity/diagnostics.ts
var atOnce = 10;
var interval = 1e3;
var mostSubjects = 100;
var subjectOf = (event) => {
  const { pair, room, row, order, fill } = event;
  return order?.orderId ?? fill?.orderId ?? row ?? room ?? pair;
};
var others = /* @__PURE__ */ Symbol("others");
var createDiagnostics = (clock) => {
  const diagnostics$ = new ReplaySubject(100);
  const kinds = /* @__PURE__ */ new Map();
  const isNews = createOddRowMemory();
  let isOpen = true;
  const emit = (throttle) => {
    const { held, timer } = throttle;
    timer?.unsubscribe();
    throttle.held = null;
    throttle.timer = void 0;
    throttle.times += 1;
    throttle.due = clock.elapsed() + interval;
    if (held) diagnostics$.next(held);
  };
  const forgetQuiet = (subjects) => {
    for (const [subject, { held, due }] of subjects) {
      if (held === null && due <= clock.elapsed()) subjects.delete(subject);
    }
  };
  const throttleOf = (event) => {
    const subjects = kinds.get(event.kind) ?? /* @__PURE__ */ new Map();
    kinds.set(event.kind, subjects);
    let subject = subjectOf(event);
    if (!subjects.has(subject) && subjects.size >= mostSubjects) {
      if (!subjects.get(others)?.held) forgetQuiet(subjects);
      if (subjects.size >= mostSubjects) subject = others;
    }
    const throttle = subjects.get(subject) ?? { times: 0, due: 0, held: null, timer: void 0 };
    subjects.set(subject, throttle);
    return throttle;
  };
  return {
    diagnostics$: diagnostics$.asObservable(),
    diagnose: (event) => {
      if (!isOpen || !isNews(event)) return;
      const throttle = throttleOf(event);
      const wait = throttle.times < atOnce ? 0 : throttle.due - clock.elapsed();
      throttle.held = { ...event, at: stampOf(clock), count: (throttle.held?.count ?? 0) + 1 };
      if (wait <= 0) emit(throttle);
      else throttle.timer ??= clock.schedule(() => emit(throttle), wait);
    },
    close: () => {
      isOpen = false;
      for (const subjects of kinds.values())
        for (const throttle of subjects.values()) if (throttle.held) emit(throttle);
      diagnostics$.complete();
    }
  };
};

export {
  createDiagnostics
};
//# sourceMappingURL=chunk-AQZ67OB2.js.map