import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cannotMount, mountSmallDisk } from './small-disk.ts';

const reason = cannotMount();

describe.skipIf(reason !== null)(`a small disk${reason ? ` (skipped: ${reason})` : ''}`, () => {
  it('is full when it is filled, and takes writes again after', () => {
    const disk = mountSmallDisk(4);
    try {
      const file = path.join(disk.path, 'kept');
      writeFileSync(file, 'before');
      disk.fill();
      expect(() => writeFileSync(path.join(disk.path, 'more'), Buffer.alloc(64 * 1024))).toThrow(/ENOSPC/);
      expect(readFileSync(file, 'utf8')).toBe('before');
      disk.free();
      writeFileSync(path.join(disk.path, 'more'), Buffer.alloc(64 * 1024));
    } finally {
      disk.unmount();
    }
  });
});
