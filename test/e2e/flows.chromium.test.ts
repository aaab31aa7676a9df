import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewOrder } from '../../bridge/office.ts';
import type { Json } from '../../domain/documents/base.ts';
import { layOut } from '../../forms/engine/json-text.ts';
import { stepsOf } from '../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { dataLineInstall } from '../../forms/order-types/data-line-install/index.ts';
import { ftthRepair } from '../../forms/order-types/ftth-repair/index.ts';
import { lineSurvey } from '../../forms/order-types/line-survey/index.ts';
import { patrol } from '../../forms/order-types/patrol/index.ts';
import type { Answers } from '../builders/answers.ts';
import { newOrder } from '../builders/new-order.ts';
import { makePhoto } from '../builders/photo.ts';
import type { OfficeClient } from '../processes/calls.ts';
import { fieldByCalls } from '../processes/flow-by-calls.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type LinkProxy, openProxy } from '../processes/proxy.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { openBrowser } from './browser.ts';
import { picturesFolder } from './camera.ts';
import { chromiumStation } from './chromium-station.ts';
import { assignOnScreen, type ConsolePage, openConsole } from './console-page.ts';
import { type Album, openAlbum } from './flow-pictures.ts';
import { keepPictures } from './keep-pictures.ts';
import { followRaised, goOn, workOfficeStage } from './office-work.ts';
import type { StationDriver } from './station-driver.ts';
import {
  drawSignature,
  fillStep,
  openOrder,
  openStep,
  passStage,
  signInOnScreen,
  submitStep,
  takePhoto,
} from './technician.ts';

/** Three flows walked as their people would, between console and station: every decision on the screens, pictures of each on the way. */
let browser: Browser;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let office: OfficeProcess;
let link: LinkProxy;
let station: StationDriver;
let dispatcher: ConsolePage;
let reviewer: ConsolePage;
let api: OfficeClient;
let album: Album;

beforeAll(async () => {
  await mkdir(picturesFolder, { recursive: true });
  browser = await openBrowser();
  folder = await temporaryFolder('flows');
  office = await startOffice({ data: path.join(folder.path, 'office') });
  link = await openProxy(office.url);
  station = await chromiumStation(browser, path.join(folder.path, 'device'), link.url);
  dispatcher = await openConsole(browser, office.url, 'disp1');
  reviewer = await openConsole(browser, office.url, 'rev1');
  api = await office.signIn('disp1');
  await signInOnScreen(station.page(), 'tech1');
  album = await openAlbum(browser, office.url, station);
});
afterAll(async () => {
  await station?.close();
  await office?.stop();
  await link?.close();
  await browser?.close();
  await folder?.remove();
});

const walk = (name: string, told: () => Promise<void>): void =>
  it(name, async () => {
    try {
      await told();
    } catch (error) {
      await keepPictures(browser, station);
      throw error;
    }
  });

async function create({ key, samples }: OrderTypeDefinition, over: Partial<NewOrder> = {}): Promise<string> {
  const { appointment: _, ...asked } = newOrder();
  const products: Answers = { ...samples['order.products'] };
  const resources: Answers = { ...samples['order.resources'] };
  const { orderId } = await api.call('workOrder.create', {
    ...asked,
    orderType: key,
    products,
    resources,
    remarks: '',
    ...over,
  });
  return orderId;
}

async function look({ page }: ConsolePage, orderId: string): Promise<void> {
  await page.goto(`${office.url}/#/orders/${orderId}`);
  await page.getByTestId('order-number').waitFor();
}

const viewOf = async (orderId: string) => (await api.call('workOrder.open', { orderId })).view;
const onStation = (orderId: string) =>
  until('the order on the station', () => station.call('workOrder.open', { orderId }));

