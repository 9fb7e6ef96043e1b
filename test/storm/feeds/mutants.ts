import type { Mutant } from '../mutant';

/** Deliberate faults in the data client, its book and its rooms. */
export const feedMutants: readonly Mutant[] = [
  {
    name: 'no room is joined again after a reconnect',
    file: 'src/connectivity/rooms.ts',
    find: 'for (const [name, member] of [...members]) join(name, member);',
    replace:
      'if (connection$.value.attempt === 0) for (const [name, member] of [...members]) join(name, member);',
  },
  {
    name: 'a silent room is not joined again',
    file: 'src/connectivity/room-member.ts',
    find: "subscriber.next({ kind, type: 'silent' });\n    rejoin();",
    replace: '',
  },
  {
    name: 'a frame that cannot be read is dropped in silence',
    file: 'src/connectivity/room-member.ts',
    find: "diagnose({ kind: 'undecodable-frame', room: name, cause: message.left.message });",
    replace: '',
  },
  {
    name: 'a book stays current when its link is lost',
    file: 'src/data/book.ts',
    find: 'return forget(kept);',
    replace: 'return { ...forget(kept), show: null };',
  },
  {
    name: 'a book stays current though a change cannot be read',
    file: 'src/data/book.ts',
    find: "return event.kind === 'depth_diff' ? markStale(kept) : leaveAsIs(kept);",
    replace: 'return leaveAsIs(kept);',
  },
  {
    name: 'a book of the lost link is gone on with',
    file: 'src/data/book.ts',
    find: 'return forget(kept);',
    replace: 'return markStale(kept);',
  },
  {
    name: 'what trades an outage hid is not read',
    file: 'src/data/trades.ts',
    find: 'i > 0 ? concat(readMissed(), readProofs(room$)) : readProofs(room$)',
    replace:
      "i > 0 ? concat(of<Input>({ type: 'missed', trades: [] }), readProofs(room$)) : readProofs(room$)",
  },
  {
    name: 'trades are not proved',
    file: 'src/data/trades.ts',
    find: 'i > 0 ? concat(readMissed(), readProofs(room$)) : readProofs(room$)',
    replace: 'i > 0 ? concat(readMissed(), of<Input>()) : EMPTY',
  },
  {
    name: 'trades that REST no longer shows are missing in silence',
    file: 'src/data/trades.ts',
    find: 'const gap = reaches(state, rows)',
    replace: 'const gap = rows.length >= 0',
  },
  {
    name: 'too few trades are remembered to tell each once',
    file: 'src/operators/exactly-once.ts',
    find: 'remember = 10_000',
    replace: 'remember = 3',
  },
  {
    name: 'a whole that disagrees is not taken',
    file: 'src/data/book.ts',
    find: "if (event.kind === 'depth_whole') return applyWhole(kept, event.message);",
    replace:
      "if (event.kind === 'depth_whole') { const next = applyWhole(kept, event.message); return next.report?.kind === 'book-repaired' ? { ...kept, show: null, report: next.report } : next; }",
  },
  {
    name: 'a late candle feed does not know that trades are heard of',
    file: 'src/data/client.ts',
    find: "(event.type === 'trade' ? current : [event])",
    replace: "(event.type === 'trade' ? current : [])",
  },
  {
    name: 'a current value outlives its link',
    file: 'src/operators/share-current.ts',
    find: 'current = current.filter(survives);',
    replace: 'void survives;',
  },
  {
    name: 'a bar that a late trade belongs to is closed as built',
    file: 'src/data/candle-keeper.ts',
    find: 'return late ? doubt(shown) : shown;',
    replace: 'return shown;',
  },
  {
    name: 'a change makes a stale book current',
    file: 'src/orderbook/reducer.ts',
    find: 'stale: book.stale,',
    replace: 'stale: false,',
  },
  {
    name: 'a change is applied out of sequence',
    file: 'src/orderbook/reducer.ts',
    find: 'if (kept.doubt !== null || diff.sequence <= known)',
    replace: 'if (kept.doubt !== null)',
  },
  {
    name: 'a change that goes back is dropped, and the book stays current',
    file: 'src/orderbook/doubt.ts',
    find: "contradict(kept, diff, 'diff', known);",
    replace: "{ ...kept, show: null, report: { kind: 'stale-diff', pair, sequence, known } };",
  },
  {
    name: 'a whole behind the one before it is dropped, and the book stays current',
    file: 'src/orderbook/reducer.ts',
    find: "return contradict(kept, whole, 'whole', since);",
    replace: "return { ...kept, show: null, report: { kind: 'stale-whole', pair, sequence, known: since } };",
  },
  {
    name: 'changes outlive a whole that contradicts them',
    file: 'src/orderbook/reducer.ts',
    find: 'if (wrong.length > 0 && book !== null && sequence < book.sequence)',
    replace: 'if (wrong.length < 0 && book !== null)',
  },
  {
    name: 'the rooms of a contradicted book are not joined again',
    file: 'src/data/book.ts',
    find: "rooms.rejoin('depth_whole', pair);",
    replace: '',
  },
  {
    name: 'a link that has given a frame has worked',
    file: 'src/connectivity/rooms.ts',
    find: 'let hasStood = false;',
    replace: 'let hasStood = true;',
  },
  {
    name: 'what REST says is told after a frame of the room',
    file: 'src/data/ticker.ts',
    find: 'seeding.unsubscribe();',
    replace: "if (event.type === 'joined') seeding.unsubscribe();",
  },
  {
    name: 'a whole forgets the changes that are newer',
    file: 'src/orderbook/reducer.ts',
    find: 'const brought = later.reduce(applyToBook, nextBase);',
    replace: 'const brought = nextBase;',
  },
  {
    name: 'a socket that the venue closes is not taken for lost',
    file: 'src/connectivity/stream-socket.ts',
    find: "complete: () => fail('closed', 'the venue closed the socket'),",
    replace: '',
  },
  {
    name: 'a silent link is not taken for lost',
    file: 'src/connectivity/stream-socket.ts',
    find: "fail('silent', `no frame from the venue for ${due} ms`)",
    replace: 'undefined',
  },
  {
    name: 'a ping is not answered',
    file: 'src/connectivity/stream-socket.ts',
    find: "send(encodePacket({ type: 'pong' }));",
    replace: '',
  },
  {
    name: 'a room that nobody looks at is not left',
    file: 'src/connectivity/rooms.ts',
    find: "latest = undefined;\n        link?.send(command('leave-room', name));",
    replace: 'latest = undefined;',
  },
  {
    name: 'quotes are taken from a stale book',
    file: 'src/data/stream-feeds.ts',
    find: 'filter(({ show }) => !show.stale),',
    replace: '',
  },
  {
    name: 'a pair is tradable though its link is lost',
    file: 'src/data/tradable.ts',
    find: "event.type === 'message' || event.type === 'lost'",
    replace: "event.type === 'message'",
  },
  {
    name: 'what is on its way after a reconnect is not held back',
    file: 'src/data/trades.ts',
    find: 'return { ...state, held: held ?? [],',
    replace: 'return { ...state, held,',
  },
  {
    name: 'a leap of the clock is told to no room',
    file: 'src/connectivity/rooms.ts',
    find: 'subscriber.add(leaps$.subscribe(onLeap));',
    replace: '',
  },
  {
    name: 'a book stays current though the clock has leapt',
    file: 'src/data/book.ts',
    find: "case 'silent':\n    case 'leapt':",
    replace: "case 'leapt':\n      return leaveAsIs(kept);\n    case 'silent':",
  },
  {
    name: 'rooms are not joined again after a leap of the clock',
    file: 'src/connectivity/rooms.ts',
    find: 'for (const name of before) rejoinRoom(name);',
    replace: '',
  },
  {
    name: 'a day whose page is not there yet is taken for one without trades',
    file: 'src/data/candle-pages.ts',
    find: 'const isUnfinished = newer.isUnfinished || (page === noPage && at === now);',
    replace: 'const isUnfinished = false;',
  },
  {
    name: 'a leap of the clock is not looked for',
    file: 'src/operators/leaps.ts',
    find: 'if (Math.abs(by) <= tolerance) {',
    replace: 'if (Math.abs(by) <= 60_000) {',
  },
];
