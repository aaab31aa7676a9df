import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let folder: TemporaryFolder;
let station: StationProcess;
let dispatcher: OfficeClient;

/** Stored as people wrote them; each is to be found by what stands beside it, by the technician and in the office alike. */
const stored = [
  {
    customer: { name: '曾小\ue863', phone: '+86 139-0551-1234', alternatePhone: '0551-6212334', grade: 'standard' },
    by: [
      'zengxiao',
      'zxy',
      '曾小䶮',
      '139-0551-1234',
      '１３９０５５１１２３４',
      '0086 139 0551 1234',
      '1234',
      '(0551) 621 2334',
    ],
  },
  {
    customer: { name: '阿卜杜拉·买买提', phone: '0551-7654321-801', grade: 'standard' },
    by: ['阿卜杜拉・买买提', '阿卜杜拉买买提', 'abdlmmt', '0551-7654321', '0551 7654321 转 801', '+86 551 7654321'],
  },
] as const;

describe.each(backends)('on %s', (backend) => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    folder = await temporaryFolder('search');
    dispatcher = await officeClient(office.url, 'disp1');
    station = await startStation({ data: path.join(folder.path, 'station'), officeUrl: office.url() });
    await station.signIn('tech1');
  });
  afterAll(async () => {
    await station.stop();
    await office.close();
    await folder.remove();
  });

  it('an order is found on both sides by every writing of its name and numbers, before and after a start', async () => {
    const { technicians } = await dispatcher.call('people.list', {});
    const technicianId = technicians.find(({ name }) => name === '陈志远')?.accountId ?? '';
    const made: string[] = [];
    for (const { customer } of stored) {
      const { orderId } = await dispatcher.call('workOrder.create', newOrder({ customer }));
      await dispatcher.call('workOrder.assign', { orderId, technicianId });
      made.push(orderId);
    }
    await until(
      'both orders on the station',
      async () => (await station.call('orders.list', { view: 'all' })).orders.length === made.length,
    );
    const inOffice = async (search: string): Promise<readonly string[]> =>
      (await dispatcher.call('orders.list', { search })).orders.map(({ orderId }) => orderId);
    const onStation = async (search: string): Promise<readonly string[]> =>
      (await station.call('orders.list', { view: 'all', search })).orders.map(({ orderId }) => orderId);
    const check = async (): Promise<void> => {
      for (const [at, { by }] of stored.entries())
        for (const query of by) {
          expect(await inOffice(query), `office: ${query}`).toEqual([made[at]]);
          expect(await onStation(query), `station: ${query}`).toEqual([made[at]]);
        }
      for (const query of ['--', '139-0551-9999', '.*']) {
        expect(await inOffice(query), `office: ${query}`).toEqual([]);
        expect(await onStation(query), `station: ${query}`).toEqual([]);
      }
    };
    await check();
    await office.restart();
    await station.stop();
    await station.startAgain();
    await station.signIn('tech1');
    await check();
  });
});
