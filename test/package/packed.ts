import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dependencies, peerDependencies } from '../../package.json';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface PackedPackage {
  readonly tarball: string;
  /** A project that has the package as its users get it, and nothing except its declared dependencies. */
  readonly project: string;
  readonly remove: () => void;
}

/** Packs the result of `npm run build`, and unpacks it into a project of its own. It needs no registry. */
export const packPackage = (): PackedPackage => {
  if (!existsSync(join(root, 'dist/index.js'))) throw new Error('run `npm run build` first, or `npm test`');
  const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(packed) as [{ readonly filename: string }];
  const tarball = join(folder, filename);

  const project = join(folder, 'project');
  const installed = join(project, 'node_modules/rx-bitbank');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  const peers = Object.keys(peerDependencies).filter((name) => name !== 'pubnub');
  for (const name of [...Object.keys(dependencies), ...peers, 'typescript', '@types/node']) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
  return { tarball, project, remove: () => rmSync(folder, { recursive: true }) };
};
