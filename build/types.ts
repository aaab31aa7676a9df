/**
 * `npm run types`: compiles every layer with its own tsconfig, two at a time (the compiler is threaded itself).
 * A layer that has no source yet is left out, so that a young repository passes.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

const atOnce = 2;

/** Every project that is compiled; the last one holds the tests of all layers and `test/`. */
const projects = [
  'domain/tsconfig.json',
  'forms/tsconfig.json',
  'bridge/tsconfig.json',
  'storage/tsconfig.json',
  'main/tsconfig.json',
  'main/electron/tsconfig.preload.json',
  'renderer/tsconfig.json',
  'sync-server/tsconfig.json',
  'launch/tsconfig.json',
  'build/tsconfig.json',
  'tsconfig.json',
] as const;

function hasSource(project: string): boolean {
  if (project.endsWith('preload.json')) return existsSync(path.join(root, 'main/electron/preload.ts'));
  if (!project.includes('/')) return true;
  return readdirSync(path.join(root, path.dirname(project)), { recursive: true, encoding: 'utf8' }).some(
    (file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file),
  );
}

function compile(project: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const child = spawn(process.execPath, [tsc, '--pretty', 'false', '-p', project], { cwd: root });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${project} ${seconds} s\n${output}`);
      resolve(code === 0);
    });
  });
}

const only = process.argv.slice(2);
const queue = projects.filter(
  (project) => hasSource(project) && (only.length === 0 || only.some((o) => project.startsWith(o))),
);
let allGood = true;
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let project = queue.shift(); project; project = queue.shift()) allGood = (await compile(project)) && allGood;
  }),
);
process.exitCode = allGood ? 0 : 1;
