// src/operators/until-end.ts
import { Observable } from "rxjs";
var untilEnd = (end$) => {
  const open = /* @__PURE__ */ new Set();
  let isOver = false;
  end$.subscribe(() => {
    isOver = true;
    for (const subscriber of open) subscriber.complete();
  });
  return (source) => new Observable((subscriber) => {
    if (isOver) {
      subscriber.complete();
      return void 0;
    }
    open.add(subscriber);
    subscriber.add(() => open.delete(subscriber));
    return source.subscribe(subscriber);
  });
};

export {
  untilEnd
};
//# sourceMappingURL=chunk-X5QL2LSY.js.map