import { closeSync, fsyncSync, openSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { medianOf } from '../../model/latency';
import { causeOf } from '../../model/tagged';
import { ok, skipped, wrong, type DoctorCheck } from './check';
import { startStopwatch } from './stopwatch';

/** The least version of Node, as in `engines` of package.json. */
const leastNode = [20, 18, 1] as const;

const isAtLeast = (version: string, least: readonly number[]): boolean => {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  const at = least.findIndex((part, i) => (parts[i] ?? 0) !== part);
  return at === -1 || (parts[at] ?? 0) > (least[at] ?? 0);
};

export const nodeCheck = (version = process.version): DoctorCheck =>
  isAtLeast(version, leastNode)
    ? ok('Node', version)
    : wrong('Node', `${version} is too old`, `install Node ${leastNode.join('.')} or newer`);

/** Imports the used part of a package. */
type Import = () => Promise<unknown>;

const packages: Readonly<Record<string, Import>> = {
  rxjs: () => import('rxjs'),
  ws: () => import('ws'),
  undici: () => import('undici'),
  'io-ts': () => import('io-ts'),
  'fp-ts': () => import('fp-ts/lib/Either.js'),
};

const misses = async (load: Import): Promise<boolean> =>
  load().then(
    () => false,
    () => true,
  );

export const packagesCheck = async (): Promise<DoctorCheck> => {
  const missing: string[] = [];
  for (const [name, load] of Object.entries(packages)) if (await misses(load)) missing.push(name);
  return missing.length === 0
    ? ok('packages', Object.keys(packages).join(', '))
    : wrong('packages', `missing: ${missing.join(', ')}`, `npm install ${missing.join(' ')}`);
};

/** Checks the optional peer. Its absence is a fault only for users who trade. */
export const pubnubCheck = async (isNeeded: boolean): Promise<DoctorCheck> => {
  if (!(await misses(() => import('pubnub')))) return ok('pubnub', 'installed');
  return isNeeded
    ? wrong(
        'pubnub',
        'the private stream needs the package pubnub, which is not installed',
        'npm install pubnub@12',
      )
    : skipped('pubnub', 'not installed: only orders and the private stream need it');
};

export const keyFileCheck = (path: string | undefined): DoctorCheck => {
  if (path === undefined) return skipped('key file', 'none given: the keys come from elsewhere');
  try {
    const mode = statSync(path).mode & 0o777;
    return (mode & 0o177) === 0
      ? ok('key file', `${path} has mode 600`)
      : wrong(
          'key file',
          `${path} has mode ${mode.toString(8)}: others may read or change it`,
          `chmod 600 ${path}`,
        );
  } catch (error) {
    return wrong('key file', causeOf(error), 'name an existing file with --keys');
  }
};

const writes = 9;
/** The sync time in ms from which a disk is slow. Every intent of a journal is on the disk before its order leaves. */
const slowSync = 50;

/** Measures how long a journal waits for its disk, ms. The file is removed again. */
const timeSyncs = (path: string): readonly number[] => {
  const file = openSync(path, 'wx', 0o600);
  try {
    return Array.from({ length: writes }, () => {
      const elapsed = startStopwatch();
      writeSync(file, 'x'.repeat(512));
      fsyncSync(file);
      return elapsed();
    });
  } finally {
    closeSync(file);
    unlinkSync(path);
  }
};

/** Checks the disk of a journal. `journal` is its file, which need not exist yet. */
export const diskCheck = (journal: string): DoctorCheck => {
  const folder = dirname(journal);
  try {
    const median = medianOf(timeSyncs(join(folder, `.rx-bitbank-doctor-${process.pid}`))) ?? 0;
    const text = `${folder}: a write is on the disk after ${median.toFixed(1)} ms`;
    return median <= slowSync
      ? ok('disk', text)
      : wrong(
          'disk',
          `${text}, and each order with a journal waits for that`,
          'keep the journal on a local disk',
        );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const advice =
      code === 'ENOSPC' || code === 'EDQUOT'
        ? 'free some space: without it an order with a journal is not sent'
        : 'choose a writable folder with --journal';
    return wrong('disk', `${folder} can't be written to: ${causeOf(error)}`, advice);
  }
};
