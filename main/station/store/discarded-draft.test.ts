import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { DraftDocument } from '../../../domain/documents/draft.ts';
import { problem } from '../../../domain/problem.ts';
import { deviceDraft, makeId } from '../../../test/builders/device-documents.ts';
import { revisionNames } from './revisions.ts';
import { openTechnicianStore } from './technician-store.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const hand = { createdBy: '01ktech0000000000000000001', deviceId: '01kdevice00000000000000001' };

it('a draft that is typed on after a discarded one is the one that is read, and follows what the office has', async () => {
  // Which of two leaves wins is a matter of their hashes: several drafts, so that both cases are among them.
  for (let n = 0; n < 8; n += 1) {
    const folder = mkdtempSync(path.join(tmpdir(), 'linework-discarded-draft-'));
    const discarded = new Set<string>();
    const isDiscarded = (id: string, rev: string | undefined): boolean => discarded.has(`${id} ${rev}`);
    const store = await openTechnicianStore({ folder, now: Date.now, log, changed: quiet, isDiscarded });
    const orderId = makeId();
    const { _rev, ...draft } = deviceDraft(hand, orderId, 'stage.step') as unknown as DraftDocument;
    const type = (text: string): Promise<void> => store.append([{ ...draft, fields: { text } }]);
    const waiting = () => {
      const entry = store.journal.entry(draft._id);
      if (!entry) throw new Error('nothing waits');
      return entry;
    };
    await type(`先写 ${n}`);
    const first = waiting().rev;
    await store.journal.append([{ confirmed: { id: draft._id, rev: first, keep: true } }]);

    await type(`太长 ${n}`);
    const { rev } = waiting();
    await store.journal.append([{ refused: { id: draft._id, rev, problem: problem('door.size', { limit: 1 }) } }]);
    discarded.add(`${draft._id} ${rev}`);
    await store.leaveOut(waiting());

    await type(`改短 ${n}`);
    const read = await store.orderDocuments(orderId);
    expect(read.map((one) => one.type === 'draft' && one.fields.text)).toEqual([`改短 ${n}`]);
    const { revisions } = waiting();
    expect(revisionNames(revisions)).toContain(first);
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
