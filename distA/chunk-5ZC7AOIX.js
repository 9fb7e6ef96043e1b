import {
  hidden,
  maybe,
  optionsOf,
  resolveOptions
} from "./chunk-AW5R6RCB.js";
import {
  Flag,
  NonEmptyText,
  dictionary,
  same
} from "./chunk-ZCMMJ3ET.js";
import {
  isPlainDecimal,
  toUnits
} from "./chunk-QYQF4BGL.js";
import {
  configError
} from "./chunk-S2B5S6DE.js";

// src/simulator/wire/rate-limit.ts
var venueRateLimits = { QUERY: 10, UPDATE: 6 };
var second = 1e3;
var createRateLimit = (now) => {
  const admitted = /* @__PURE__ */ new Map();
  return (user, call, limits) => {
    const limit = limits[call];
    if (limit === Infinity) return true;
    const id = `${user} ${call}`;
    const moment = now();
    const recent = (admitted.get(id) ?? []).filter((at) => moment - at < second);
    const isAdmitted = recent.length < limit;
    if (isAdmitted) recent.push(moment);
    admitted.set(id, recent);
    return isAdmitted;
  };
};

// src/simulator/wire/accounts.ts
var demoAccount = {
  apiKey: "demo-key",
  apiSecret: "demo-secret",
  balances: { jpy: "10000000", btc: "1", eth: "10", xrp: "10000" }
};
var Balance = same(
  "a plain decimal in a text, zero or more",
  (input) => typeof input === "string" && isPlainDecimal(input) && !input.startsWith("-")
);
var Limit = maybe(
  same("a number, zero or more", (input) => typeof input === "number" && input >= 0)
);
var AccountOptions = optionsOf({
  apiKey: NonEmptyText,
  apiSecret: hidden(NonEmptyText),
  balances: maybe(dictionary("amounts by asset", Balance)),
  margin: maybe(Flag),
  rateLimits: maybe(optionsOf({ QUERY: Limit, UPDATE: Limit }))
});
var destinationTags = {
  xrp: 1001,
  xlm: "1001",
  xym: "1001",
  atom: "1001"
};
var withdrawalAccountsOf = ({ asset, networks }, nextId) => asset === "jpy" ? [
  {
    type: "bank",
    uuid: uuidOf(nextId),
    asset,
    label: "simulated bank",
    bankName: "Simulated Bank",
    branchName: "Main Branch",
    accountType: "ordinary",
    accountNumber: "0000000",
    accountOwner: "SIMULATION"
  }
] : networks.map(({ network }) => ({
  type: "crypto",
  uuid: uuidOf(nextId),
  asset,
  label: `simulated ${network} wallet`,
  network,
  address: `sim${nextId(32)}`,
  destinationTag: destinationTags[asset] ?? null
}));
var uuidOf = (nextId) => {
  const hex = Array.from(nextId(32), (letter) => (letter.charCodeAt(0) % 16).toString(16)).join("");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20)
  ].join("-");
};
var createAccounts = (venue, nextId) => {
  const keys = /* @__PURE__ */ new Map();
  const users = /* @__PURE__ */ new Map();
  const creditsOf = ({ balances = {} }) => Object.entries(balances).map(([asset, amount]) => {
    const rule = venue.assetRules().find((known) => known.asset === asset);
    if (!rule) throw configError("account.balances", "assets of the venue", asset);
    return { asset, amount: toUnits(amount, rule.precision) };
  });
  return {
    open: (asked) => {
      const spec = resolveOptions(AccountOptions, asked, [], "account");
      if (keys.has(spec.apiKey)) throw configError("account.apiKey", "an unused key", "a used one");
      const credits = creditsOf(spec);
      const account = {
        apiKey: spec.apiKey,
        apiSecret: spec.apiSecret,
        user: venue.openAccount({ class: "user", margin: spec.margin ?? true }),
        channel: nextId(32),
        rateLimits: { ...venueRateLimits, ...spec.rateLimits }
      };
      for (const { asset, amount } of credits) venue.credit(account.user, asset, amount);
      venue.addOriginator(account.user, { label: "simulated originator", status: "CONFIRMED" });
      for (const withdrawalAccount of venue.assetRules().flatMap((rule) => withdrawalAccountsOf(rule, nextId))) {
        venue.addWithdrawalAccount(account.user, withdrawalAccount);
      }
      keys.set(account.apiKey, account);
      users.set(account.user, account);
      return account;
    },
    byKey: (apiKey) => keys.get(apiKey),
    byUser: (user) => users.get(user),
    all: () => [...keys.values()]
  };
};

export {
  createRateLimit,
  demoAccount,
  createAccounts
};
//# sourceMappingURL=chunk-5ZC7AOIX.js.map