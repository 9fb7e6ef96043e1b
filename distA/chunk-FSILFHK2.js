import {
  parseDate
} from "./chunk-MGNMCIQY.js";
import {
  orFileError
} from "./chunk-OSNAXFEX.js";
import {
  canRedraw
} from "./chunk-GZHALUY5.js";
import {
  marketOptions,
  withMarket
} from "./chunk-56SBTZ4D.js";
import {
  parsePair
} from "./chunk-LQKEOOLZ.js";
import {
  utcTime
} from "./chunk-F2XHXHGE.js";
import {
  notice
} from "./chunk-VHNTDNJI.js";
import {
  oneWordOf,
  usageError
} from "./chunk-WDPZHDGP.js";
import {
  unknownPairError
} from "./chunk-S2B5S6DE.js";
import {
  retryBackoff
} from "./chunk-QCQMARG6.js";
import {
  stampOf
} from "./chunk-34SWKVHE.js";

// src/cli/download/row-lines.ts
var rowFormats = ["csv", "ndjson"];
var csvOf = (fields, toKey) => {
  const header = `${fields.join(",")}
`;
  return {
    header,
    beginning: () => header,
    line: (row) => `${fields.map((field) => row[field] ?? "").join(",")}
`,
    keyOf: (line) => {
      const cells = line.split(",").map((cell) => /^\d+$/.test(cell) ? Number(cell) : cell);
      return cells.length === fields.length ? toKey(Object.fromEntries(fields.map((field, i) => [field, cells[i]]))) : null;
    }
  };
};
var ndjsonOf = (fields, toKey) => ({
  header: "",
  beginning: (first) => JSON.stringify(first).slice(0, -1),
  line: (row) => `${JSON.stringify(Object.fromEntries(fields.map((field) => [field, row[field]])))}
`,
  keyOf: (line) => {
    try {
      return toKey(Object(JSON.parse(line)));
    } catch {
      return null;
    }
  }
});
var rowLinesOf = (fields, toKey) => ({
  csv: csvOf(fields, toKey),
  ndjson: ndjsonOf(fields, toKey)
});
var formatOf = (path) => /\.(?:ndjson|jsonl)$/i.test(path) ? "ndjson" : "csv";

// src/cli/download/range.ts
import { asyncScheduler, concat, defer, EMPTY, finalize, ignoreElements, tap } from "rxjs";

// src/cli/download/progress.ts
var width = 30;
var progressLine = (title, done, total, rows) => {
  const part = total === 0 ? 1 : done / total;
  const filled = Math.floor(part * width);
  const percent = `${Math.floor(part * 100)}`.padStart(3);
  const bar = "#".repeat(filled) + "-".repeat(width - filled);
  return `${title}  [${bar}] ${percent} %  ${done}/${total} pages  ${rows}`;
};
var waitingLine = (title, date, until) => `${title}: the venue has no page of ${date} yet; asking again until ${utcTime(until)}`;
var plainProgress = (terminal) => {
  let shown = 0;
  return {
    show: (line, part) => {
      const tenths = Math.floor(part * 10);
      if (tenths > shown) terminal.write(`${line}
`);
      shown = Math.max(shown, tenths);
    },
    end: () => void 0
  };
};
var progressOn = (terminal, term = process.env["TERM"]) => {
  if (terminal.isTTY !== true) return { show: () => void 0, end: () => void 0 };
  if (!canRedraw(terminal, term)) return plainProgress(terminal);
  let isShown = false;
  return {
    show: (line) => {
      isShown = true;
      terminal.write(`\r${line.slice(0, (terminal.columns ?? 0) - 1)}\x1B[K`);
    },
    end: () => {
      if (isShown) terminal.write("\n");
      isShown = false;
    }
  };
};

