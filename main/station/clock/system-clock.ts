import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../domain/clock.ts';

/**
 * The device's clock facts (DESIGN §6): wall time, uptime that counts sleep, and a boot id.
 * `os.uptime()` counts sleep on Linux (CLOCK_BOOTTIME), Windows (GetTickCount64) and macOS (boot wall time).
 */
export function systemClock(dataFolder: string): Clock {
  const bootId = readBootId(dataFolder);
  return {
    now: () => Date.now(),
    facts: () => ({ at: new Date().toISOString(), uptimeMs: Math.round(uptime() * 1000), bootId }),
  };
}

/** Linux names its boots. Elsewhere two starts belong to one boot when the computed boot moments lie within a minute. */
function readBootId(dataFolder: string): string {
  const kernel = '/proc/sys/kernel/random/boot_id';
  if (existsSync(kernel)) return readFileSync(kernel, 'utf8').trim();
  const bootedAt = Date.now() - uptime() * 1000;
  const path = join(dataFolder, 'boot.json');
  try {
    const known = JSON.parse(readFileSync(path, 'utf8')) as { bootId: string; bootedAt: number };
    if (Math.abs(known.bootedAt - bootedAt) < 60_000) return known.bootId;
  } catch {
    // no file yet, or one that a crash tore: a new boot id only makes the clock facts less certain
  }
  const bootId = randomUUID();
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(path, JSON.stringify({ bootId, bootedAt }));
  return bootId;
}
