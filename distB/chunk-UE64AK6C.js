import {
  DecimalString,
  Text,
  property,
  record,
  rows,
  wordIn
} from "./chunk-ZCMMJ3ET.js";

// src/model/venue-status.ts
var venueStates = ["NORMAL", "BUSY", "VERY_BUSY", "HALT"];

// src/parsing/spot-status.ts
var SpotStatusData = property(
  "statuses",
  rows(
    "statuses",
    record("the status of a pair", {
      pair: Text,
      state: ["status", wordIn("a status", venueStates)],
      minAmount: DecimalString
    })
  )
);

export {
  venueStates,
  SpotStatusData
};
//# sourceMappingURL=chunk-UE64AK6C.js.map