import {
  withSimulator
} from "./chunk-H7FBBHXW.js";
import {
  closingAfter
} from "./chunk-NBJD346O.js";
import {
  alongside,
  describeDiagnostic
} from "./chunk-JJ7GEAXN.js";
import {
  notice
} from "./chunk-VHNTDNJI.js";
import {
  given,
  refuseTogether
} from "./chunk-WDPZHDGP.js";

// src/cli/market/client.ts
import { concatMap, defer, tap } from "rxjs";
var marketOptions = {
  json: { type: "boolean", default: false },
  sim: { type: "boolean", default: false },
  "public-url": { type: "string" },
  "api-url": { type: "string" },
  "allow-insecure": { type: "boolean" }
};
var marketHelp = `  --json              one JSON object per line; times in it are Unix times in ms, UTC
  --sim               from a simulated exchange of its own
  --public-url URL    by default https://public.bitbank.cc
  --api-url URL       by default https://api.bitbank.cc/v1
  --allow-insecure    allows http: beyond this machine`;
var withMarket = (choice, act) => {
  const use = (urls) => defer(() => import("./index.js")).pipe(
    concatMap(({ createDataClient }) => {
      const data = createDataClient(urls);
      const noticed$ = data.diagnostics$.pipe(tap((diagnostic) => notice(describeDiagnostic(diagnostic))));
      return closingAfter(act(data).pipe(alongside(noticed$)), () => void data.close());
    })
  );
  return defer(() => {
    refuseTogether({ ...choice }, [["sim", "public-url", "api-url", "stream-url"]]);
    if (choice.sim) return withSimulator({}, ({ urls }) => use(urls));
    return use(
      given({
        publicUrl: choice["public-url"],
        apiUrl: choice["api-url"],
        streamUrl: choice["stream-url"],
        allowInsecure: choice["allow-insecure"]
      })
    );
  });
};

export {
  marketOptions,
  marketHelp,
  withMarket
};
//# sourceMappingURL=chunk-56SBTZ4D.js.map