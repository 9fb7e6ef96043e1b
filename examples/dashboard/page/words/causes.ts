/** The causes of failures on the way to the venue or the gateway. */
export type CauseName = 'unreachable' | 'late' | 'ended' | 'silent' | 'tooMany' | 'failing' | 'unreadable';

const causes: readonly (readonly [RegExp, CauseName])[] = [
  // The texts of Chromium, Firefox, Safari and Node.
  [/Failed to fetch|NetworkError|Load failed|fetch failed|ECONNREFUSED|ENOTFOUND|EAI_AGAIN/, 'unreachable'],
  [/closed before it opened|no link to the venue within|expected the venue's handshake/, 'unreachable'],
  [/no (whole )?reply within|timed? ?out/i, 'late'],
  [
    /ended the session|closed the socket|the link has ended|the socket closed|ECONNRESET|socket hang up/,
    'ended',
  ],
  [/no frame from the venue|no answer came/, 'silent'],
  [/HTTP 429|Too many requests/, 'tooMany'],
  [/HTTP 5\d\d|A failure without a code|service is unavailable/, 'failing'],
  [/: expected .+, got |JSON/, 'unreadable'],
];

/**
 * Returns the name of the cause that an error's message describes, so that it can be explained in plain words; `null`
 * if it is not known.
 */
export const causeNameOf = (message: string): CauseName | null =>
  causes.find(([pattern]) => pattern.test(message))?.[1] ?? null;
