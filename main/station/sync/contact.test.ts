import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Clock } from '../../../domain/clock.ts';
import { ok } from '../../../domain/result.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import { openContact } from './contact.ts';
import type { OfficeDoor } from './office-client.ts';

/** The office's right time; the device's wall clock is `off` from it. Uptime runs on, whoever sets the wall clock. */
let trueTime = Date.UTC(2026, 2, 2, 1);
let off = 0;
const booted = trueTime - 3_600_000;
const clock: Clock = {
  now: () => trueTime + off,
  facts: () => ({ at: new Date(trueTime + off).toISOString(), uptimeMs: trueTime - booted, bootId: 'b' }),
};
/** Answers after 400 ms on the way there and 400 ms back. */
const door = {
  send: async () => {
    trueTime += 400;
    const officeTime = new Date(trueTime).toISOString();
    trueTime += 400;
    const value = { officeTime, generation: 'g', technicians: [], people: {} };
    return ok({ status: 200, json: { ok: true, value } });
  },
} as unknown as OfficeDoor;

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder('contact');
});
afterAll(() => folder.remove());

it('measures the device clock at each contact, half the way back, and remembers it for a start without a link (R-41)', async () => {
  const contact = await openContact(folder.path, clock);
  expect(contact.facts().clockOffsetMs).toBeNull();
  await contact.make(door, 'd');
  expect(contact.facts().clockOffsetMs).toBe(0);
  // Somebody sets the clock three days ahead, then an hour behind: the next contact says so each time.
  off = 3 * 86_400_000;
  await contact.make(door, 'd');
  expect(contact.facts().clockOffsetMs).toBe(-3 * 86_400_000);
  off = -3_600_000;
  await contact.make(door, 'd');
  expect(contact.facts().clockOffsetMs).toBe(3_600_000);
  // By uptime, which nobody sets: the office's time is right whatever the wall clock says.
  const measured = contact.measured();
  expect(Date.parse(measured?.officeAt ?? '') - (measured?.uptimeMs ?? 0)).toBe(booted);
  expect(measured?.uncertaintyMs).toBeGreaterThanOrEqual(400);
  expect((await openContact(folder.path, clock)).facts().clockOffsetMs).toBe(3_600_000);
});

it('is made also where it cannot be kept: a full disk holds up neither the sync nor the closing of a desk', async () => {
  const full = await temporaryFolder('contact-full');
  const contact = await openContact(full.path, clock);
  mkdirSync(path.join(full.path, 'contact.json'));
  expect(await contact.make(door, 'd')).toMatchObject({ ok: true, value: { generation: 'g' } });
  expect(contact.facts().lastContactAt).not.toBeNull();
  await contact.save();
  await full.remove();
});
