/**
 * Runs a built program, building what is stale first: `run.ts launch|station|office|cli|durability|faults|bench [arguments]`.
 * The program is a process of its own with our streams; signals are passed on and its exit code is ours.
 */
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import type { Half } from './entries.ts';
import { root } from './root.ts';
import { isStale } from './stamp.ts';

interface Program {
  readonly command: readonly string[];
  readonly needs: readonly Half[];
}

const programs: Readonly<Record<string, Program>> = {
  launch: { command: ['dist/launch/main.mjs'], needs: ['node', 'renderer'] },
  station: { command: ['dist/station/browser.mjs'], needs: ['node', 'renderer'] },
  office: { command: ['dist/office/main.mjs'], needs: ['node', 'renderer'] },
  cli: { command: ['dist/office/cli.mjs'], needs: ['node'] },
  durability: { command: ['--import', 'tsx', 'test/durability/main.ts'], needs: ['node', 'renderer'] },
  faults: { command: ['--import', 'tsx', 'test/faults/main.ts'], needs: ['node', 'renderer'] },
  bench: { command: ['--import', 'tsx', 'test/bench/main.ts'], needs: ['node', 'renderer'] },
};

const [name = '', ...args] = process.argv.slice(2);
const program = programs[name];
if (!program) throw new Error(`No program "${name}"; there are ${Object.keys(programs).join(', ')}`);

const stale = program.needs.filter(isStale);
if (stale.length > 0) {
  // In a process of its own: the bundlers' memory is given back before the program starts.
  const script = path.join(root, 'build/build.ts');
  const built = spawnSync(process.execPath, ['--import', 'tsx', script, ...stale], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

const command = program.command.map((part) => (part.includes('/') ? path.join(root, part) : part));
const child = spawn(process.execPath, [...command, ...args], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
