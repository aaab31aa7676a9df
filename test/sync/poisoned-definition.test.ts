import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { orderTypeId } from '../../domain/documents/catalogue.ts';
import { machineClock } from '../../sync-server/clock.ts';
import { defaultPolicy } from '../../sync-server/config.ts';
import { openOffice } from '../../sync-server/open-office.ts';
import { installDefinition } from '../builders/install-definition.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';

/**
 * A definition that an older release published and this one finds in its catalogue: a loop in a loop over the letters of the remarks, and
 * the pattern that held up the office of that release for ever.
 */
const loops = 'order.remarks.split("").all(a, order.remarks.split("").all(b, a + b != ""))';
const pattern = 'order.remarks.matches("^([^.;]+ ?)+$")';
const letters = 'an ordinary sentence of a technician. '.repeat(50);
const poisoned = 12;

let folder: TemporaryFolder;
let office: OfficeProcess;
let station: StationProcess;

const typeOf = (key: string) => ({ ...installDefinition, key, tmfNames: [] });
/** Behind every clock of the type. */
const withRelevant = (key: string, relevant: string) => ({
  ...typeOf(key),
  sla: installDefinition.sla.map((clock) => ({ ...clock, relevant })),
});

beforeAll(async () => {
  folder = await temporaryFolder('poisoned');
  office = await startOffice({ data: path.join(folder.path, 'office') });
  station = await startStation({ data: path.join(folder.path, 'station'), officeUrl: office.url });
  await station.signIn('tech1');
});
afterAll(async () => {
  await station.stop();
  await office.stop();
  await folder.remove();
});

/** Writes into the closed office's store, as a release that checked less had it. */
async function writeDefinitions(definitions: readonly ReturnType<typeof withRelevant>[]): Promise<void> {
  const opened = await openOffice(
    {
      host: '127.0.0.1',
      port: 0,
      data: path.join(folder.path, 'office'),
      couchdb: null,
      demo: true,
      empty: true,
      tls: null,
      consoleFolder: folder.path,
      policy: defaultPolicy,
    },
    { log: pino({ level: 'silent' }), clock: machineClock() },
  );
  const { catalogue } = opened.context;
  for (const definition of definitions) {
    const { key, version } = definition;
    const author = { schemaVersion: 1, createdBy: 'office' } as const;
    const document = { ...author, _id: orderTypeId(key, version), type: 'orderType', key, version, definition };
    const [row] = await catalogue.bulkDocs([document as never]);
    expect(row).toMatchObject({ ok: true });
  }
  await opened.close();
}

it('stored definitions that ask for too much break their own orders and hold up neither a start nor the others', async () => {
  await office.stop();
  await writeDefinitions([withRelevant('looping', loops), withRelevant('matching', pattern)]);
  await office.startAgain();
  const dispatcher = await office.signIn('disp1');
  const { technicians } = await dispatcher.call('people.list', {});
  const technicianId = technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';

  const made: string[] = [];
  for (let n = 0; n < poisoned; n += 1)
    made.push(
      (await dispatcher.call('workOrder.create', newOrder({ orderType: 'looping', remarks: letters }))).orderId,
    );
  const matching = (await dispatcher.call('workOrder.create', newOrder({ orderType: 'matching', remarks: letters })))
    .orderId;
  const sound = (await dispatcher.call('workOrder.create', newOrder())).orderId;
  await dispatcher.call('workOrder.assign', { orderId: sound, technicianId });

  const allStand = async (call: typeof dispatcher) => {
    const { orders } = await call.call('orders.list', {});
    const broken = orders.filter((one) => one.broken?.code === 'order.definitionBroken').map(({ orderId }) => orderId);
    expect(new Set(broken)).toEqual(new Set(made));
    const [first] = orders.filter(({ orderId }) => orderId === made[0]);
    expect(first?.broken?.details).toMatchObject({ orderType: 'looping', version: installDefinition.version });
    expect(Number(first?.broken?.details.line)).toBeGreaterThan(1);
    expect(String(first?.broken?.details.where)).toMatch(/^sla\.\w+\.relevant: takes more work/);
    for (const orderId of [sound, matching])
      expect((await call.call('workOrder.open', { orderId })).view.orderId).toBe(orderId);
  };
  await allStand(dispatcher);
  expect(await dispatcher.ask('workOrder.open', { orderId: made[0] ?? '' })).toMatchObject({
    problem: { code: 'order.definitionBroken', details: { version: installDefinition.version } },
  });

  // Everything derived anew, as after an update: no snapshot of this build is found by a killed office that never wrote one.
  await office.kill();
  const started = Date.now();
  await office.startAgain();
  expect(Date.now() - started).toBeLessThan(60_000);
  await allStand(await office.signIn('disp1'));

  // The technician's device gets the definitions; what it has stays in its hands.
  const openOnStation = async () => (await station.ask('workOrder.open', { orderId: sound })).ok;
  await until('the order and its definition on the station', openOnStation);
  await station.kill();
  await station.startAgain();
  await until('the order after a start', openOnStation);
  const { orders } = await station.call('orders.list', { view: 'all' });
  expect(orders.find(({ orderId }) => orderId === sound)?.broken).toBeNull();
});
