import type { Observable } from 'rxjs';
import type { Fault } from './faults/fault';
import { parseFault } from './faults/parse-fault';
import type { InstalledFault } from './faults/registry';
import type { MarketNotice } from './market/notice';
import type { Quirks } from './venue/quirks';
import type { Simulation } from './simulation';
import type { Venue } from './venue/index';
import type { AccountSpec } from './wire/accounts';
import type { JournalEntry } from './wire/journal';

/** What the one who runs a simulation may do beyond what clients can. */
export interface Controls {
  readonly faults: {
    /** Puts a fault in force and returns its id; throws a `ConfigError` for a wrong one. */
    readonly add: (fault: Fault) => string;
    readonly remove: (id: string) => boolean;
    readonly clear: () => void;
    readonly list: () => readonly InstalledFault[];
  };
  /** What really happened: every request, order, trade and change of a balance, after a `seq` or from the start. */
  readonly journal: (after?: number) => readonly JournalEntry[];
  readonly openAccount: (account: AccountSpec) => void;
  /** The core: fixtures such as deposits and circuit breaks, and queries. */
  readonly venue: Venue;
  /** Feed: what befell orders by what a recorded or a live market does not know, from now on. */
  readonly notices$: Observable<MarketNotice>;
  /** The variants in force. */
  readonly quirks: Quirks;
}

export const controlsOf = ({ venue, market, wire, quirks }: Simulation): Controls => ({
  faults: {
    add: (fault) => wire.faults.add(parseFault(fault)),
    remove: wire.faults.remove,
    clear: wire.faults.clear,
    list: wire.faults.list,
  },
  journal: wire.journal.entries,
  openAccount: (account) => void wire.accounts.open(account),
  venue,
  notices$: market.notices$,
  quirks,
});
