import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './root.ts';

const ofCheckout = path.join(root, 'dist', '.lock');

/** Runs `work` while no other process of this checkout builds. A lock whose owner is gone is taken over. */
export async function alone<T>(work: () => Promise<T>, folder = ofCheckout): Promise<T> {
  mkdirSync(path.dirname(folder), { recursive: true });
  while (!take(folder)) {
    if (!ownerLives(folder)) rmSync(folder, { recursive: true, force: true });
    else await wait(250);
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function take(folder: string): boolean {
  try {
    mkdirSync(folder);
  } catch {
    return false;
  }
  writeFileSync(path.join(folder, 'pid'), String(process.pid));
  return true;
}

function ownerLives(folder: string): boolean {
  try {
    const owner = Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
    // Between mkdir and the write the file is missing or empty; give its owner the benefit of the doubt.
    return owner === 0 || process.kill(owner, 0);
  } catch (error) {
    // EPERM: another user's, and alive. ENOENT: just taken, or just given back.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
