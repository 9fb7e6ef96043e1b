// src/operators/share-by-key.ts
import { defer, finalize, Observable } from "rxjs";
var shareByKey = (make, share, idOf = (key) => key) => {
  const live = /* @__PURE__ */ new Map();
  return (key) => new Observable((subscriber) => {
    const id = idOf(key);
    let shared = live.get(id);
    if (shared === void 0) {
      let running = 0;
      const made = defer(() => {
        running += 1;
        return make(key);
      });
      const forget = () => {
        running -= 1;
        if (running === 0) live.delete(id);
      };
      shared = made.pipe(finalize(forget), share(key));
      live.set(id, shared);
    }
    return shared.subscribe(subscriber);
  });
};

export {
  shareByKey
};
//# sourceMappingURL=chunk-PDJ2ASDK.js.map