/** What one room is told: data that is yet to be put into a frame, or a frame of the stream, whole, made once it is wanted. */
export type RoomNews =
  { readonly room: string; readonly data: unknown } | { readonly room: string; readonly text: () => string };

/** One event of the venue's public stream: `42["message",{"room_name":…,"message":{"data":…}}]`. */
export const frameText = (room: string, data: unknown): string =>
  `42${JSON.stringify(['message', { room_name: room, message: { data } }])}`;
