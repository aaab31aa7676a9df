import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openEmbeddedDatabases } from '../../sync-server/embedded/open-databases.ts';
import { fileEvidenceStore } from '../../sync-server/evidence/file-evidence-store.ts';
import { alreadyHeld, settle } from '../../sync-server/evidence/settle.ts';
import { smallPhoto } from './small-photo.ts';

/** Run under strace: bytes that an office killed at this moment left unflushed are taken in for two orders, and found held for a third. */
const folder = process.argv[2] ?? '';
const databases = openEmbeddedDatabases(path.join(folder, 'databases'));
const store = fileEvidenceStore(path.join(folder, 'evidence'));
const intake = { store, work: await databases.ensure('work'), now: () => Date.parse('2026-03-02T01:00:00Z') };
const { bytes } = smallPhoto(1);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const given = (orderId: string) =>
  ({ orderId, evidenceId: `workOrder:${orderId}:evidence:x`, sha256, kind: 'view', length: bytes.length }) as const;

for (const letter of ['1', '2']) {
  const part = path.join(folder, `part-${letter}`);
  writeFileSync(part, bytes);
  const settled = await settle(intake, part, given(letter.repeat(26)), ['image/jpeg', 'image/webp', 'image/png'], 'a');
  if (!settled.ok) throw new Error(settled.problem.code);
}
const third = given('3'.repeat(26));
const { length, ...reference } = third;
await store.refer({
  ...reference,
  bytes: length,
  mediaType: 'image/jpeg',
  receivedFrom: 'a',
  receivedAt: '2026-03-02T01:00:00.000Z',
});
writeFileSync(path.join(folder, 'found'), '');
if (!(await alreadyHeld(intake, third))) throw new Error('it is held');
await databases.close();