// src/cli/download/range.ts
var rangeOptions = {
  from: { type: "string" },
  to: { type: "string" },
  out: { type: "string" },
  format: { type: "string", values: rowFormats },
  ...marketOptions
};
var required = (command, option, value) => {
  if (value === void 0) throw usageError(`${option} is missing; see rx-bitbank ${command} --help`);
  return value;
};
var parseRange = (command, pair, values) => {
  const from = parseDate("--from", required(command, "--from", values.from));
  const to = parseDate("--to", required(command, "--to", values.to));
  if (to <= from) throw usageError("--to: expected a date after --from");
  const path = required(command, "--out", values.out);
  const { format } = values;
  return {
    pair: parsePair(pair),
    from,
    to,
    path,
    format: format === void 0 ? formatOf(path) : oneWordOf("--format", rowFormats, format)
  };
};
var now = () => stampOf(asyncScheduler);
var isNotThere = (error) => error.code === 1e4;
var retries = {
  initialDelay: 500,
  maxDelay: 5e3,
  maxAttempts: 4,
  shouldRetry: (error) => !isNotThere(error)
};
var checkPair = (data, pair) => data.rest.instruments().pipe(
  retryBackoff(retries),
  tap((instruments) => {
    if (!instruments.some((instrument) => instrument.pair === pair)) throw unknownPairError(pair);
  }),
  ignoreElements()
);
var checkBegins = (path, begins, isRight) => {
  if (isRight) return;
  throw usageError(
    `${path}: begins at ${utcTime(begins)}: continue it with that --from, or choose another --out`
  );
};
var fetchRange = ({
  title,
  pages$,
  take,
  total,
  came,
  notices$ = EMPTY
}) => defer(() => {
  const progress = progressOn(process.stderr);
  let awaited = "";
  let isFurther = false;
  const say = (text) => {
    progress.end();
    notice(text);
  };
  const noticing = notices$.subscribe(say);
  return pages$.pipe(
    tap((page) => {
      isFurther = take(page);
      const { awaits } = page;
      if (awaits === null) {
        const done = total - page.total + page.done;
        progress.show(progressLine(title, done, total, came()), total === 0 ? 1 : done / total);
      } else if (awaits.date !== awaited) {
        awaited = awaits.date;
        say(waitingLine(title, awaited, awaits.until));
      }
    }),
    // There are so many pages: each that added something is progress.
    retryBackoff({ ...retries, resetOn: () => isFurther, steadyAfter: 0 }),
    ignoreElements(),
    finalize(() => {
      noticing.unsubscribe();
      progress.end();
    })
  );
});
var downloadRange = ({ pair }, choice, open, fetch, print) => withMarket(
  choice,
  (data) => concat(
    checkPair(data, pair),
    defer(() => {
      const file = open();
      return fetch(data, file).pipe(
        tap({ complete: () => print(file) }),
        finalize(() => file.close())
      );
    })
  )
);

// src/cli/download/row-file.ts
import { appendFileSync, closeSync, fstatSync, ftruncateSync, openSync, readSync } from "fs";
var edge = 4096;
var readAt = (file, position, length) => {
  const bytes = Buffer.alloc(length);
  return bytes.toString("utf8", 0, readSync(file, bytes, 0, length, position));
};
function* linesBackwards(file, begin, end) {
  let to = end;
  let carried = "";
  while (to > begin) {
    const from = Math.max(begin, to - 16 * edge);
    const text = readAt(file, from, to - from) + carried;
    let stop = text.length;
    for (let cut = text.lastIndexOf("\n", stop - 2); cut >= 0; cut = text.lastIndexOf("\n", stop - 2)) {
      yield [text.slice(cut + 1, stop - 1), from + cut + 1];
      stop = cut + 1;
    }
    carried = text.slice(0, stop);
    to = from;
  }
  if (carried !== "") yield [carried.slice(0, -1), begin];
}
var openRowFile = (path, { lines, of, what }) => {
  const { header, beginning, line, keyOf } = lines;
  const isOther = (other) => usageError(`${path}: holds ${other}, not ${what} of ${Object.values(of).join(" ")}`);
  const ours = (text) => {
    const key = keyOf(text);
    if (key === null) throw isOther("something else");
    const cells = key;
    const fields = Object.keys(of);
    if (fields.some((field) => cells[field] !== of[field]))
      throw isOther(fields.map((field) => cells[field]).join(" "));
    return key;
  };
  const file = orFileError(path, () => openSync(path, "a+"));
  try {
    return orFileError(path, () => {
      const { size } = fstatSync(file);
      const head = readAt(file, 0, Math.min(size, edge));
      const start = beginning(of);
      if (!head.startsWith(start) && !start.startsWith(head)) ours(head.split("\n")[0] ?? "");
      const tailFrom = Math.max(0, size - edge);
      const tail = readAt(file, tailFrom, size - tailFrom);
      const whole = tail.slice(0, tail.lastIndexOf("\n") + 1);
      const end = tailFrom + Buffer.byteLength(whole);
      const firstLine = head.slice(header.length).split("\n")[0] ?? "";
      const lastLine = whole.trimEnd().split("\n").at(-1) ?? "";
      const isEmpty = end <= header.length;
      const held = isEmpty ? null : { first: ours(firstLine), last: ours(lastLine) };
      if (end < size) ftruncateSync(file, end);
      if (isEmpty && end < header.length) appendFileSync(file, header);
      return {
        held,
        ending: (isOfKind) => {
          let found = null;
          if (isEmpty) return found;
          for (const [text, at] of linesBackwards(file, header.length, end)) {
            const key = ours(text);
            if (!isOfKind(key)) return found && { ...found, before: key };
            found = { first: key, before: null, at };
          }
          return found;
        },
        cut: (at) => ftruncateSync(file, at),
        append: (rows) => {
          if (rows.length > 0) appendFileSync(file, rows.map(line).join(""));
        },
        close: () => closeSync(file)
      };
    });
  } catch (error) {
    closeSync(file);
    throw error;
  }
};

export {
  rowLinesOf,
  rangeOptions,
  parseRange,
  now,
  retries,
  checkBegins,
  fetchRange,
  downloadRange,
  openRowFile
};
//# sourceMappingURL=chunk-FSILFHK2.js.map