import {
  notice,
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";

// src/cli/common/table.ts
var left = (title, cell) => ({
  title,
  align: "left",
  cell
});
var right = (title, cell) => ({
  title,
  align: "right",
  cell
});
var widest = (texts) => Math.max(0, ...texts.map(({ length }) => length));
var besideEachOther = (columns, cells) => {
  const widths = columns.map((_, i) => widest(cells.map((line) => line[i] ?? "")));
  return cells.map(
    (line) => line.map((text, i) => {
      const width = widths[i] ?? 0;
      return columns[i]?.align === "right" ? text.padStart(width) : text.padEnd(width);
    }).join("  ").trimEnd()
  );
};
var belowEachOther = (titles, rows, width) => {
  const indent = widest(titles) + 2;
  return rows.flatMap((row, index) => [
    ...index === 0 ? [] : [""],
    ...row.flatMap((text, i) => {
      const title = titles[i] ?? "";
      return indent + text.length <= width ? [title.padEnd(indent) + text] : [title, `  ${text}`];
    })
  ]);
};
var tableLines = (columns, rows, width = Infinity) => {
  const titles = columns.map(({ title }) => title);
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
  const lines = besideEachOther(columns, [titles, ...cells]);
  return widest(lines) <= width ? lines : belowEachOther(titles, cells, width);
};
var printTable = (columns, rows) => tableLines(columns, rows, process.stdout.columns || void 0).forEach(printLine);
var printRows = (columns, rows, { json, none }) => {
  if (json) rows.forEach(printJson);
  else if (rows.length === 0) notice(none);
  else printTable(columns, rows);
};

export {
  left,
  right,
  printTable,
  printRows
};
//# sourceMappingURL=chunk-54FVBYHE.js.map