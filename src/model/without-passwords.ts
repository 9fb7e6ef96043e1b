const mark = '://';

// Each pattern gets a run of text without characters that end a url. A single pattern over the whole text would search for
// the end of the run again at each of many marks: a hostile text of 100,000 characters took half a minute.

const withoutUser = (run: string): string => {
  const begin = run.indexOf(mark);
  const end = run.lastIndexOf('@');
  return begin < 0 || end < begin ? run : `${run.slice(0, begin)}://…@${run.slice(end + 1)}`;
};

const withoutQuery = (run: string): string => {
  const lastEquals = run.lastIndexOf('=');
  for (let begin = run.indexOf(mark); begin >= 0;) {
    const length = run.slice(begin).search(/[?#]/);
    if (length < 0) return run;
    const end = begin + length;
    if (run[end] === '?' || lastEquals > end) return `${run.slice(0, end)}?…`;
    begin = run.indexOf(mark, end);
  }
  return run;
};

/**
 * Removes secrets from a text: its urls show no user, no password and no query, which may hold a token. Every text of an
 * error or a cause goes through here, because nobody knows what a port or a system quotes.
 */
export const withoutPasswords = (text: string): string =>
  text.includes(mark) ? text.replace(/[^\n"']+/g, withoutUser).replace(/[^\s"']+/g, withoutQuery) : text;
