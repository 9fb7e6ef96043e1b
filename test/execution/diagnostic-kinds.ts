import type { DiagnosticEvent } from '../../src/model/diagnostic';
import type { ExecutionDiagnosticEvent } from '../../src/execution/index';

type DataKind = DiagnosticEvent['kind'];
type ExecutionKind = ExecutionDiagnosticEvent['kind'];

/** What happened, and what to do about it. */
type Row = readonly [happened: string, advice: string];

const nothing = 'nothing';

/** Every kind of diagnostic of a data client. */
export const dataKinds: Readonly<Record<DataKind, Row>> = {
  'undecodable-frame': [
    'a frame could not be read, and was dropped',
    'report it if it repeats: the venue may have changed',
  ],
  'odd-row': [
    'a row or a field could not be read; the rest was used without it',
    'update the library if you need the new word',
  ],
  'lossy-total': ['a total is `null`, because a `number` can’t carry its decimal', nothing],
  'link-lost': ['the link failed or ended; it is tried again in `delay` ms', 'watch `connection$`'],
  'room-silent': ['a room that must not be silent was silent, and was joined again', nothing],
  'clock-leapt': [
    'the machine slept, or its clock was set',
    'treat values from before as old; synchronise the clock',
  ],
  'stale-diff': ['a diff that the book contains already was dropped', nothing],
  'stale-whole': ['a whole that is too old to prove a book in doubt was dropped', nothing],
  'book-repaired': [
    'the venue’s whole book differed from the kept one, and replaced it',
    'look at the link if it repeats',
  ],
  'book-contradicted': [
    'two frames of the venue contradict each other; the book is `stale`',
    'do not trade on a stale book',
  ],
  'book-overgrown': [
    'the venue sent more levels than a book can have; the book is `stale`',
    'do not trade on a stale book',
  ],
  'trades-missing': [
    'trades between `from` and `to` may be missing',
    'read them later with `rest.all.trades`, if you need each',
  ],
  'trade-late': ['a trade came after newer ones', 'do not rely on the order of times alone'],
  'pair-unchecked': ['REST could not say whether the venue knows the pair', 'check the name of the pair'],
  'candles-unread': [
    'candles could not be read from REST; they are read again for half an hour',
    'do not use indicators before the history is there',
  ],
  'status-unread': ['the state of the venue could not be read', '`tradable$` says no until it can be read'],
};

/** Every kind of diagnostic of an execution client that a data client does not have. */
export const executionKinds: Readonly<Record<Exclude<ExecutionKind, DataKind>, Row>> = {
  'late-order': [
    'an order appeared although its call was found to have had no effect',
    'cancel it, or follow it by `trackOrder`',
  ],
  'unattributed-order': [
    'an order could be a second copy of a call that has its order, or another program’s',
    'look at it, and cancel it if it is yours',
  ],
  'waits-for-equal': [
    'an order waits until an equal one has its outcome',
    'wait, or unsubscribe with `cancelOnUnsubscribe`',
  ],
  'reply-not-believed': [
    'a reply named an order that can’t be the call’s; the own order is searched for',
    'report it to the venue if it repeats',
  ],
  'late-fill': ['a fill came after the end of its order', 'count fills by `fills$`, not by lives'],
  'fills-missing': [
    'the venue reports executions that no message and no read shows',
    'compare with the venue’s own list of trades',
  ],
  'end-missing': [
    'a cancel was answered, and no read shows the end of the order',
    'look at the order in the venue’s own list',
  ],
  'reconcile-failed': ['a read failed; it is tried again', 'look at the network if it repeats'],
  'inferred-not-canceled': [
    'an automatic cancel left an order alone that is only inferred to be ours',
    'cancel it yourself, or set `exclusiveAccount`',
  ],
  'left-open': [
    'the client was closed before an order without observers was cancelled',
    'cancel it yourself',
  ],
  'cancel-failed': [
    'an automatic cancel was refused, or its outcome is not known',
    'look at the order, and cancel it again',
  ],
  'not-subscribed': [
    'a command was made and nobody subscribed to it within a second: it did nothing',
    'subscribe to it; lint finds such lines',
  ],
  'outcome-not-journaled': [
    'an outcome could not be written to the journal; it is searched for after a restart',
    'look at the disk',
  ],
  'call-recovered': ['a call that an earlier process did not finish is continued', 'see `recover()`'],
  'journal-unreadable': [
    'the journal could not be read, so that nothing is sent',
    'repair the file, or give the client another one',
  ],
  'undecodable-message': [
    'a private message could not be read; reads make up for it',
    'report it if it repeats: the venue may have changed',
  ],
  'stream-failed': [
    'the private stream is lost; it is tried again, and reads go on',
    'install `pubnub` if it is missing',
  ],
  'lane-paused': [
    'the venue refused a call because of too many; the calls of the lane wait',
    'find the other program that uses the account',
  ],
  'fills-lost': [
    'a gateway does not know the fills of the time without a link',
    'read them with `rest.all.tradeHistory`',
  ],
  'answer-unreadable': [
    'a value from a gateway could not be read, and was left out',
    'use the same version on both sides',
  ],
};
