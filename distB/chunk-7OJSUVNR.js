// src/cli/common/wrap.ts
var wrapped = (text, width) => {
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== void 0 && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};
var isCommand = (line) => /^(Usage: | *(rx-bitbank|npx|echo) )/.test(line);
var head = /^ *(\S+( \S+)*)? {2,}/;
var leastBeside = 36;
var wrappedLine = (line, width) => {
  if (line.length <= width || isCommand(line)) return [line];
  const name = head.exec(line)?.[0] ?? "";
  const text = line.slice(name.length);
  const isBeside = width - name.length >= leastBeside;
  const indent = isBeside ? name.length : Math.min(4, name.length);
  const lines = wrapped(text, width - indent).map((each) => " ".repeat(indent) + each);
  if (isBeside) return [name + (lines[0] ?? "").trimStart(), ...lines.slice(1)];
  return name.trim() === "" ? lines : [name.trimEnd(), ...lines];
};
var wrappedHelp = (help, width = Infinity) => help.split("\n").flatMap((line) => wrappedLine(line, width)).join("\n");

export {
  wrapped,
  wrappedHelp
};
//# sourceMappingURL=chunk-7OJSUVNR.js.map