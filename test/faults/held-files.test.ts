import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { workBriefly } from '../processes/work-by-calls.ts';

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
  await workBriefly(station, dispatcher);
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
