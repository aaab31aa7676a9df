import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { orderTypeId } from '../../domain/documents/catalogue.ts';
import { workOrderId } from '../../domain/documents/work-order.ts';
import type { PlacedProblem } from '../../forms/engine/definition-text.ts';
import { layOut } from '../../forms/engine/json-text.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { makeId } from '../builders/device-documents.ts';
import { installDefinition } from '../builders/install-definition.ts';
import { newOrder } from '../builders/new-order.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let folder: TemporaryFolder;
let station: StationProcess;
let administrator: OfficeClient;
let dispatcher: OfficeClient;
const { key } = installDefinition;
const textOf = (definition: object) => layOut(definition as Json);
/** A next version whose first stage is called otherwise. */
const named = (version: number, name: string): OrderTypeDefinition => {
  const stage = `stage.${installDefinition.stages[0]?.key}`;
  const { 'zh-CN': zhCN, en } = installDefinition.texts;
  return {
    ...installDefinition,
    version,
    texts: { 'zh-CN': { ...zhCN, [stage]: name }, en: { ...en, [stage]: name } },
  };
};
const versions = async () =>
  (await administrator.call('orderTypes.versions', {})).types.find((one) => one.key === key)?.versions ?? [];
const pinned = async (orderId: string) => (await dispatcher.call('workOrder.open', { orderId })).view.orderTypeVersion;

