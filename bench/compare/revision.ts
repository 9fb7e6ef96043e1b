/** A revision in a folder of its own. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Returns the shortened commit of a name. */
export const commitOf = (root: string, reference: string): string =>
  execFileSync('git', ['rev-parse', '--short', '--verify', `${reference}^{commit}`], {
    cwd: root,
    encoding: 'utf8',
  }).trim();

const isSameLock = (root: string, folder: string): boolean =>
  [root, folder]
    .map((place) => readFileSync(join(place, 'package-lock.json'), 'utf8'))
    .every((lock, _, [first]) => lock === first);

/**
 * Unpacks a commit into a new folder, which shares `node_modules` if the lock file is the same. Nothing is written into
 * the repository, so that a killed comparison only leaves a folder in the system's folder of temporary files.
 */
export const unpack = (root: string, commit: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `rx-bitbank-${commit}-`));
  const archive = execFileSync('git', ['archive', '--format=tar', commit], { cwd: root, maxBuffer: 1e9 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  if (isSameLock(root, folder) && existsSync(join(root, 'node_modules')))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  else
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  return folder;
};

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });
