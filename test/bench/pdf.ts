import { join } from 'node:path';
import { renderReport } from '../../main/station/report/render.ts';
import { sampleInput } from '../../main/station/report/sample-report.ts';
import { formSteps, requiredSlots, sampleOf, stageKeys } from '../builders/answers.ts';
import { newOrder, resourcesOf } from '../builders/new-order.ts';
import { makePhoto } from '../builders/photo.ts';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { median, type Report, say } from './report-figure.ts';

const digest = '0'.repeat(64);

/** `report.make` of a whole install with eight phone photos: read, rendered, flushed, answered. Beside it the rendering alone. */
export async function pdf(report: Report): Promise<void> {
  const home = await temporaryFolder('bench-pdf');
  const office = await startOffice({ data: join(home.path, 'office') });
  const station = await startStation({ data: join(home.path, 'station'), officeUrl: office.url });
  try {
    await station.signIn('tech1');
    const technicianId = (await station.call('session.state', {})).technician?.technicianId ?? '';
    const dispatcher = await office.signIn('disp1');
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await dispatcher.call('workOrder.assign', { orderId, technicianId });
    const accepted = async () => (await station.ask('workOrder.accept', { orderId })).ok || null;
    await until('the order to arrive', accepted, { withinMs: 30_000 });
    await workUpToReport(station, orderId);
    const started = performance.now();
    const made = await station.call('report.make', { orderId });
    const whole = performance.now() - started;
    const rendering = await renderOnly();
    report({
      name: 'pdf.8photos.ms',
      value: whole,
      unit: 'ms',
      n: 1,
      bytes: made.bytes,
      renderOnlyMs: Math.round(rendering),
    });
  } finally {
    await station.kill();
    await office.kill();
    await home.remove();
  }
}

async function workUpToReport(station: StationProcess, orderId: string): Promise<void> {
  let seed = 0;
  for (const stage of stageKeys) {
    say(`pdf: ${stage}`);
    for (const slot of requiredSlots(stage)) {
      seed += 1;
      const bytes = makePhoto(seed).bytes.toString('base64');
      await station.call('evidence.add', { orderId, slot, bytes, source: 'file' });
    }
    for (const step of formSteps(stage)) {
      const checked = Object.fromEntries(Object.keys(resourcesOf()).map((key) => [key, 'confirmed']));
      const fields = sampleOf(step, step === 'orderStudy.resources' ? { checked } : {});
      await station.call('step.submit', { orderId, step, fields: fields as never });
    }
    if (stage === 'signOff') {
      const stroke = Array.from({ length: 200 }, (_, n) =>
        Math.round(n % 2 === 0 ? n * 4 : 150 + 80 * Math.sin(n / 9)),
      );
      await station.call('signOff.sign', {
        orderId,
        signOff: {
          outcome: 'signed',
          strokes: [stroke],
          padHeight: 300,
          printedName: '黄嘉怡',
          relation: 'self',
          seenDigest: digest,
        },
      });
    } else await station.call('stage.pass', { orderId, stage });
  }
}

async function renderOnly(): Promise<number> {
  const input = sampleInput();
  const millis: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    const started = performance.now();
    await renderReport(input);
    millis.push(performance.now() - started);
  }
  return median(millis);
}
