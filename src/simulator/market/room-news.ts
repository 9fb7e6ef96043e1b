/** What one room is told: data that is yet to be put into a frame, or a frame of the stream, whole, made once it is wanted. */
export type RoomNews =
  { readonly room: string; readonly data: unknown } | { readonly room: string; readonly text: () => string };
