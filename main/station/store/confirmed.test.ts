import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EventDocument } from '../../../domain/documents/event.ts';
import { orderOfEight } from '../../../test/bench/many-orders.ts';
import { deviceEvent, makeId } from '../../../test/builders/device-documents.ts';
import { until } from '../../../test/processes/poll.ts';
import { openTechnicianStore, type TechnicianStore } from './technician-store.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const hand = { createdBy: '01ktech0000000000000000001', deviceId: '01kdevice00000000000000001' };
let folder: string;
let store: TechnicianStore;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'linework-confirmed-'));
  store = await openTechnicianStore({ folder, now: Date.now, log, changed: quiet });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('what the office confirms while the store still writes it leaves the journal only when the store has it', async () => {
  const { _rev, ...note } = deviceEvent(hand, makeId(), 'noted', { text: '急' });
  const event = note as unknown as EventDocument;
  // The store is busy with what arrives; the journal has the note at once, and the office may be quick.
  const arriving = store.receive(Array.from({ length: 200 }, (_, n) => orderOfEight(n, hand.createdBy)).flat());
  let isStored = false;
  const saved = store.append([event]).then(() => {
    isStored = true;
  });
  const entry = await until('the note in the journal', async () => store.journal.entry(event._id), { everyMs: 1 });
  expect(isStored).toBe(false);
  await store.confirmed([{ confirmed: { id: event._id, rev: entry.rev } }]);
  expect(isStored).toBe(true);
  expect(store.journal.entry(event._id)).toBeUndefined();
  expect(await store.documents.get(event._id)).toMatchObject({ _id: event._id });
  await Promise.all([arriving, saved]);
});