/** Every relevant step of a field stage on the station's screens. */
async function workFieldStage(definition: OrderTypeDefinition, orderId: string, stage: string): Promise<void> {
  const page = station.page();
  for (const { key, step } of stepsOf(definition).filter((one) => one.key.startsWith(`${stage}.`))) {
    const { view } = await station.call('workOrder.open', { orderId });
    const relevant = view.stages.flatMap(({ steps }) => steps).find((one) => one.key === key)?.relevant;
    if (relevant !== true) continue;
    if (step.kind === 'signOff') {
      await openStep(page, key);
      await drawSignature(page);
      await page.getByTestId('sign-confirm').click();
      await page.getByTestId('signed-off').waitFor();
    } else if (step.kind === 'report') {
      await openStep(page, key);
      await page.getByTestId('make-report').click();
      await page.getByTestId('report-1').waitFor({ timeout: 20_000 });
    } else {
      await fillStep(station, key, {}, undefined, definition);
      for (const slot of step.photos.filter(({ required }) => required === true)) {
        photos += 1;
        await takePhoto(page, `${key}.${slot.key}`, makePhoto(photos));
      }
      await submitStep(page);
      await until(`${key} to be submitted`, async () => {
        const now = await station.call('workOrder.open', { orderId });
        return now.view.stages.flatMap(({ steps }) => steps).some((one) => one.key === key && one.heads.length > 0);
      });
    }
  }
}
let photos = 0;

