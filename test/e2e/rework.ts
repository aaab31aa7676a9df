import { expect } from 'vitest';
import type { Answers } from '../builders/answers.ts';
import { sampleOf } from '../builders/answers.ts';
import { makePhoto } from '../builders/photo.ts';
import { until } from '../processes/poll.ts';
import { saved } from './fields.ts';
import type { StationDriver } from './station-driver.ts';
import { openStep } from './technician.ts';

/** The returned step can be changed and every other is read-only: on the screen, and by call whatever a caller tries. */
export async function onlyThisStepIsOpen(driver: StationDriver, orderId: string, returned: string): Promise<void> {
  const page = driver.page();
  if (!(await page.getByTestId('order-screen').isVisible())) {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/order/${orderId}`);
    await page.getByTestId('order-screen').waitFor();
  }
  const { view } = await driver.call('workOrder.open', { orderId });
  expect(view.fold.rework.map(({ step }) => step)).toEqual([returned]);
  for (const step of view.stages.flatMap(({ steps }) => steps).filter(({ relevant }) => relevant)) {
    const isReturned = step.key === returned;
    await openStep(page, step.key);
    expect([step.key, await page.getByTestId('step-locked').count()]).toEqual([step.key, isReturned ? 0 : 1]);
    const open = await page.locator('main input:enabled, main textarea:enabled, main select:enabled').count();
    expect([step.key, open > 0]).toEqual([step.key, isReturned]);
    if (step.kind !== 'form' || isReturned) continue;
    const argument = { orderId, step: step.key, fields: { ...sampleOf(step.key) } };
    for (const name of ['step.submit', 'step.saveDraft'] as const)
      expect([step.key, name, await driver.ask(name, argument)]).toMatchObject([
        step.key,
        name,
        { ok: false, problem: { code: 'step.readOnly' } },
      ]);
  }
  expect(await page.getByTestId('rework-note').count()).toBeLessThanOrEqual(1);
  await photosAreReadOnly(driver, orderId, returned);
  const { digest } = await driver.call('signOff.summary', { orderId });
  const signOff = {
    outcome: 'refused',
    reasonCode: 'customerAbsent',
    note: '',
    witness: '物业',
    seenDigest: digest,
  } as const;
  expect(await driver.ask('signOff.sign', { orderId, signOff })).toMatchObject({
    ok: false,
    problem: { code: 'step.readOnly' },
  });
}

/** Photos belong to their step: adding and withdrawing are refused as well. */
async function photosAreReadOnly(driver: StationDriver, orderId: string, returned: string): Promise<void> {
  const slot = 'dropCable.photos.route';
  expect(slot.startsWith(returned)).toBe(false);
  const bytes = makePhoto(99).bytes.toString('base64');
  expect(await driver.ask('evidence.add', { orderId, slot, bytes, source: 'file' })).toMatchObject({
    ok: false,
    problem: { code: 'step.readOnly' },
  });
  const { view } = await driver.call('workOrder.open', { orderId });
  const taken = view.evidence.find((item) => item.slot === slot);
  const withdraw = { orderId, evidenceId: taken?.id ?? '', reasonCode: 'blurred', note: '' };
  expect(await driver.ask('evidence.withdraw', withdraw)).toMatchObject({
    ok: false,
    problem: { code: 'step.readOnly' },
  });
}

/** Mends the returned step on the screen and resubmits the order. */
export async function mendAndResubmit(
  driver: StationDriver,
  orderId: string,
  step: string,
  numbers: Answers,
): Promise<void> {
  const page = driver.page();
  await openStep(page, step);
  await page.getByTestId('rework-note').waitFor();
  for (const [key, value] of Object.entries(numbers)) {
    await page.getByTestId(`field-${key}`).fill(String(value));
    await saved(page);
  }
  await page.getByTestId('submit-step').click();
  await page.getByTestId('rework-done').click();
  await until('the order to be resubmitted', async () => {
    const { fold } = (await driver.call('workOrder.open', { orderId })).view;
    return fold.reviewState === 'resubmitted';
  });
}
