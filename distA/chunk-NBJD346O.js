// src/cli/common/closing-after.ts
import { Observable } from "rxjs";
var closingAfter = (running, close) => new Observable((subscriber) => {
  const subscription = running.subscribe({
    next: (value) => subscriber.next(value),
    error: (error) => subscriber.error(error),
    complete: () => subscriber.complete()
  });
  return () => {
    subscription.unsubscribe();
    close();
  };
});

export {
  closingAfter
};
//# sourceMappingURL=chunk-NBJD346O.js.map