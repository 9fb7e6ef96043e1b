/**
 * The news of one room: data that is not in a frame yet, or a whole frame of the stream that is made when it is needed.
 */
export type RoomNews =
  { readonly room: string; readonly data: unknown } | { readonly room: string; readonly text: () => string };

/** One event of the venue's public stream: `42["message",{"room_name":…,"message":{"data":…}}]`. */
export const frameText = (room: string, data: unknown): string =>
  `42${JSON.stringify(['message', { room_name: room, message: { data } }])}`;

const sequence = /"(s|sequenceId)":"(\d+)"/;

/** Returns the sequence number in the text of a book's message; 0 if it has none. */
export const sequenceIn = (text: string): number => Number(sequence.exec(text)?.[2] ?? 0);

/** Moves the sequence number in the text of a book's message. Nothing else of the text is read. */
export const renumbered = (text: string, by: number): string =>
  text.replace(sequence, (_, key: string, number: string) => `"${key}":"${Number(number) + by}"`);
