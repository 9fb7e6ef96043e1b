// src/cli/common/can-redraw.ts
var canRedraw = ({ isTTY = false, columns = 0, rows = 0 }, term = process.env["TERM"]) => isTTY && term !== "dumb" && columns > 0 && rows > 0;

export {
  canRedraw
};
//# sourceMappingURL=chunk-GZHALUY5.js.map