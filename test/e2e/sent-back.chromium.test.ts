import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { platformTicket } from '../../forms/order-types/platform-ticket/index.ts';
import { newOrder } from '../builders/new-order.ts';
import { makeSmallPhoto } from '../builders/photo.ts';
import { http, type OfficeClient, officeClient } from '../processes/calls.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { openBrowser } from './browser.ts';
import { openCamera } from './camera.ts';
import { type ConsolePage, openConsole } from './console-page.ts';
import { answerField } from './fields.ts';

/** An approver on the screen: sends a plan back, gets it again, and refuses it for good. */
let folder: TemporaryFolder;
let office: OfficeProcess;
let browser: Browser;
let dispatcher: OfficeClient;
let approver: ConsolePage;
let requester: ConsolePage;
let orderId: string;

beforeAll(async () => {
  folder = await temporaryFolder('sent-back');
  office = await startOffice({ data: path.join(folder.path, 'office') });
  dispatcher = await officeClient(() => office.url, 'disp1');
  browser = await openBrowser();
  const { samples } = platformTicket;
  orderId = (
    await dispatcher.call(
      'workOrder.create',
      newOrder({
        orderType: platformTicket.key,
        products: samples['order.products'] ?? {},
        resources: samples['order.resources'] ?? {},
      }),
    )
  ).orderId;
  for (const step of ['request.ticket', 'request.upgrade', 'request.plan'])
    await dispatcher.call('step.submit', { orderId, step, fields: samples[step] ?? {} });
  for (const slot of ['request.upgrade.releaseNotes', 'request.plan.plan']) await attach(slot);
  await dispatcher.call('stage.pass', { orderId, stage: 'request' });
  approver = await openConsole(browser, office.url, 'admin1');
  requester = await openConsole(browser, office.url, 'disp1');
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
  await folder?.remove();
});

/** A file that the request has to bring. */
async function attach(slot: string): Promise<void> {
  const { status } = await http(`${office.url}/evidence/attach?order=${orderId}&slot=${slot}&requestKey=${slot}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${dispatcher.session.token}`, 'content-type': 'application/octet-stream' },
    body: makeSmallPhoto(slot.length).bytes,
  });
  expect(status).toBe(200);
}
const view = async () => (await dispatcher.call('workOrder.open', { orderId })).view;
const openOrder = async ({ page }: ConsolePage, stage: string): Promise<void> => {
  await page.goto(`${office.url}/#/orders/${orderId}`);
  await page.getByTestId(`work-stage-${stage}`).waitFor();
};

/** Answers the approver's decision, by its fields, and submits it. */
async function decide(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  const key = 'approval.decision';
  const within = page.getByTestId(`work-${key}`);
  const fields = platformTicket.stages.flatMap(({ steps }) => steps).find((step) => step.key === 'decision')?.fields;
  for (const field of fields ?? []) {
    const answer = answers[field.key];
    if (answer !== undefined) await answerField({ page, within }, field, answer);
  }
  await page.getByTestId(`submit-${key}`).click();
  await until('the decision to be submitted', async () => (await within.getAttribute('data-state')) === 'submitted');
}

async function photographed({ page }: ConsolePage, name: string): Promise<void> {
  const camera = openCamera(page, 'zh-CN');
  await camera.look(name);
  expect(camera.found).toEqual([]);
}

it('what is to be changed goes back with a reason, is a need of whoever asked, and comes again', async () => {
  const { page } = approver;
  await openOrder(approver, 'approval');
  await decide(page, { result: 'changes', opinion: '回退方案写不清楚' });
  const back = page.getByTestId('send-back-changes');
  await until('the way back to be offered first', async () =>
    ((await back.getAttribute('class')) ?? '').includes('ant-btn-primary'),
  );
  await photographed(approver, 'sent-back-offered');
  await back.click();
  await page.getByTestId('reason-plan').click();
  await page.getByTestId('dialog-note').fill('写明回退步骤与负责人');
  await photographed(approver, 'sent-back-dialog');
  await page.getByTestId('dialog-submit').click();
  await until('the request to be open again', async () => (await view()).currentStage === 'request');
  await page.getByTestId('work-stage-approval').waitFor({ state: 'detached' });

  await requester.page.goto(`${office.url}/#/needs`);
  await requester.page
    .getByTestId(`need-${orderId}`)
    .or(requester.page.locator('[data-reason="stageWaiting"]'))
    .first()
    .waitFor();
  await openOrder(requester, 'request');
  const note = await requester.page.getByTestId('sent-back').innerText();
  expect(note).toContain('方案不完整');
  expect(note).toContain('写明回退步骤与负责人');
  await photographed(requester, 'sent-back-note');
  const within = requester.page.getByTestId('work-request.plan');
  const rollback = platformTicket.stages
    .flatMap(({ steps }) => steps)
    .flatMap(({ fields }) => fields)
    .find(({ key }) => key === 'rollback');
  if (rollback === undefined) throw new Error('the plan asks for no way back');
  await answerField({ page: requester.page, within }, rollback, '第 1 步停服务；第 2 步恢复备份；负责人高翔');
  await requester.page.getByTestId('submit-request.plan').click();
  await until('nothing to stand in the way', async () => {
    const gates = await requester.page.locator('[data-testid^="work-gate-"]').count();
    return gates === 0;
  });
  await requester.page.getByTestId('work-pass').click();
  await until('the approval to be open again', async () => (await view()).currentStage === 'approval');
});

it('what is refused for good is ended by one press, with its reason chosen', async () => {
  const { page } = approver;
  await openOrder(approver, 'approval');
  await decide(page, { result: 'rejected', opinion: '与割接冲突' });
  const end = page.getByTestId('ending-rejected');
  await end.waitFor();
  expect(await end.getAttribute('class')).toContain('ant-btn-primary');
  expect(await page.getByTestId('work-pass').getAttribute('class')).not.toContain('ant-btn-primary');
  await photographed(approver, 'ending-offered');
  await end.click();
  const reason = page.getByTestId('reason-notApproved');
  await reason.waitFor();
  expect(await page.locator('.ant-radio-wrapper-checked').innerText()).toBe('审批不通过');
  await photographed(approver, 'ending-dialog');
  await page.getByTestId('dialog-submit').click();
  await until('the order to be ended', async () => (await view()).fold.phase === 'failed');
  const { fold } = await view();
  const last = fold.history.at(-1)?.event;
  expect(last).toMatchObject({ kind: 'failed', role: 'administrator', payload: { reasonCode: 'notApproved' } });
  // Nothing waits for anybody any more.
  const { needs } = await dispatcher.call('orders.needs', {});
  expect(needs.filter((need) => need.orderId === orderId)).toEqual([]);
});
