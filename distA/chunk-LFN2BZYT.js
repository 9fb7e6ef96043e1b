import {
  wrapped
} from "./chunk-UEJ6WATR.js";

// src/cli/doctor/check.ts
var ok = (check, text) => ({ check, state: "ok", text, advice: null });
var wrong = (check, text, advice) => ({
  check,
  state: "wrong",
  text,
  advice
});
var skipped = (check, text) => ({
  check,
  state: "skipped",
  text,
  advice: null
});
var marks = { ok: "ok", wrong: "WRONG", skipped: "-" };
var leastBeside = 60;
var checkLines = ({ check, state, text, advice }, width = Infinity) => {
  const entry = (mark, name, said) => {
    const head = `${mark.padEnd(5)}  ${name.padEnd(14)}  `;
    const isBeside = width >= leastBeside;
    const indent = isBeside ? head.length : 4;
    const lines = wrapped(said, width - indent).map((line) => " ".repeat(indent) + line);
    return isBeside ? [head + (lines[0] ?? "").trimStart(), ...lines.slice(1)] : [head.trimEnd(), ...lines];
  };
  return [...entry(marks[state], check, text), ...advice === null ? [] : entry("", "to do", advice)];
};

export {
  ok,
  wrong,
  skipped,
  checkLines
};
//# sourceMappingURL=chunk-LFN2BZYT.js.map