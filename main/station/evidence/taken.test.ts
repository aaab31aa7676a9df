import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Position } from '../../../domain/documents/base.ts';
import shipped from '../../../forms/order-types/settings/photo.json' with { type: 'json' };
import { type TemporaryFolder, temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import { type PhotoSettings, photoSettings } from './pictures/check.ts';
import { openTaken } from './taken.ts';

const settings = photoSettings({ photo: shipped as never }) as PhotoSettings;
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const fix = (latitude: number, at: string): Position => ({
  latitude,
  longitude: 117.2,
  accuracyM: 8,
  fixAt: `2026-03-02T${at}:00.000Z`,
  source: 'gnss',
});
const nobody: ReadonlySet<string> = new Set();
let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder('taken');
});
afterAll(() => folder.remove());

it('finds what looks alike across orders and a restart, tells a jump, and forgets a torn line only (R-33)', async () => {
  const taken = await openTaken(folder.path, log);
  const first = { id: 'workOrder:a:evidence:1', originalSha256: 'a'.repeat(64), dHash: 'f0f0f0f00f0f0f0f' };
  expect(taken.lookAlike(first, settings, nobody)).toBeNull();
  expect(taken.jumpTo(fix(31.82, '01:00'))).toBeNull();
  await taken.remember({ ...first, position: fix(31.82, '01:00') });
  await taken.remember({ id: 'slope', originalSha256: 'b'.repeat(64), dHash: 'ffffffffffffffff' });
  await appendFile(path.join(folder.path, 'taken.ndjson'), '{"id":"torn');

  const again = await openTaken(folder.path, log);
  const near = { originalSha256: 'c'.repeat(64), dHash: 'f0f0f0f00f0f0f0c' };
  expect(again.lookAlike(near, settings, nobody)).toBe(first.id);
  expect(again.lookAlike(near, settings, new Set([first.id]))).toBeNull();
  expect(again.lookAlike({ ...near, dHash: '0ff0f0f00f0ff0f0' }, settings, nobody)).toBeNull();
  // Every slope of light looks like every other: only the same bytes are the same picture there.
  expect(again.lookAlike({ ...near, dHash: 'fffffffffffffffe' }, settings, nobody)).toBeNull();
  expect(again.lookAlike({ originalSha256: 'b'.repeat(64), dHash: 'ffffffffffffffff' }, settings, nobody)).toBe(
    'slope',
  );
  expect(again.jumpTo(fix(31.83, '01:30'))).toBeLessThan(settings.jumpKmhMax);
  expect(again.jumpTo(fix(33.82, '01:30'))).toBeGreaterThan(settings.jumpKmhMax);
});
