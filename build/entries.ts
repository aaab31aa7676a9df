import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

/** One bundle for Node or Electron. Every output lies exactly one folder below `dist/`, so `../renderer` is always there. */
export interface Entry {
  readonly source: string;
  readonly output: string;
  /** A sandboxed preload can require nothing but `electron`: everything else goes into the file. */
  readonly preload?: true;
  /** Packages go into the file too: a person waits for this program, and 700 files take ten times as long to load as one. */
  readonly withPackages?: true;
  /** What it imports on first use goes into parts beside it, so that its start loads none of their packages. */
  readonly parts?: true;
}

export const entries: readonly Entry[] = [
  { source: 'main/browser/main.ts', output: 'dist/station/browser.mjs', withPackages: true },
  // The process for pictures and reports beside a station in Node, found as ../station/ (main/station/evidence/fork-hand.ts).
  { source: 'main/station/evidence/worker.ts', output: 'dist/station/evidence-worker.mjs' },
  { source: 'main/electron/main.ts', output: 'dist/electron/main.mjs', withPackages: true },
  { source: 'main/electron/preload.ts', output: 'dist/electron/preload.cjs', preload: true },
  { source: 'main/electron/station-process.ts', output: 'dist/electron/station-process.mjs', withPackages: true },
  // The process for pictures beside the shell's station (main/electron/station/pictures-host.ts).
  { source: 'main/electron/pictures-process.ts', output: 'dist/electron/pictures-process.mjs' },
  { source: 'sync-server/main.ts', output: 'dist/office/main.mjs', withPackages: true },
  { source: 'sync-server/cli.ts', output: 'dist/office/cli.mjs', parts: true },
  { source: 'launch/main.ts', output: 'dist/launch/main.mjs' },
];

/** Pages of the renderer: the station's and the office console's. */
export const pages = ['renderer/station.html', 'renderer/console.html'] as const;

/** The two halves that are built, and made stale, apart. */
export const halves = {
  node: ['domain', 'forms', 'storage', 'bridge', 'main', 'sync-server', 'launch', 'build', 'package-lock.json'],
  renderer: ['domain', 'forms', 'bridge', 'renderer', 'build', 'package-lock.json'],
} as const;

export type Half = keyof typeof halves;

export const isThere = (source: string) => existsSync(path.join(root, source));
