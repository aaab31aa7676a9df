import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DraftDocument } from '../../../domain/documents/draft.ts';
import { problem } from '../../../domain/problem.ts';
import { deviceDraft, makeId } from '../../../test/builders/device-documents.ts';
import { revisionNames } from './revisions.ts';
import { openTechnicianStore, type TechnicianStore } from './technician-store.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const hand = { createdBy: '01ktech0000000000000000001', deviceId: '01kdevice00000000000000001' };
let folder: string;
let store: TechnicianStore;
let draft: DraftDocument;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'linework-one-line-'));
  store = await openTechnicianStore({ folder, now: Date.now, log, changed: quiet });
  const { _rev, ...given } = deviceDraft(hand, makeId(), 'stage.step') as unknown as DraftDocument;
  draft = given;
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const type = (text: string): Promise<void> => store.append([{ ...draft, fields: { text } }]);
const waiting = () => {
  const entry = store.journal.entry(draft._id);
  if (!entry) throw new Error('nothing waits');
  return entry;
};

it('a document that changes twice at once stays one line: the office, which was sent the first, takes the second', async () => {
  await Promise.all([type('先'), type('后')]);
  const { rev, revisions, body } = waiting();
  expect(body).toMatchObject({ fields: { text: '后' } });
  const [newest, first = ''] = revisionNames(revisions);
  expect([newest, first.split('-')[0], revisions.ids.length]).toEqual([rev, '1', 2]);
  // The office answers for the first: what waits follows what it holds.
  await store.confirmed([{ confirmed: { id: draft._id, rev: first, keep: true } }]);
  expect(revisionNames(waiting().revisions)).toEqual([rev, first]);
});

it('a draft typed on while an older one is discarded keeps its path to what the office has', async () => {
  await type('先写');
  const { rev: held } = waiting();
  await store.confirmed([{ confirmed: { id: draft._id, rev: held, keep: true } }]);
  await type('太长');
  const refused = waiting();
  const why = problem('door.size', { limit: 1 });
  await store.confirmed([{ refused: { id: draft._id, rev: refused.rev, problem: why } }]);
  await Promise.all([type('改短'), store.leaveOut(refused)]);
  expect(waiting().body).toMatchObject({ fields: { text: '改短' } });
  expect(revisionNames(waiting().revisions)).toEqual([waiting().rev, refused.rev, held]);
});
