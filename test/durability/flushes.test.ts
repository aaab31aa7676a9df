import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../builders/answers.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type Field, type FieldStation, openField } from '../sync/field.ts';
import { smallPhoto } from './small-photo.ts';
import { type Between, cannotTrace, type Trace, trace } from './system-calls.ts';

const reason = cannotTrace();
if (reason) process.stdout.write(`flushes are not watched: ${reason}\n`);

let field: Field;
let station: FieldStation;
let folder: TemporaryFolder;
let watched: Trace;
let orderId: string;

/** A save is answered when the journal and the store have been flushed; nothing it wrote is still in the system's hands. */
function expectFlushed({ flushed, unflushed }: Between): void {
  expect(unflushed).toEqual([]);
  const journal = flushed.findIndex((file) => path.basename(file) === 'journal');
  const store = flushed.findIndex((file) => /\/store\/\d+\.log$/.test(file));
  expect(journal).toBeGreaterThanOrEqual(0);
  expect(store).toBeGreaterThan(journal);
}

describe.skipIf(reason !== null)(
  `a flush between a call and its answer${reason ? ` (skipped: ${reason})` : ''}`,
  () => {
    beforeAll(async () => {
      folder = await temporaryFolder('trace');
      field = await openField();
      station = await field.station('tech1');
      orderId = await field.create();
      await field.assign(orderId, 'tech1');
      await station.has(orderId);
      await station.synchronised();
      // Only what the calls themselves write is to be seen.
      station.link.set('cut');
      watched = await trace(station.program().pid, path.join(folder.path, 'trace'));
    });
    afterAll(async () => {
      await watched?.stop();
      await field?.close();
      await folder?.remove();
    });

    it('workOrder.accept', async () => {
      expectFlushed(
        await watched.during('/call/workOrder.accept', () => station.call('workOrder.accept', { orderId })),
      );
    });

    it('step.saveDraft: two flushes, no more', async () => {
      const step = 'orderStudy.services';
      const save = (n: number) => () =>
        station.call('step.saveDraft', { orderId, step, fields: sampleOf(step, { studyNote: `第 ${n} 次` }) });
      await watched.during('/call/step.saveDraft', save(1));
      const second = await watched.during('/call/step.saveDraft', save(2));
      expectFlushed(second);
      expect(second.flushed.map((file) => path.basename(path.dirname(file)))).toHaveLength(2);
    });

    it('step.submit', async () => {
      const step = 'orderStudy.services';
      expectFlushed(
        await watched.during('/call/step.submit', () =>
          station.call('step.submit', { orderId, step, fields: sampleOf(step) }),
        ),
      );
    });

    it('evidence.add: every file and its folder, then the documents', async () => {
      await station.call('workOrder.start', { orderId });
      const bytes = smallPhoto(1).bytes.toString('base64');
      const slot = 'dropCable.photos.start';
      const found = await watched.during('/call/evidence.add', () =>
        station.call('evidence.add', { orderId, slot, bytes, source: 'file' }),
      );
      expectFlushed(found);
      const { flushed } = found;
      const pictures = flushed.filter((file) => /\/evidence\/[0-9a-f]{2}\/\.[0-9a-f]{64}\./.test(file));
      expect(new Set(pictures).size).toBe(3);
      const journal = flushed.findIndex((file) => path.basename(file) === 'journal');
      for (const file of pictures) {
        const named = flushed.indexOf(path.dirname(file), flushed.indexOf(file));
        expect(named).toBeGreaterThan(flushed.indexOf(file));
        expect(named).toBeLessThan(journal);
      }
    });

    it('signOff.sign: strokes, name, relation and digest in one line of the journal (R-07)', async () => {
      const { digest } = await station.call('signOff.summary', { orderId });
      const signOff = {
        outcome: 'signed' as const,
        strokes: [[100, 100, 300, 220, 520, 90]],
        padHeight: 380,
        printedName: '黄嘉怡',
        relation: 'self' as const,
        seenDigest: digest,
      };
      expectFlushed(
        await watched.during('/call/signOff.sign', () => station.call('signOff.sign', { orderId, signOff })),
      );
    });
  },
);
