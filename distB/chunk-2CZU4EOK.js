import {
  recentKeys
} from "./chunk-FATIHOF5.js";

// src/operators/exactly-once.ts
import { defer, filter } from "rxjs";
var exactlyOnce = ({ key, remember = 1e4 }) => (source) => defer(() => {
  const isNew = recentKeys(remember);
  return source.pipe(filter((value) => isNew(key(value))));
});

export {
  exactlyOnce
};
//# sourceMappingURL=chunk-2CZU4EOK.js.map