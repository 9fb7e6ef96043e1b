import type { DiagnosticEvent } from '../model/diagnostic';

const timeOf = (time: number): string => new Date(time).toISOString();

const describe = (diagnostic: DiagnosticEvent): string => {
  switch (diagnostic.kind) {
    case 'undecodable-frame':
      return `a frame of ${diagnostic.room ?? 'no room'} can't be read: ${diagnostic.cause}`;
    case 'lossy-total':
      return `${diagnostic.room}: a number can't carry ${diagnostic.fields.join(', ')}`;
    case 'link-lost':
      return `no link: ${diagnostic.cause}; attempt ${diagnostic.attempt} in ${Math.round(diagnostic.delay)} ms`;
    case 'room-silent':
      return `${diagnostic.room} was silent for ${diagnostic.due} ms and is joined again`;
    case 'clock-leapt':
      return `the clock leapt by ${diagnostic.by} ms: it was set, or the machine slept`;
    case 'stale-diff':
    case 'stale-whole':
      return `${diagnostic.pair}: ${diagnostic.kind.replace('-', ' ')} ${diagnostic.sequence} after ${diagnostic.known} is dropped`;
    case 'book-repaired':
      return `${diagnostic.pair}: ${diagnostic.count} levels of the book differed at ${diagnostic.sequence} and are repaired`;
    case 'trades-missing': {
      const from = diagnostic.from === null ? 'the start' : timeOf(diagnostic.from);
      return `${diagnostic.pair}: trades may be missing from ${from} to ${timeOf(diagnostic.to)}: ${diagnostic.cause}`;
    }
    case 'trade-late':
      return `${diagnostic.pair}: trade ${diagnostic.id} comes after younger ones`;
    case 'pair-unchecked':
      return `${diagnostic.pair}: is there such a pair? ${diagnostic.cause}`;
    case 'candles-unread':
      return `${diagnostic.pair} ${diagnostic.type}: candles can't be read: ${diagnostic.cause}`;
    case 'status-unread':
      return `the state of the venue can't be read: ${diagnostic.cause}`;
  }
};

/** A diagnostic in one line, for people. What came from the wire can't move a terminal's cursor. */
export const describeDiagnostic = (diagnostic: DiagnosticEvent): string =>
  describe(diagnostic).replace(/\p{Cc}/gu, '·');