describe('three flows on the screens', () => {
  walk(
    'a repair: pre-checked in the office, mended in the field without a link, called back by another role',
    async () => {
      const orderId = await create(ftthRepair);
      const { page } = dispatcher;
      await look(dispatcher, orderId);
      await album.console('disp1', `#/orders/${orderId}`, 'work-stage-study', 'flow-repair-study');
      await workOfficeStage(page, ftthRepair, 'study');
      await goOn(page);
      await workOfficeStage(page, ftthRepair, 'preCheck');
      await album.console('disp1', `#/orders/${orderId}`, 'work-stage-preCheck', 'flow-repair-pre-check');
      await goOn(page);
      await page.getByTestId('assign').waitFor();
      await album.console('disp1', '#/needs', 'needs', 'flow-needs');
      await assignOnScreen(dispatcher, 'tech1');

      await onStation(orderId);
      const tablet = station.page();
      await openOrder(tablet, orderId);
      await album.station('flow-repair-station');
      await openStep(tablet, 'siteDiagnosis.briefing');
      await tablet.getByTestId('accept-order').click();
      link.set('cut');
      for (const stage of ['siteDiagnosis', 'repair']) {
        await workFieldStage(ftthRepair, orderId, stage);
        await passStage(station, orderId, stage);
      }
      expect((await station.call('sync.state', {})).state).not.toBe('synchronised');
      link.set('open');
      for (const stage of ['verification', 'signOff']) {
        await workFieldStage(ftthRepair, orderId, stage);
        await passStage(station, orderId, stage);
      }
      await tablet.getByTestId('note-office').waitFor();
      expect(await tablet.getByTestId('step-by-office').count()).toBe(1);
      await album.station('flow-repair-office-turn');

      await until('the call-back at the office', async () => (await viewOf(orderId)).currentStage === 'callBack', {
        withinMs: 60_000,
      });
      await look(reviewer, orderId);
      await workOfficeStage(reviewer.page, ftthRepair, 'callBack');
      await album.console('rev1', `#/orders/${orderId}`, 'work-stage-callBack', 'flow-repair-call-back');
      await goOn(reviewer.page, 'work-complete');
      await until('the repair to be completed', async () => (await viewOf(orderId)).fold.phase === 'completed');
      await reviewer.page.getByTestId('open-review').waitFor();
      await album.console('rev1', `#/orders/${orderId}`, 'open-review', 'flow-repair-completed');
      await until(
        'the end on the station',
        async () => (await station.call('workOrder.open', { orderId })).view.fold.phase === 'completed',
      );
    },
  );

  walk('a survey that turns into a data line, whose pre-conditions are taken over', async () => {
    const orderId = await create(lineSurvey);
    const { page } = dispatcher;
    await look(dispatcher, orderId);
    await workOfficeStage(page, lineSurvey, 'request');
    await goOn(page);
    await page.getByTestId('assign').waitFor();
    await assignOnScreen(dispatcher, 'tech1');
    await onStation(orderId);
    await fieldByCalls(station, orderId);
    await page.getByTestId('work-stage-costEstimate').waitFor({ timeout: 60_000 });
    await workOfficeStage(page, lineSurvey, 'costEstimate');
    await album.console('disp1', `#/orders/${orderId}`, 'work-stage-costEstimate', 'flow-survey-costs');
    await goOn(page);
    await workOfficeStage(page, lineSurvey, 'feasibility');
    await goOn(page);
    await workOfficeStage(page, lineSurvey, 'reply');
    await goOn(page, 'work-complete');
    await page.getByTestId('child-dataLineInstall').waitFor();
    // What would raise nothing any more is not offered.
    expect(await page.locator('[data-testid^="raise-"]').count()).toBe(0);
    await album.console('disp1', `#/orders/${orderId}`, 'child-dataLineInstall', 'flow-survey-completed');

    const lineId = await followRaised(page, 'dataLineInstall');
    const line = await viewOf(lineId);
    expect(line.origin).toMatchObject({ orderId, raise: 'dataLineInstall', values: { feasible: true, metres: 2050 } });
    await page.getByTestId('work-stage-preconditions').waitFor();
    const survey = page.getByTestId('work-preconditions.survey');
    expect(await survey.getByTestId('field-surveyNumber').inputValue()).toBe((await viewOf(orderId)).number);
    expect(await survey.getByTestId('field-metres').isDisabled()).toBe(true);
    await album.console('disp1', `#/orders/${lineId}`, 'work-stage-preconditions', 'flow-line-preconditions');
    await workOfficeStage(page, dataLineInstall, 'preconditions');
    await goOn(page);
    await page.getByTestId('assign').waitFor();
    expect(await viewOf(lineId)).toMatchObject({ currentStage: 'works', turn: 'field' });
  });

  walk('a patrol that raises a repair in the finding’s words', async () => {
    const orderId = await create(patrol);
    const { page } = dispatcher;
    await look(dispatcher, orderId);
    await workOfficeStage(page, patrol, 'plan');
    await album.console('disp1', `#/orders/${orderId}`, 'work-stage-plan', 'flow-patrol-plan');
    await goOn(page);
    await page.getByTestId('assign').waitFor();
    await assignOnScreen(dispatcher, 'tech1');
    await onStation(orderId);
    await fieldByCalls(station, orderId);
    await page.getByTestId('work-stage-summary').waitFor({ timeout: 60_000 });
    await page.getByTestId('child-repairs').waitFor();
    await workOfficeStage(page, patrol, 'summary');
    await album.console('disp1', `#/orders/${orderId}`, 'work-stage-summary', 'flow-patrol-summary');
    const repairId = await followRaised(page, 'repairs');
    const repair = await viewOf(repairId);
    expect(repair.fold.products.faultDescription).toBe('翡翠园 5-602：收光 −27.6 dBm，低于下限');
    await page.getByTestId('work-stage-study').waitFor();
    await album.console('disp1', `#/orders/${repairId}`, 'work-stage-study', 'flow-patrol-repair');
    await page.getByTestId('relations').locator('a').first().click();
    await page.getByTestId('work-stage-summary').waitFor();
    await goOn(page, 'work-complete');
    await until('the patrol to be completed', async () => (await viewOf(orderId)).fold.phase === 'completed');
  });

  walk('an order that cannot be raised: said on the order, and dismissed with a note', async () => {
    // It holds of a type's sample, and of no order: no period is called by an order's number.
    const period = 'order.number == "SAMPLE" ? "once" : order.number';
    const raise = { key: 'nextRound', orderType: patrol.key, relation: 'follow', on: 'asked' } as const;
    const { 'raise.repairs': _, ...zh } = patrol.texts['zh-CN'];
    const { 'raise.repairs': __, ...en } = patrol.texts.en;
    const orphan: OrderTypeDefinition = {
      ...patrol,
      key: 'patrol-orphan',
      version: 1,
      raises: [{ ...raise, products: { period } }],
      texts: { 'zh-CN': zh, en },
    };
    const administrator = await office.signIn('admin1');
    await administrator.call('orderTypes.publish', { text: layOut(orphan as unknown as Json) });
    const orderId = await create(orphan);
    const { page } = dispatcher;
    await look(dispatcher, orderId);
    await page.getByTestId('raise-nextRound').click();
    await page.getByTestId('not-raised-nextRound').waitFor();
    await album.console('disp1', `#/orders/${orderId}`, 'not-raised-nextRound', 'console-not-raised');
    await page.getByTestId('dismiss-raise-nextRound').click();
    const submit = page.getByTestId('dialog-submit');
    await submit.waitFor();
    await submit.click();
    await page.getByTestId('refusal').waitFor();
    await page.getByTestId('dialog-note').fill('下一轮由代维单位另行安排');
    await submit.dblclick();
    await page.getByTestId('not-raised-nextRound').waitFor({ state: 'detached' });
    expect((await viewOf(orderId)).fold.notRaised).toMatchObject([
      { raise: 'nextRound', dismissed: { note: '下一轮由代维单位另行安排' } },
    ]);
    expect((await api.call('orders.needs', {})).needs.filter((need) => need.orderId === orderId)).not.toContainEqual(
      expect.objectContaining({ reason: 'raiseRefused' }),
    );
    expect(album.found()).toEqual([]);
  });
});

