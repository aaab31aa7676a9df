import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type SmallDisk = {
  /** an empty folder on a disk of its own */
  readonly path: string;
  /** fills what is free but for so many bytes */
  readonly fill: (leaveBytes?: number) => void;
  /** gives back what `fill` took */
  readonly free: () => void;
  readonly unmount: () => void;
};

/** Why a small disk cannot be had here, in words for a skipped test; null: it can. */
export function cannotMount(): string | null {
  if (process.platform !== 'linux') return 'a small disk is a tmpfs of Linux';
  if (process.getuid?.() !== 0) return 'mounting a small disk needs root';
  try {
    mountSmallDisk(1).unmount();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A tmpfs of so many megabytes: writes beyond it fail with ENOSPC, as on a full disk. @throws with what mount said */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(path.join(tmpdir(), 'linework-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'linework', folder], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`mount: ${(mounted.error?.message ?? mounted.stderr).trim()}`);
  }
  const ballast = path.join(folder, '.ballast');
  return {
    path: folder,
    fill: (leaveBytes = 0) => {
      const size = spawnSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' });
      const free = Number(size.stdout.trim().split('\n').at(-1));
      writeFileSync(ballast, Buffer.alloc(Math.max(0, free - leaveBytes)));
    },
    free: () => rmSync(ballast, { force: true }),
    unmount: () => {
      // Lazily: a process that was just killed may still hold a file of it.
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
