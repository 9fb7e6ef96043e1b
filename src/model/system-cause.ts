import { causeOf } from './tagged';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** Describes in words the system's error about a file. The system's own words may name a temporary file that nobody knows. */
export const systemCause = (error: unknown): string => {
  const { code } = Object(error) as { readonly code?: unknown };
  return reasons[String(code)] ?? causeOf(error);
};
