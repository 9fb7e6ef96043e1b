/**
 * The news of one room: data that is not in a frame yet, or a whole frame of the stream that is made when it is needed.
 */
export type RoomNews =
  { readonly room: string; readonly data: unknown } | { readonly room: string; readonly text: () => string };

/** One event of the venue's public stream: `42["message",{"room_name":…,"message":{"data":…}}]`. */
export const frameText = (room: string, data: unknown): string =>
  `42${JSON.stringify(['message', { room_name: room, message: { data } }])}`;
