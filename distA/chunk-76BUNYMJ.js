import {
  stampOf
} from "./chunk-34SWKVHE.js";

// src/connectivity/diagnostics.ts
import { ReplaySubject } from "rxjs";

// src/model/odd-row.ts
var remembered = 1e3;
var createOddRowMemory = () => {
  const told = /* @__PURE__ */ new Set();
  return (event) => {
    if (event.kind !== "odd-row") return true;
    const { source, what, row, field, actual } = event;
    const key = JSON.stringify([source, what, row, field, actual]);
    if (told.has(key)) return false;
    if (told.size >= remembered) told.clear();
    told.add(key);
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
  const tell = (told) => {
    const { held, timer } = told;
    timer?.unsubscribe();
    told.held = null;
    told.timer = void 0;
    told.times += 1;
    told.due = clock.elapsed() + interval;
    if (held) diagnostics$.next(held);
  };
  const forgetQuiet = (subjects) => {
    for (const [subject, { held, due }] of subjects) {
      if (held === null && due <= clock.elapsed()) subjects.delete(subject);
    }
  };
  const toldOf = (event) => {
    const subjects = kinds.get(event.kind) ?? /* @__PURE__ */ new Map();
    kinds.set(event.kind, subjects);
    let subject = subjectOf(event);
    if (!subjects.has(subject) && subjects.size >= mostSubjects) {
      if (!subjects.get(others)?.held) forgetQuiet(subjects);
      if (subjects.size >= mostSubjects) subject = others;
    }
    const told = subjects.get(subject) ?? { times: 0, due: 0, held: null, timer: void 0 };
    subjects.set(subject, told);
    return told;
  };
  return {
    diagnostics$: diagnostics$.asObservable(),
    diagnose: (event) => {
      if (!isOpen || !isNews(event)) return;
      const told = toldOf(event);
      const wait = told.times < atOnce ? 0 : told.due - clock.elapsed();
      told.held = { ...event, at: stampOf(clock), count: (told.held?.count ?? 0) + 1 };
      if (wait <= 0) tell(told);
      else told.timer ??= clock.schedule(() => tell(told), wait);
    },
    close: () => {
      isOpen = false;
      for (const subjects of kinds.values()) for (const told of subjects.values()) if (told.held) tell(told);
      diagnostics$.complete();
    }
  };
};

export {
  createDiagnostics
};
//# sourceMappingURL=chunk-76BUNYMJ.js.map