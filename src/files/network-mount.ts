import { readFile } from 'node:fs/promises';

/** Types of file systems whose files are kept by another machine. */
const networkTypes =
  /^(?:nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|ceph|glusterfs|lustre|gpfs|beegfs|9p|davfs\d?|fuse\.(?:sshfs|s3fs|rclone|gcsfuse|glusterfs|ceph-fuse|mount-s3|davfs\d?|blobfuse\d?|juicefs|smbnetfs))$/;

/** Decodes a name of the table of mounts, in which characters that could separate its fields are written in octal. */
const unescaped = (name: string): string =>
  name.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/**
 * Returns the type of the file system on which a folder lies, by the table of `/proc/self/mountinfo`; `null` if the
 * table does not show it. Where mounts lie over each other, the last one counts.
 */
export const fileSystemOf = (table: string, folder: string): string | null => {
  let found: { readonly point: string; readonly type: string } | null = null;
  for (const line of table.split('\n')) {
    const [left = '', right] = line.split(' - ');
    const point = unescaped(left.split(' ')[4] ?? '');
    const type = right?.split(' ')[0];
    if (type === undefined || !point.startsWith('/')) continue;
    const isAbove = point === '/' || folder === point || folder.startsWith(`${point}/`);
    if (isAbove && point.length >= (found?.point.length ?? 0)) found = { point, type };
  }
  return found?.type ?? null;
};

/**
 * Resolves to the type of the network file system on which a folder lies; `null` if it is another type or not known.
 */
export const networkMountOf = async (folder: string): Promise<string | null> => {
  // Linux alone has the table.
  const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  const type = fileSystemOf(table, folder);
  return type !== null && networkTypes.test(type) ? type : null;
};
