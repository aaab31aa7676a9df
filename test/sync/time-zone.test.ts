import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeClient } from '../processes/calls.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { workBriefly } from '../processes/work-by-calls.ts';

/** An office on a machine whose zone nobody knows, too. */
let folder: TemporaryFolder;
let office: OfficeProcess;
let dispatcher: OfficeClient;
beforeAll(async () => {
  folder = await temporaryFolder('zone');
  office = await startOffice({ data: path.join(folder.path, 'office'), env: { TZ: '' } });
  dispatcher = await office.signIn('disp1');
});
afterAll(async () => {
  await office.stop();
  await folder.remove();
});

describe.each<[string, string | null]>([
  ['', 'UTC+8'],
  ['Etc/Unknown', 'UTC+8'],
  ['Foo/Bar', 'UTC+8'],
  ['CST-8', null],
  ['Asia/Shanghai', null],
])('a station with TZ=%j', (zone, said) => {
  let station: StationProcess;
  beforeAll(async () => {
    const data = path.join(folder.path, `station-${zone.replace('/', '-')}`);
    station = await startStation({ data, officeUrl: office.url, env: { TZ: zone, LANG: 'xx_YY.nowhere', HOME: '' } });
    await station.signIn('tech1');
  });
  afterAll(() => station.stop());

  it('takes a photo and makes the report, and says which zone it prints', async () => {
    await workBriefly(station, dispatcher);
    expect((await station.call('device.health', {})).timeZone).toBe(said);
    await until('the office to have it all', async () => {
      const state = await station.call('sync.now', {});
      return state.state === 'synchronised' || Promise.reject(new Error(JSON.stringify(state)));
    });
  });
});
