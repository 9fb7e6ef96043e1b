const mark = '://';

// Each is given a run of a text that a url can't go on beyond. One pattern over the text would look for the end of the run
// anew at each of many marks: a hostile text of 100,000 characters took half a minute.

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
 * A text as it may be told: its urls show neither user and password nor what they ask for, which may hold a token. Whatever
 * becomes an error or a cause comes through here, as nobody knows what a port or a system quotes.
 */
export const withoutPasswords = (text: string): string =>
  text.includes(mark) ? text.replace(/[^\n"']+/g, withoutUser).replace(/[^\s"']+/g, withoutQuery) : text;
