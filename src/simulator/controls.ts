import type { Observable } from 'rxjs';
import type { Fault } from './faults/fault';
import { parseFault } from './faults/parse-fault';
import type { InstalledFault } from './faults/registry';
import type { MarketNotice } from './market/notice';
import type { Quirks } from './venue/quirks';
import type { Simulation } from './simulation';
import type { Venue } from './venue/index';
import type { AccountSpec } from './wire/accounts';
import type { AuditEntry } from './wire/audit-log';

/** The controls of a simulation. With them its operator can do more than its clients. */
export interface Controls {
  readonly faults: {
    /** Puts a fault in force and returns its id; throws a `ConfigError` for a wrong one. */
    readonly add: (fault: Fault) => string;
    readonly remove: (id: string) => boolean;
    readonly clear: () => void;
    readonly list: () => readonly InstalledFault[];
  };
  /**
   * Returns the audit log of the venue (every request, order, trade and change of a balance), after a `seq` or from the
   * start.
   */
  readonly journal: (after?: number) => readonly AuditEntry[];
  readonly openAccount: (account: AccountSpec) => void;
  /** The core of the venue: commands for fixtures such as deposits and circuit breaks, and queries. */
  readonly venue: Venue;
  /**
   * Feed: emits what happened to orders because something about a recorded or a live market is not known. It starts
   * with the next notice.
   */
  readonly notices$: Observable<MarketNotice>;
  /** The variants of undocumented behaviour that are in force. */
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
