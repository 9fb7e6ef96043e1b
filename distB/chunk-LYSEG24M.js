// src/model/without-passwords.ts
var mark = "://";
var withoutUser = (run) => {
  const begin = run.indexOf(mark);
  const end = run.lastIndexOf("@");
  return begin < 0 || end < begin ? run : `${run.slice(0, begin)}://\u2026@${run.slice(end + 1)}`;
};
var withoutQuery = (run) => {
  const lastEquals = run.lastIndexOf("=");
  for (let begin = run.indexOf(mark); begin >= 0; ) {
    const length = run.slice(begin).search(/[?#]/);
    if (length < 0) return run;
    const end = begin + length;
    if (run[end] === "?" || lastEquals > end) return `${run.slice(0, end)}?\u2026`;
    begin = run.indexOf(mark, end);
  }
  return run;
};
var withoutPasswords = (text) => text.includes(mark) ? text.replace(/[^\n"']+/g, withoutUser).replace(/[^\s"']+/g, withoutQuery) : text;

// src/model/tagged.ts
var taggedError = (tag, message, fields) => {
  const told = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "string" ? withoutPasswords(value) : value
  ]);
  const shown = Object.fromEntries(told);
  const error = Object.assign(new Error(withoutPasswords(message)), shown, { _tag: tag });
  error.name = tag;
  return error;
};
var causeOf = (error) => withoutPasswords(error instanceof Error ? error.message : String(error));

export {
  withoutPasswords,
  taggedError,
  causeOf
};
//# sourceMappingURL=chunk-LYSEG24M.js.map