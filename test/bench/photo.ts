import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { newOrder } from '../builders/new-order.ts';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { median, percentile, type Report, say } from './report-figure.ts';

const slots = ['opticalTurnup.onu.label', 'dropCable.photos.route'];
const photos = 6;

/**
 * `evidence.add` of a 12 MP photo as its caller sees it: decoded, checked, copied, stripped, flushed, answered. Beside it how long a cheap call
 * waits meanwhile: that is what a screen would feel of the station's loop.
 */
export async function photo(report: Report): Promise<void> {
  const home = await temporaryFolder('bench-photo');
  const office = await startOffice({ data: join(home.path, 'office') });
  const station = await startStation({ data: join(home.path, 'station'), officeUrl: office.url });
  try {
    await station.signIn('tech1');
    const technicianId = (await station.call('session.state', {})).technician?.technicianId ?? '';
    const dispatcher = await office.signIn('disp1');
    const millis: number[] = [];
    const waits: number[] = [];
    let bytes = 0;
    for (let n = 0; n < photos; n += 1) {
      // An order a photo: slots fill up, and nothing of it is to be judged.
      const { orderId } = await dispatcher.call('workOrder.create', newOrder());
      await dispatcher.call('workOrder.assign', { orderId, technicianId });
      await until('the order to arrive', async () => (await station.ask('workOrder.accept', { orderId })).ok || null, {
        withinMs: 30_000,
      });
      const picture = twelveMegapixels(n);
      bytes = picture.length;
      const base64 = picture.toString('base64');
      let busy = true;
      const asking = (async () => {
        while (busy) {
          const asked = performance.now();
          await station.call('settings.get', {});
          waits.push(performance.now() - asked);
          // A call every 5 ms, so that asking is no load of its own.
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      })();
      const started = performance.now();
      await station.call('evidence.add', {
        orderId,
        slot: slots[n % slots.length] ?? '',
        bytes: base64,
        source: 'live',
      });
      // The first one starts the thread and loads its fonts.
      if (n > 0) millis.push(performance.now() - started);
      else say(`photo: the first takes ${Math.round(performance.now() - started)} ms`);
      busy = false;
      await asking;
    }
    report({
      name: 'photo.capture12mp.ms',
      value: median(millis),
      unit: 'ms',
      n: millis.length,
      bytes,
      loopWaitP50Ms: Math.round(median(waits)),
      loopWaitP99Ms: Math.round(percentile(waits, 0.99)),
      loopWaitMaxMs: Math.round(Math.max(...waits)),
    });
  } finally {
    await station.kill();
    await office.kill();
    await home.remove();
  }
}

/** 4000 × 3000 with structure and no grain: 1.3 MB, lighter than most phones make them. */
function twelveMegapixels(seed: number): Buffer {
  const canvas = createCanvas(4000, 3000);
  const pen = canvas.getContext('2d');
  for (let n = 0; n < 4_000; n += 1) {
    pen.fillStyle = `hsl(${(n * 37 + seed * 11) % 360} 40% ${30 + ((n * 13) % 50)}%)`;
    pen.fillRect((n * 977 + seed * 131) % 4000, (n * 613) % 3000, 40 + (n % 90), 30 + (n % 70));
  }
  return canvas.toBuffer('image/jpeg', 92);
}
