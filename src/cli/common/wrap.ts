/** Breaks a text into lines of at most that width, between words only. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** Commands to copy, and their usage, stay on one line, because a shell would take two lines for two commands. */
const isCommand = (line: string): boolean => /^(Usage: | *(rx-bitbank|npx|echo) )/.test(line);

/** The name of an option or a command before its description. */
const head = /^ *(\S+( \S+)*)? {2,}/;

/** A description keeps its column if at least this many characters fit there. */
const leastBeside = 36;

const wrappedLine = (line: string, width: number): readonly string[] => {
  if (line.length <= width || isCommand(line)) return [line];
  const name = head.exec(line)?.[0] ?? '';
  const text = line.slice(name.length);
  const isBeside = width - name.length >= leastBeside;
  const indent = isBeside ? name.length : Math.min(4, name.length);
  const lines = wrapped(text, width - indent).map((each) => ' '.repeat(indent) + each);
  if (isBeside) return [name + (lines[0] ?? '').trimStart(), ...lines.slice(1)];
  return name.trim() === '' ? lines : [name.trimEnd(), ...lines];
};

/** Breaks the lines of a help text that are longer than the terminal is wide; descriptions keep their column if there is room. */
export const wrappedHelp = (help: string, width = Infinity): string =>
  help
    .split('\n')
    .flatMap((line) => wrappedLine(line, width))
    .join('\n');
