import { join } from 'node:path';
import { sampleOf } from '../builders/answers.ts';
import { newOrder } from '../builders/new-order.ts';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { median, percentile, type Report } from './report-figure.ts';

const saves = 500;

/** `step.saveDraft` as its caller sees it: over HTTP, answered when journal and store are flushed. */
export async function save(report: Report): Promise<void> {
  const home = await temporaryFolder('bench-save');
  const office = await startOffice({ data: join(home.path, 'office') });
  const station = await startStation({ data: join(home.path, 'station'), officeUrl: office.url });
  try {
    await station.signIn('tech1');
    const technicianId = (await station.call('session.state', {})).technician?.technicianId ?? '';
    const dispatcher = await office.signIn('disp1');
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await dispatcher.call('workOrder.assign', { orderId, technicianId });
    await until('the order to arrive', async () => (await station.ask('workOrder.accept', { orderId })).ok || null, {
      withinMs: 30_000,
    });
    const millis: number[] = [];
    for (let n = 0; n < saves; n += 1) {
      const fields = sampleOf('orderStudy.services', { studyNote: `第 ${n} 次保存，弱电箱在门后` });
      const started = performance.now();
      await station.call('step.saveDraft', { orderId, step: 'orderStudy.services', fields });
      millis.push(performance.now() - started);
    }
    report({
      name: 'save.p99Ms',
      value: percentile(millis, 0.99),
      unit: 'ms',
      n: saves,
      p50: Math.round(median(millis) * 100) / 100,
      max: Math.round(Math.max(...millis)),
    });
  } finally {
    await station.kill();
    await office.kill();
    await home.remove();
  }
}
