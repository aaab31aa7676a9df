import type { Page } from 'playwright-core';
import type { Json } from '../../domain/documents/base.ts';
import { stepsOf } from '../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import type { Answers } from '../builders/answers.ts';
import type { Photo } from '../builders/photo.ts';
import { until } from '../processes/poll.ts';
import { answerField, saved, wholePage } from './fields.ts';
import type { StationDriver } from './station-driver.ts';

/** Signs in on the station's own screen. */
export async function signInOnScreen(page: Page, username: string): Promise<void> {
  await page.getByTestId('signin-username').fill(username);
  await page.getByTestId('signin-password').fill('linework');
  await page.getByTestId('signin-submit').click();
  await page.getByTestId('tab-today').waitFor();
}

export async function openOrder(page: Page, orderId: string): Promise<void> {
  const next = page.locator(`[data-testid="next-order"][data-order-id="${orderId}"]`);
  if (await next.isVisible()) {
    await next.click();
    await until('the next order', async () => page.url().includes(orderId));
    await page.getByTestId('order-screen').waitFor();
    return;
  }
  if (await page.getByTestId('back-to-list').isVisible()) await page.getByTestId('back-to-list').click();
  await page.locator(`[data-order-id="${orderId}"]`).first().click();
  await page.getByTestId('order-screen').waitFor();
}

/** By the rail, as a person goes. */
export async function openStep(page: Page, step: string): Promise<void> {
  const link = page.getByTestId(`step-${step}`);
  await page.getByTestId('stage-rail').waitFor();
  if (!(await link.isVisible())) await page.getByTestId(`stage-button-${step.split('.')[0]}`).click();
  await link.click();
  await until(`${step} on the screen`, async () => (await link.getAttribute('aria-current')) === 'step');
}

/** `between` runs once, after the first acknowledged save of the step and before the next. */
export type Between = (typed: Typed) => Promise<unknown>;
export type Typed = { readonly step: string; readonly field: string };

/** Fills in one step field by field, each acknowledged before the next, and submits it. */
export async function fillStep(
  driver: StationDriver,
  step: string,
  over: Answers = {},
  between?: Between,
  orderType: OrderTypeDefinition = ftthInstall,
): Promise<void> {
  const definition = stepsOf(orderType).find(({ key }) => key === step)?.step;
  if (!definition) throw new Error(`no step ${step}`);
  await openStep(driver.page(), step);
  let interrupted = false;
  const answers: Readonly<Record<string, Json>> = { ...orderType.samples[step], ...over };
  for (const field of definition.fields) {
    const value = answers[field.key];
    if (value === undefined || value === null) continue;
    if (field.kind === 'position' && driver.shell === 'electron') continue;
    if (!(await answerField(wholePage(driver.page()), field, value))) continue;
    await saved(driver.page());
    if (interrupted || !between) continue;
    interrupted = true;
    await between({ step, field: field.key });
    await openStep(driver.page(), step);
  }
}

export async function submitStep(page: Page): Promise<void> {
  await page.getByTestId('submit-step').click();
}

/** Puts a photo into a slot of the step on the screen, and waits until the station has it for good. */
export async function takePhoto(page: Page, slot: string, photo: Photo): Promise<void> {
  const key = slot.split('.')[2] ?? '';
  const before = await page.getByTestId(`slot-${key}`).locator('[data-testid^="photo-workOrder"]').count();
  const file = { name: `IMG_${photo.sha256.slice(0, 6)}.jpg`, mimeType: 'image/jpeg', buffer: photo.bytes };
  await page.getByTestId(`photo-file-${key}`).setInputFiles(file);
  await until(
    `the photo in ${slot}`,
    async () =>
      (await page.getByTestId(`slot-${key}`).locator('[data-testid^="photo-workOrder"]').count()) === before + 1,
    { withinMs: 30_000 },
  );
}

/** Hands the tablet to the customer, who writes two strokes with the pointer. Confirmed there, by `sign-confirm`. */
export async function drawSignature(page: Page): Promise<void> {
  await page.getByTestId('open-pad').click();
  const pad = page.getByTestId('signature-pad');
  const box = await pad.boundingBox();
  if (!box) throw new Error('the pad is not on the screen');
  const at = (x: number, y: number): readonly [number, number] => [box.x + box.width * x, box.y + box.height * y];
  const strokes = [
    [at(0.15, 0.3), at(0.45, 0.7)],
    [at(0.5, 0.25), at(0.85, 0.65)],
  ] as const;
  for (const [n, [from, to]] of strokes.entries()) {
    await page.mouse.move(...from);
    await page.mouse.down();
    for (let i = 1; i <= 12; i += 1) {
      const wave = Math.sin(i) * box.height * 0.06;
      await page.mouse.move(from[0] + ((to[0] - from[0]) * i) / 12, from[1] + ((to[1] - from[1]) * i) / 12 + wave);
    }
    await page.mouse.up();
    await until(`stroke ${n + 1} on the pad`, async () => (await pad.getAttribute('data-strokes')) === String(n + 1));
  }
}

/** Completes a stage, which the press that submitted its last form may have done already. */
export async function passStage(driver: StationDriver, orderId: string, stage: string): Promise<void> {
  const isPassed = async (): Promise<boolean> => {
    const { view } = await driver.call('workOrder.open', { orderId });
    return view.fold.passed[stage] !== undefined;
  };
  const button = driver.page().getByTestId('pass-stage');
  await until(`${stage} passed, or its button`, async () => (await isPassed()) || (await button.isVisible()));
  // While the stage is being completed by itself the button comes and goes.
  if (!(await isPassed())) await button.click({ timeout: 5_000 }).catch(() => undefined);
  await until(`${stage} to be passed`, isPassed);
}