describe.each(backends)('on %s', (backend) => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    folder = await temporaryFolder('order-types');
    administrator = await officeClient(office.url, 'admin1');
    dispatcher = await officeClient(office.url, 'disp1');
    station = await startStation({ data: path.join(folder.path, 'station'), officeUrl: office.url() });
    await station.signIn('tech1');
  });
  afterAll(async () => {
    await station.stop();
    await office.close();
    await folder.remove();
  });

  describe('publishing a version', () => {
    it('is taken by new orders and gets to a running station, while running orders stay', async () => {
      const running = (await dispatcher.call('workOrder.create', newOrder())).orderId;
      const [shipped, next] = [installDefinition.version, installDefinition.version + 1];
      const text = textOf(named(next, '看单核对'));
      const tries = await Promise.all(
        [1, 2, 3].map(() => administrator.call('orderTypes.publish', { text, requestKey: 'second' })),
      );
      expect(tries).toEqual(tries.map(() => ({ key, version: next })));

      const { orderId } = await dispatcher.call('workOrder.create', newOrder());
      expect([await pinned(running), await pinned(orderId)]).toEqual([shipped, next]);
      expect(await versions()).toMatchObject([
        { version: next, orders: 1, openOrders: 1, problems: [] },
        { version: shipped, publishedBy: null, orders: 1, openOrders: 1 },
      ]);
      expect((await versions())[0]?.publishedBy).toBe(administrator.session.account.name);

      const technicianId = (await dispatcher.call('people.list', {})).technicians.find(
        ({ username }) => username === 'tech1',
      )?.accountId;
      await dispatcher.call('workOrder.assign', { orderId, technicianId: technicianId ?? '' });
      const opened = await until('the order with its new definition on the station', () =>
        station.call('workOrder.open', { orderId }),
      );
      expect(opened.definition.texts['zh-CN'][`stage.${installDefinition.stages[0]?.key}`]).toBe('看单核对');
      expect((await station.call('definition.get', { key })).definition.version).toBe(next);
    });

    it('under the same number twice is the same version, with another body refused', async () => {
      const [{ version: newest } = { version: 0 }] = await versions();
      const text = textOf(named(newest + 1, '再看'));
      await administrator.call('orderTypes.publish', { text });
      expect(await administrator.call('orderTypes.publish', { text })).toEqual({ key, version: newest + 1 });
      const other = await administrator.ask('orderTypes.publish', { text: textOf(named(newest + 1, '别的')) });
      expect(other).toMatchObject({
        problem: { code: 'orderType.versionNotNext', details: { given: newest + 1, wanted: newest + 2 } },
      });
      const early = await administrator.ask('orderTypes.publish', { text: textOf(named(newest + 5, '早了')) });
      expect(early).toMatchObject({ problem: { code: 'orderType.versionNotNext' } });
      const { text: stored } = await administrator.call('orderTypes.open', { key, version: newest + 1 });
      expect(stored).toBe(text);
    });

    it('of a broken definition is refused with every line and reason, and nothing is written', async () => {
      const before = await versions();
      const good = textOf(named((before[0]?.version ?? 0) + 1, '坏'));
      const text = good.replace('"holds": "', '"holds": "fields.nowhere && ').replace('"option.', '"optoin.');
      const answer = await administrator.ask('orderTypes.publish', { text });
      const lineOf = (piece: string) => text.slice(0, text.indexOf(piece)).split('\n').length;
      if (answer.ok) throw new Error('a broken definition was published');
      expect(answer.problem).toMatchObject({ code: 'orderType.invalid' });
      const problems = answer.problem.details.problems as readonly PlacedProblem[];
      expect(problems).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            line: lineOf('fields.nowhere'),
            reason: expect.stringContaining('fields.nowhere does not exist') as string,
          }),
          expect.objectContaining({ reason: 'this text is missing' }),
        ]),
      );
      expect(answer.problem.details.line).toBe(problems[0]?.line);
      expect(await administrator.ask('orderTypes.publish', { text: '{\n "key": }' })).toMatchObject({
        problem: { code: 'orderType.invalid', details: { line: 2 } },
      });
      expect(await versions()).toEqual(before);
    });

    it('is the administrator’s alone', async () => {
      for (const call of ['orderTypes.versions', 'orderTypes.open', 'orderTypes.publish'] as const)
        expect(await dispatcher.ask(call, {} as never)).toMatchObject({ problem: { code: 'access.role' } });
    });
  });

  describe('a stored version that this release cannot run', () => {
    it('is listed with its reasons and not offered; its orders say so, on the office and on a station', async () => {
      const [{ version: good } = { version: 0 }] = await versions();
      const version = good + 1;
      const stages = installDefinition.stages.map((stage) => ({ ...stage, performer: 'nobody' }));
      const author = { schemaVersion: 1, createdBy: 'office' } as const;
      await office.office().context.catalogue.bulkDocs([
        {
          ...author,
          _id: orderTypeId(key, version),
          type: 'orderType',
          key,
          version,
          definition: { ...installDefinition, version, stages },
        } as never,
      ]);
      const listed = await until('the broken version in the list', async () => {
        const [first] = await versions();
        return first?.version === version ? first : Promise.reject(new Error('not yet'));
      });
      expect(listed.problems).toEqual(
        expect.arrayContaining([
          { path: `stages.${stages[0]?.key}.performer`, fault: 'unknownName', reason: 'no performer nobody' },
        ]),
      );
      const { types } = await administrator.call('orderTypes.versions', {});
      expect(types.find((one) => one.key === key)?.current).toBe(good);
      const { orderId: fresh } = await dispatcher.call('workOrder.create', newOrder());
      expect(await pinned(fresh)).toBe(good);

      const stored = await office.office().context.work.get(workOrderId(fresh));
      const orderId = makeId();
      const { _rev, ...plain } = stored as unknown as Record<string, unknown>;
      await office
        .office()
        .context.work.bulkDocs([
          { ...plain, _id: workOrderId(orderId), orderId, number: 'HF-BROKEN', orderTypeVersion: version } as never,
        ]);
      const row = await until('the order in the list', async () => {
        const { orders } = await dispatcher.call('orders.list', { search: 'HF-BROKEN' });
        return orders[0] ?? Promise.reject(new Error('not yet'));
      });
      expect(row).toMatchObject({ orderId, definitionArriving: true });
      expect(await dispatcher.ask('workOrder.open', { orderId })).toMatchObject({
        problem: { code: 'order.definitionBroken', details: { orderType: key, version } },
      });

      // A station reads the catalogue at its contacts; the first is soon after its start.
      await station.stop();
      await station.startAgain();
      await station.signIn('tech1');
      await until('the broken version on the station', async () => {
        const answer = await station.ask('definition.get', { key, version });
        const code = answer.ok ? 'ok' : answer.problem.code;
        return code === 'order.definitionBroken' ? code : Promise.reject(new Error(code));
      });
      expect((await station.call('definition.get', { key })).definition.version).toBe(good);
    });
  });
});
