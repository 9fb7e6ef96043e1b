/**
 * What one room is told: data that is yet to be put into a frame, or a frame of the stream, whole. Either is read while it is
 * told, or never: what nobody is there to hear may be made only then.
 */
export type RoomNews =
  { readonly room: string; readonly data: unknown } | { readonly room: string; readonly text: () => string };
