import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ftthInstall } from '../../../forms/order-types/ftth-install/index.ts';
import { defaultLimits } from '../device/limits.ts';
import { lowSpaceAt } from '../device/space.ts';
import { hashOf, openFiles } from './files.ts';
import { findSlot } from './slots.ts';
import { roomForPhotos, spaceIn } from './space.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'linework-evidence-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('warns below 2 GB and takes no photo below 500 MB (R-14)', async () => {
  expect(lowSpaceAt(2_000_000_000, defaultLimits)).toBe('ok');
  expect(lowSpaceAt(1_999_999_999, defaultLimits)).toBe('warn');
  expect(lowSpaceAt(500_000_000, defaultLimits)).toBe('warn');
  expect(lowSpaceAt(499_999_999, defaultLimits)).toBe('blockPhotos');
  expect(roomForPhotos({ freeBytes: 123_456_789, state: 'blockPhotos' })).toMatchObject({
    ok: false,
    problem: { code: 'storage.full', details: { freeMb: 123 } },
  });
  expect((await spaceIn(folder, defaultLimits)).freeBytes).toBeGreaterThan(0);
});

it('finds a slot by its three parts, and nothing by anything else', () => {
  expect(findSlot(ftthInstall, 'opticalTurnup.onu.label')).toMatchObject({ key: 'label', max: 2 });
  for (const slot of ['opticalTurnup.onu', 'opticalTurnup.onu.label.more', 'report', '', '..', 'signOff.summary.label'])
    expect(findSlot(ftthInstall, slot), slot).toBeNull();
});

it('keeps bytes under their hash, mends a damaged file, and reads back only what still matches', async () => {
  const files = openFiles(path.join(folder, 'files'));
  const bytes = Buffer.from('a picture');
  const sha256 = hashOf(bytes);
  await files.keep(sha256, bytes);
  await files.keep(sha256, bytes);
  expect(files.pathOf(sha256)).toBe(path.join(folder, 'files', sha256.slice(0, 2), sha256));
  expect(readFileSync(files.pathOf(sha256)).equals(bytes)).toBe(true);
  writeFileSync(files.pathOf(sha256), 'a pictura');
  expect(await files.read(sha256)).toBeNull();
  await files.keep(sha256, bytes);
  expect((await files.read(sha256))?.equals(bytes)).toBe(true);
  expect(await files.read(hashOf(Buffer.from('none')))).toBeNull();
  expect(() => files.pathOf('../../etc/passwd')).toThrow('not a sha256');
});
