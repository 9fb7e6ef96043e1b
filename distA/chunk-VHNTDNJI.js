// src/cli/common/output.ts
var printable = (text) => text.replace(/\p{Cc}/gu, "\xB7");
var printLine = (text) => {
  process.stdout.write(`${printable(text)}
`);
};
var printJson = (value) => {
  process.stdout.write(`${JSON.stringify(value)}
`);
};
var notice = (text) => {
  process.stderr.write(`rx-bitbank: ${printable(text)}
`);
};

export {
  printLine,
  printJson,
  notice
};
//# sourceMappingURL=chunk-VHNTDNJI.js.map