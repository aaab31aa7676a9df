import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import type { Clock } from '../domain/clock.ts';

/** This machine's clock: wall time, seconds since boot with sleep counted, and which boot it was. */
export function machineClock(): Clock {
  const bootId = readBootId();
  return {
    now: Date.now,
    facts: () => ({ at: new Date().toISOString(), uptimeMs: Math.round(uptime() * 1000), bootId }),
  };
}

/** Linux names its boots; elsewhere this process stands for one. */
function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return randomUUID();
  }
}
