// src/cli/common/with-simulator.ts
import { defer, finalize, switchMap } from "rxjs";
var withSimulator = (simulatorOptions, use) => defer(async () => {
  const { startSimulator } = await import("./simulator.js");
  return startSimulator(simulatorOptions);
}).pipe(switchMap((simulator) => use(simulator).pipe(finalize(() => void simulator.close()))));

export {
  withSimulator
};
//# sourceMappingURL=chunk-H7FBBHXW.js.map