import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../domain/clock.ts';
import { cutText } from '../../../domain/text/cut.ts';
import { mkdirSync } from '../../../storage/held-file.ts';

/**
 * The device's clock facts (DESIGN §6): wall time, uptime that counts sleep, and a boot id.
 * `os.uptime()` counts sleep on Linux (CLOCK_BOOTTIME), Windows (GetTickCount64) and macOS (boot wall time).
 */
export function systemClock(dataFolder: string): Clock {
  const bootId = readBootId(dataFolder);
  return {
    now: () => Date.now(),
    facts: () => ({ at: new Date().toISOString(), uptimeMs: uptimeMs(), bootId }),
  };
}

/** Some sandboxes and virtual machines tell no uptime, or a negative one: events are then ordered by the wall clock alone. */
function uptimeMs(): number {
  try {
    const ms = Math.round(uptime() * 1000);
    return ms > 0 ? ms : 0;
  } catch {
    return 0;
  }
}

/** Linux names its boots. Elsewhere two starts belong to one boot when the computed boot moments lie within a minute. */
function readBootId(dataFolder: string): string {
  const kernel = '/proc/sys/kernel/random/boot_id';
  if (existsSync(kernel)) return cutText(readFileSync(kernel, 'utf8').trim(), 64);
  const bootedAt = Date.now() - uptimeMs();
  const path = join(dataFolder, 'boot.json');
  try {
    const known = JSON.parse(readFileSync(path, 'utf8')) as { bootId: string; bootedAt: number };
    if (Math.abs(known.bootedAt - bootedAt) < 60_000) return known.bootId;
  } catch {
    // no file yet, or one that a crash tore: a new boot id only makes the clock facts less certain
  }
  const bootId = randomUUID();
  try {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(path, JSON.stringify({ bootId, bootedAt }));
  } catch {
    // whoever opens the folder says in words why it cannot be written to
  }
  return bootId;
}
