/**
 * A text as it may be told: its urls show neither user and password nor what they ask for, which may hold a token. Whatever
 * becomes an error or a cause comes through here, as nobody knows what a port or a system quotes.
 */
export const withoutPasswords = (text: string): string =>
  text.includes('://')
    ? text
        .replace(/:\/\/[^\n"']*@/g, '://…@')
        .replace(/(:\/\/[^\s"'?#]*)(?:\?|#(?=[^\s"']*=))[^\s"']*/g, '$1?…')
    : text;
