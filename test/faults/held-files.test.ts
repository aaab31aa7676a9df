import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requiredSlots } from '../builders/answers.ts';
import { newOrder } from '../builders/new-order.ts';
import { makeSmallPhoto } from '../builders/photo.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { signByCalls, workStageByCalls } from '../processes/work-by-calls.ts';

const held = new URL('./held-files.mjs', import.meta.url).href;
let folder: TemporaryFolder;
let office: OfficeProcess;
let station: StationProcess;
const countOf = (name: string): string => path.join(folder.path, `${name}-refusals`);
/** A scanner that holds each name twice before it lets go. */
const scanned = (name: string) => ({
  NODE_OPTIONS: `--import ${held}`,
  LINEWORK_HELD_TIMES: '2',
  LINEWORK_HELD_COUNT: countOf(name),
});

beforeAll(async () => {
  folder = await temporaryFolder('held');
  office = await startOffice({ data: path.join(folder.path, 'office'), env: scanned('office') });
  station = await startStation({
    data: path.join(folder.path, 'station'),
    officeUrl: office.url,
    env: scanned('station'),
  });
});
afterAll(() => folder.remove());

it('a scanner that holds every file for a moment costs nothing: sign-in, photo, report, receipt, start (R-53)', async () => {
  await station.signIn('tech1');
  const dispatcher = await office.signIn('disp1');
  const { technicians } = await dispatcher.call('people.list', {});
  const technicianId = technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';
  const { orderId } = await dispatcher.call('workOrder.create', newOrder());
  await dispatcher.call('workOrder.assign', { orderId, technicianId });
  await until('the order', () => station.call('workOrder.open', { orderId }), { withinMs: 60_000 });
  await workStageByCalls(station, orderId, 'orderStudy');
  await station.call('stage.pass', { orderId, stage: 'orderStudy' });
  await station.call('workOrder.start', { orderId });
  const [slot = ''] = requiredSlots();
  const bytes = makeSmallPhoto(5).bytes.toString('base64');
  await station.call('evidence.add', { orderId, slot, bytes, source: 'live' });
  await signByCalls(station, orderId);
  const all = async () => {
    const state = await station.call('sync.now', {});
    return state.state === 'synchronised' || Promise.reject(new Error(JSON.stringify(state)));
  };
  await until('everything at the office', all, { withinMs: 120_000 });
  await station.stop();
  await station.startAgain();
  await station.signIn('tech1');
  await until('everything at the office still', all, { withinMs: 60_000 });
  await station.stop();
  await office.stop();

  for (const name of ['office', 'station']) expect(Number(readFileSync(countOf(name), 'utf8'))).toBeGreaterThan(5);
  const left = readdirSync(folder.path, { recursive: true, encoding: 'utf8' });
  expect(left.filter((name) => /\.tmp$|\.new$|\.damaged-/.test(name))).toEqual([]);
});
