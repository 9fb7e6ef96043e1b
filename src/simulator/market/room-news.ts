/**
 * The news of one room: data that is not in a frame yet, or a whole frame of the stream that is made when it is needed.
 */
export type RoomNews =
  { readonly room: string; readonly data: unknown } | { readonly room: string; readonly text: () => string };

/** One event of the venue's public stream: `42["message",{"room_name":…,"message":{"data":…}}]`. */
export const frameText = (room: string, data: unknown): string =>
  `42${JSON.stringify(['message', { room_name: room, message: { data } }])}`;

/** The beginnings of a sequence number in the text of a diff and of a whole. The venue has it near the end. */
const sequenceKeys = ['"s":"', '"sequenceId":"'] as const;

const isDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};

/** Returns the place of the sequence number in the text of a book's message; `null` if it has none. */
const sequencePlace = (text: string): { readonly from: number; readonly to: number } | null => {
  for (const key of sequenceKeys) {
    const found = text.lastIndexOf(key);
    if (found < 0) continue;
    const from = found + key.length;
    let to = from;
    while (isDigit(text, to)) to += 1;
    if (to > from && text[to] === '"') return { from, to };
  }
  return null;
};

/** Returns the sequence number in the text of a book's message; 0 if it has none. */
export const sequenceIn = (text: string): number => {
  const place = sequencePlace(text);
  return place === null ? 0 : Number(text.slice(place.from, place.to));
};

/** Moves the sequence number in the text of a book's message. Nothing else of the text is read. */
export const renumbered = (text: string, by: number): string => {
  const place = sequencePlace(text);
  if (place === null) return text;
  const { from, to } = place;
  return `${text.slice(0, from)}${Number(text.slice(from, to)) + by}${text.slice(to)}`;
};