describe('the lists, narrowed to one order type', () => {
  const choose = async (page: Page, select: string, option: RegExp, typed = ''): Promise<void> => {
    await page.getByTestId(select).click();
    await page.keyboard.type(typed);
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).click();
  };

  walk('at dispatch', async () => {
    const { page } = dispatcher;
    for (const type of [lineSurvey, ftthRepair]) await create(type);
    await page.goto(`${office.url}/#/orders`);
    const rows = page.locator('[data-testid^="order-row-"]');
    const types = (): Promise<(string | null)[]> =>
      rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-type')));
    const listed = async (orderType?: string) => (await api.call('orders.list', orderType ? { orderType } : {})).total;
    const all = await listed();
    await until('all orders in the list', async () => (await types()).length === all);
    await choose(page, 'orders-type', /^专线勘察$/, '勘察');
    const surveys = await listed(lineSurvey.key);
    expect(surveys).toBeGreaterThan(0);
    expect(surveys).toBeLessThan(all);
    await until('surveys alone', async () => {
      const shown = await types();
      return shown.length === surveys && shown.every((type) => type === lineSurvey.key);
    });
    await page.getByRole('button', { name: '清除筛选' }).click();
    await until('all orders again', async () => (await types()).length === all);
  });

  walk('on the station', async () => {
    const page = station.page();
    await page.getByTestId('back-to-list').click();
    await page.getByTestId('tab-all').click();
    const cards = page.locator('[data-order-id]');
    const { orders } = await station.call('orders.list', { view: 'all' });
    const some = orders.filter(({ orderType }) => orderType === patrol.key).map(({ orderId }) => orderId);
    expect(some.length).toBeGreaterThan(0);
    expect(orders.length).toBeGreaterThan(some.length);
    await until('all orders in the list', async () => (await cards.count()) === orders.length);
    await choose(page, 'filter-type', new RegExp(`巡检 · ${some.length}$`));
    await until('patrols alone', async () => (await cards.count()) === some.length);
    expect(await cards.evaluateAll((all) => all.map((card) => card.getAttribute('data-order-id')))).toEqual(some);
    // It stays over a look at an order, and another list without any says what to do.
    await page.getByTestId('tab-handedOver').click();
    await page.getByTestId('empty').waitFor();
    expect(await page.getByTestId('empty').innerText()).toContain('类型');
    await page.getByTestId('tab-all').click();
    await page.getByTestId('filter-type').hover();
    await page.locator('[data-testid="filter-type"] .ant-select-clear').click();
    await until('all orders again', async () => (await cards.count()) === orders.length);
  });
});
