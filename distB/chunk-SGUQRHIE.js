import {
  withKeys
} from "./chunk-PZ3IS2JS.js";
import {
  refusePaperParts,
  withPaper
} from "./chunk-DXH4BW6K.js";
import {
  withSimulator
} from "./chunk-6GXEQAGQ.js";
import {
  closingAfter
} from "./chunk-DWFUTUX3.js";
import {
  alongside,
  describeDiagnostic
} from "./chunk-XBHZECOX.js";
import {
  notice
} from "./chunk-VHNTDNJI.js";
import {
  given,
  refuseTogether,
  usageError
} from "./chunk-DV2BM7NE.js";
import {
  demoAccount
} from "./chunk-ZFMU6FD2.js";
import {
  isLoopback
} from "./chunk-BC7GS32U.js";
import {
  configError
} from "./chunk-442TD3LK.js";

// src/cli/account/client.ts
import { concatMap, defer, tap } from "rxjs";
var accountOptions = {
  keys: { type: "string" },
  "keys-command": { type: "string" },
  json: { type: "boolean", default: false },
  "api-url": { type: "string" },
  "pubnub-origin": { type: "string" },
  "allow-insecure": { type: "boolean", default: false }
};
var simOption = { sim: { type: "boolean", default: false } };
var simHelp = `  --sim                  on a simulated exchange of its own, with its demo account; needs no key`;
var accountHelp = `  --json                 one JSON object per line
  --keys FILE            reads the keys from FILE, which must have mode 600
  --keys-command COMMAND reads them from the output of a shell command, such as 'op read op://private/bitbank/keys'
  --api-url URL          by default https://api.bitbank.cc/v1
  --pubnub-origin URL    by default https://ps.pndsn.com
  --allow-insecure       allows http: beyond this machine

Keys: BITBANK_API_KEY and BITBANK_API_SECRET in the environment, or lines NAME=VALUE of the --keys file, or the output of
--keys-command: such lines, or the key and the secret alone, each on its line. A key is never an argument. The environment
may also hold BITBANK_API_URL and BITBANK_PUBNUB_ORIGIN.`;
var variables = {
  BITBANK_API_URL: "api-url",
  BITBANK_PUBNUB_ORIGIN: "pubnub-origin",
  BITBANK_PUBLIC_URL: "public-url"
};
var naming = (choice, create) => {
  try {
    return create();
  } catch (error) {
    const { _tag, field = "", expected = "", actual = "" } = error;
    const option = Object.entries(variables).find(([variable]) => variable === field)?.[1];
    if (_tag !== "ConfigError" || option === void 0 || choice[option] === void 0) throw error;
    throw configError(`--${option}`, expected.replace("allowInsecure", "--allow-insecure"), actual);
  }
};
var environmentOf = (choice) => ({
  ...withKeys(process.env, choice),
  ...given({
    BITBANK_API_URL: choice["api-url"],
    BITBANK_PUBNUB_ORIGIN: choice["pubnub-origin"],
    BITBANK_PUBLIC_URL: choice["public-url"],
    BITBANK_ALLOW_INSECURE: choice["allow-insecure"] ? "true" : void 0
  })
});
var use = (client, venue, act) => closingAfter(
  act(client, venue).pipe(
    alongside(client.diagnostics$.pipe(tap((diagnostic) => notice(describeDiagnostic(diagnostic)))))
  ),
  () => void client.close()
);
var apiUrlOf = (choice) => choice["api-url"] ?? (process.env["BITBANK_API_URL"] || void 0);
var isRealMoney = (choice) => {
  if (choice.sim === true || choice.paper === true) return false;
  const url = apiUrlOf(choice);
  return url === void 0 || URL.canParse(url) && !isLoopback(new URL(url));
};
var withAccount = (choice, act, optionsOf = () => ({})) => defer(() => {
  refuseTogether({ ...choice }, [
    ["sim", "keys", "keys-command", "api-url", "pubnub-origin"],
    ["keys", "keys-command"]
  ]);
  const environment = choice.sim ? void 0 : environmentOf(choice);
  return defer(() => import("./execution.js")).pipe(
    concatMap(({ createExecutionClient, createExecutionClientFromEnvironment }) => {
      if (environment === void 0) {
        const { apiKey, apiSecret } = demoAccount;
        return withSimulator(
          {},
          ({ urls }) => use(createExecutionClient({ ...urls, apiKey, apiSecret, ...optionsOf(urls) }), urls, act)
        );
      }
      const venue = given({
        apiUrl: apiUrlOf(choice),
        allowInsecure: choice["allow-insecure"] ? true : void 0
      });
      return use(
        naming(choice, () => createExecutionClientFromEnvironment(environment, optionsOf(venue))),
        venue,
        act
      );
    })
  );
});
var notOnPaper = ["sim", "keys", "keys-command", "pubnub-origin", "guards", "dry-run"];
var withTrading = (choice, pairs, act, optionsOf) => defer(() => {
  refusePaperParts(choice);
  refuseTogether({ ...choice }, [["paper", ...notOnPaper]]);
  return choice.paper === true ? withPaper(choice, pairs, (paper) => act(paper.exec, paper)) : withAccount(choice, (client) => act(client, null), optionsOf);
});
var orderId = /^[1-9]\d{0,15}$/;
var parseOrderId = (text) => {
  if (!orderId.test(text) || !Number.isSafeInteger(Number(text))) {
    throw usageError(`expected an order id, got ${text}`);
  }
  return Number(text);
};

export {
  accountOptions,
  simOption,
  simHelp,
  accountHelp,
  isRealMoney,
  withAccount,
  withTrading,
  parseOrderId
};
//# sourceMappingURL=chunk-SGUQRHIE.js.map