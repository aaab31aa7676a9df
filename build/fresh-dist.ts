import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './root.ts';

/** Before tests that start built programs: builds what is stale, so that one never tests yesterday's. */
export function setup(): void {
  const built = spawnSync(process.execPath, ['--import', 'tsx', path.join(root, 'build/build.ts')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) throw new Error('The build failed');
}
