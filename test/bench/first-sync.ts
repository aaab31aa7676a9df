import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../storage/open-store.ts';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { openProxy } from '../processes/proxy.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { openLatencyLink } from './latency-link.ts';
import { orderOfEight } from './many-orders.ts';
import { type Report, say } from './report-figure.ts';

const orders = 3_750;
const documentsPerOrder = 8;
const documents = orders * documentsPerOrder;

type Run = { readonly seconds: number; readonly bytesDown: number; readonly peakMb: number };

/**
 * a fresh station against a mailbox of 30 000 documents, twice: undisturbed, and with the link cut at half of the bytes and
 * the station killed at three quarters. What comes twice is told by the bytes: the same documents, so the same bytes.
 */
export async function firstSync(report: Report): Promise<void> {
  const home = await temporaryFolder('bench-first-sync');
  const office = await startOffice({ data: join(home.path, 'office') });
  try {
    const people = await (await office.signIn('disp1')).call('people.list', {});
    const technicianId = people.technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';
    await office.stop();
    await fillMailbox(join(home.path, 'office', 'store', `mailbox-${technicianId}`), technicianId);
    await office.startAgain();
    const plain = await pullAll(office.url, join(home.path, 'plain'), null);
    const cut = await pullAll(office.url, join(home.path, 'cut'), plain.bytesDown);
    report({
      name: 'firstSync.30k.seconds',
      value: plain.seconds,
      unit: 's',
      n: documents,
      bytesDown: plain.bytesDown,
    });
    report({ name: 'firstSync.30k.memory', value: plain.peakMb, unit: 'MB', n: documents, aim: 500 });
    report({ name: 'firstSync.30k.cut.seconds', value: cut.seconds, unit: 's', n: documents, baseline: plain.seconds });
    report({ name: 'firstSync.30k.cut.memory', value: cut.peakMb, unit: 'MB', n: documents, aim: 500 });
    report({
      name: 'firstSync.30k.cut.twice',
      value: documents * Math.max(0, cut.bytesDown / plain.bytesDown - 1),
      unit: 'documents',
      n: documents,
      bytesDown: cut.bytesDown,
    });
  } finally {
    await office.kill();
    await home.remove();
  }
}

async function fillMailbox(folder: string, technicianId: string): Promise<void> {
  say(`first-sync: writing ${documents} documents`);
  const mailbox = await openStore(folder);
  for (let at = 0; at < orders; at += 250) {
    const count = Math.min(250, orders - at);
    const batch = Array.from({ length: count }, (_, n) => orderOfEight(at + n, technicianId)).flat();
    await mailbox.bulkDocs(batch, { new_edits: false });
  }
  await mailbox.close();
}

/** @param disturbAfter bytes of an undisturbed run; null: nothing is disturbed */
async function pullAll(officeUrl: string, data: string, disturbAfter: number | null): Promise<Run> {
  const counting = await openLatencyLink(officeUrl, 0);
  const link = await openProxy(counting.url);
  const station = await startStation({ data, officeUrl: link.url });
  let peakMb = 0;
  try {
    await station.signIn('tech1');
    const started = performance.now();
    const atShare = (share: number): Promise<unknown> =>
      until(
        `${share} of the bytes`,
        async () => (counting.counts().down >= (disturbAfter ?? 0) * share ? true : null),
        { withinMs: 600_000, everyMs: 5 },
      );
    if (disturbAfter !== null) {
      await atShare(0.5);
      link.set('cut');
      // How long the link is away is part of what is measured.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      link.set('open');
      await atShare(0.75);
      peakMb = await peakOf(station);
      await station.kill();
      await station.startAgain();
    }
    await until('every order in the lists', async () => ((await counted(station)) === orders ? true : null), {
      withinMs: 900_000,
      everyMs: 500,
    });
    const seconds = (performance.now() - started) / 1_000;
    peakMb = Math.max(peakMb, await peakOf(station));
    say(`first-sync: ${Math.round(seconds)} s, ${Math.round(peakMb)} MB at most, ${counting.counts().down} bytes`);
    return { seconds, bytesDown: counting.counts().down, peakMb };
  } finally {
    await station.kill();
    await link.close();
    await counting.close();
  }
}

const counted = async (station: StationProcess): Promise<number> =>
  (await station.call('orders.list', { view: 'all', limit: 1 })).counts.all;

/** The most that the process ever had in memory, MB. */
async function peakOf(station: StationProcess): Promise<number> {
  const status = await readFile(`/proc/${station.program().pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
