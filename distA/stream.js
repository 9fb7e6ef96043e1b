import {
  createBase,
  readStreamOptions,
  sharingOf,
  streamFeeds
} from "./chunk-VOV6NPNM.js";
import {
  oneByOne
} from "./chunk-H42KMDU5.js";










import {
  exactlyOnce
} from "./chunk-2CZU4EOK.js";

import {
  openWsSocket
} from "./chunk-VDEBM3DD.js";




import {
  isPairName
} from "./chunk-ZXDJGQ4R.js";

import {
  unknownPairError
} from "./chunk-442TD3LK.js";






// src/data/stream-client.ts
import { NEVER, throwError } from "rxjs";

// src/data/stream-trades.ts
import { defer, tap } from "rxjs";
var streamTradesFeed = ({ rooms, diagnose }) => (pair) => defer(() => {
  let from = null;
  let outage = false;
  return rooms.room$("transactions", pair).pipe(
    tap((event) => {
      if (event.type === "lost" || event.type === "undecodable") outage = true;
    }),
    oneByOne((event) => event.type === "message" ? event.message : []),
    exactlyOnce({ key: ({ id }) => id }),
    tap(({ timestamp }) => {
      if (outage)
        diagnose({
          kind: "trades-missing",
          pair,
          from,
          to: timestamp,
          cause: "the stream was interrupted"
        });
      outage = false;
      from = timestamp;
    })
  );
});

// src/data/stream-client.ts
var checkName = (pair) => isPairName(pair) ? NEVER : throwError(() => unknownPairError(pair));
var streamClientOn = ({ openSocket }) => (options = {}, ...stray) => {
  const base = createBase(readStreamOptions(options, stray), openSocket);
  const sharing = sharingOf(base, checkName);
  return {
    ...streamFeeds(base, sharing),
    trades$: sharing.events(streamTradesFeed(base)),
    ...base.link
  };
};

// src/stream.ts
var createStreamClient = streamClientOn({ openSocket: openWsSocket });
export {
  createStreamClient
};
//# sourceMappingURL=stream.js.map