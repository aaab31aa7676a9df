import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventDocument } from '../../../domain/documents/event.ts';
import { deviceEvent, makeId } from '../../../test/builders/device-documents.ts';
import { mountSmallDisk, type SmallDisk } from '../../../test/durability/full-disk.ts';
import { openTechnicianStore } from './technician-store.ts';

const quiet = (): void => undefined;
const hand = { createdBy: '01ktech0000000000000000001', deviceId: '01kdevice00000000000000001' };
let home: string;
let disk: SmallDisk | null;
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'linework-confirmed-full-'));
  disk = await mountSmallDisk(path.join(home, 'disk'), 24 * 1024 * 1024);
});
afterAll(async () => {
  await disk?.unmount();
  rmSync(home, { recursive: true, force: true });
});

it('what a full disk keeps out of the store stays in the journal, whatever the office says, until the store has it', async (context) => {
  if (disk === null) return context.skip('mounting a small file system is not permitted here');
  const folder = path.join(disk.folder, 'technician');
  const late: string[] = [];
  const error = (_facts: unknown, text: string): void => {
    if (text.includes('journal only')) late.push('once');
  };
  const open = () =>
    openTechnicianStore({
      folder,
      now: Date.now,
      log: { debug: quiet, info: quiet, warn: quiet, error },
      changed: quiet,
    });
  let store = await open();
  const note = async (): Promise<{ id: string; saved: boolean }> => {
    const { _rev, ...event } = deviceEvent(hand, makeId(), 'noted', { text: '满盘'.repeat(60) });
    const saved = await store.append([event as unknown as EventDocument]).then(
      () => true,
      () => false,
    );
    return { id: String(event._id), saved };
  };
  await note();

  // Journal and store grow by different steps: sooner or later the store alone finds no room.
  let kept: string | null = null;
  for (let bytes = 256 * 1024; kept === null && bytes > 0; bytes -= 4_096) {
    disk.empty();
    await disk.fill(bytes);
    for (let n = 0; n < 400 && kept === null; n += 1) {
      const before = late.length;
      const { id, saved } = await note();
      if (!saved) break;
      if (late.length > before) kept = id;
    }
  }
  const id = kept ?? expect.fail('the store alone never found the disk full');
  const rev = store.journal.entry(id)?.rev ?? '';
  const answer = [{ confirmed: { id, rev } }];
  await expect(store.confirmed(answer)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(store.journal.entry(id)?.rev).toBe(rev);

  disk.empty();
  await store.confirmed(answer);
  expect(store.journal.entry(id)).toBeUndefined();
  await store.close();
  store = await open();
  expect(await store.documents.get(id)).toMatchObject({ _id: id, _rev: rev });
  await store.close();
}, 60_000);
