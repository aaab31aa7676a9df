/** For `kill.test.ts`: saves one document after another into a technician's store and says on stdout which were answered. */
import { openTechnicianStore } from './technician-store.ts';

const [folder = '', round = '0'] = process.argv.slice(2);
const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const orderId = '01korder000000000000000001';
const deviceId = '01kdevice00000000000000001';
const author = '01ktech0000000000000000001';

const store = await openTechnicianStore({ folder, now: Date.now, log, changed: quiet });
process.stdout.write('ready\n');
for (let n = 1; ; n += 1) {
  const text = `第 ${round} 轮 ${n}`;
  await store.append([
    {
      _id: `workOrder:${orderId}:draft:stage.step:${deviceId}`,
      type: 'draft',
      schemaVersion: 1,
      createdBy: author,
      orderId,
      step: 'stage.step',
      deviceId,
      fields: { text },
      basedOn: [],
      hash: text,
      savedAt: new Date().toISOString(),
    },
    {
      _id: `workOrder:${orderId}:evidence:${round}${String(n).padStart(25, '0')}`,
      type: 'evidence',
      schemaVersion: 1,
      createdBy: author,
      orderId,
      deviceId,
      slot: 'stage.step.photo',
      sha256: '0'.repeat(64),
      bytes: 1,
      mediaType: 'image/jpeg',
      takenAt: new Date().toISOString(),
      source: 'live',
    },
  ]);
  process.stdout.write(`${n}\n`);
}
