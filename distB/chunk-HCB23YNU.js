// src/cli/screen/terminal.ts
import { fromEvent, map, Observable, startWith } from "rxjs";

// src/cli/screen/text.ts
import { styleText } from "util";
var span = (text, style = "plain") => ({ text, style });
var widthOf = (line) => line.reduce((width, { text }) => width + text.length, 0);
var wordPart = /[\p{L}\p{N}.,:;_+/'×%-]/u;
var uncut = (text, width) => {
  let end = Math.min(text.length, width);
  if (end === text.length || !wordPart.test(text[end] ?? "")) return end;
  while (end > 0 && wordPart.test(text[end - 1] ?? "")) end--;
  return end;
};
var fit = (line, width) => {
  const fitted = [];
  const text = line.map((each) => each.text).join("");
  let left = uncut(text, Math.max(0, width));
  for (const each of line) {
    const kept = each.text.slice(0, left);
    left -= kept.length;
    if (kept !== "") fitted.push({ text: kept, style: each.style });
  }
  const missing = width - widthOf(fitted);
  return missing > 0 ? [...fitted, span(" ".repeat(missing))] : fitted;
};
var fullest = (lines, width) => lines.find((line) => widthOf(line) <= width) ?? lines.at(-1) ?? lines[0];
var flow = (parts, width) => {
  const lines = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== void 0 && widthOf(last) + 2 + widthOf(part) <= width)
      lines[lines.length - 1] = [...last, span("  "), ...part];
    else lines.push(part);
  }
  return lines;
};
var spread = (left, right, width) => widthOf(left) + widthOf(right) < width ? [...fit(left, width - widthOf(right)), ...right] : fit(left, width);
var beside = (left, leftWidth, right) => Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [
  ...fit(left[i] ?? [], leftWidth),
  ...right[i] ?? []
]);
var formats = { dim: "dim", bold: "bold", buy: "green", sell: "red", warning: "yellow" };
var asTold = { validateStream: false };
var toAnsi = (line, colors) => {
  const runs = [];
  for (const next of line) {
    const last = runs.at(-1);
    if (last?.style === next.style) runs[runs.length - 1] = span(last.text + next.text, next.style);
    else runs.push(next);
  }
  return runs.map(({ text, style }) => colors && style !== "plain" ? styleText(formats[style], text, asTold) : text).join("");
};

// src/cli/screen/terminal.ts
var csi = "\x1B[";
var enter = `${csi}?1049h${csi}?25l`;
var leave = `${csi}?25h${csi}?1049l`;
var [beginUpdate, endUpdate] = [`${csi}?2026h`, `${csi}?2026l`];
var home = `${csi}H`;
var clearRight = `${csi}K`;
var clearBelow = `${csi}J`;
var size$ = (terminal) => fromEvent(terminal, "resize").pipe(
  startWith(null),
  map(() => ({ columns: terminal.columns, rows: terminal.rows }))
);
var showOn = (terminal) => (source) => new Observable((subscriber) => {
  const colors = terminal.hasColors();
  let last = [];
  terminal.write(enter);
  subscriber.add(() => terminal.write(leave));
  subscriber.add(
    source.subscribe({
      next: (screen) => {
        last = screen.map((line) => toAnsi(line, colors));
        const text = last.map((line) => line + clearRight).join("\r\n");
        terminal.write(beginUpdate + home + text + clearBelow + endUpdate);
      },
      error: (error) => subscriber.error(error),
      complete: () => {
        subscriber.add(() => terminal.write(`${last.join("\n").trimEnd()}
`));
        subscriber.complete();
      }
    })
  );
});

export {
  span,
  fit,
  fullest,
  flow,
  spread,
  beside,
  size$,
  showOn
};
//# sourceMappingURL=chunk-HCB23YNU.js.map