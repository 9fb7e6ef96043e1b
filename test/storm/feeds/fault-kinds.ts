/** The faults of the public side: of a frame, of the link, of a reply. */
export const frameFaults = ['frame-lose', 'frame-repeat', 'frame-reorder', 'frame-corrupt'] as const;
export const sequenceFaults = ['sequence-leap', 'sequence-restart'] as const;
export const linkFaults = ['stream-drop', 'stream-freeze', 'stream-slow', 'restart'] as const;
export const restFaults = [
  'rest-status',
  'rest-429',
  'maintenance',
  'rest-timeout-before',
  'rest-timeout-after',
  'rest-cut-off',
  'rest-10005',
  'rest-late',
  'rest-reply-late',
] as const;
