import { expect } from 'vitest';
import type { OpenOrder } from '../../bridge/station.ts';
import { formSteps, requiredSlots, stageKeys } from '../builders/answers.ts';
import type { Photo } from '../builders/photo.ts';
import { timed, until } from '../processes/poll.ts';
import type { StationDriver } from './station-driver.ts';
import { stepPlace } from './step-place.ts';
import { type Between, drawSignature, fillStep, openStep, passStage, submitStep, takePhoto } from './technician.ts';

/** In which step of each stage the station is killed between two acknowledged saves; in the last the whole program is. */
const killedIn: Readonly<Record<string, string>> = {
  orderStudy: 'orderStudy.services',
  preparation: 'preparation.kit',
  dropCable: 'dropCable.laying',
  opticalTurnup: 'opticalTurnup.readings',
  activation: 'activation.broadband',
  demoSpeedTest: 'demoSpeedTest.speedTest',
  signOff: 'signOff.summary',
};
const wholeProgramIn = 'demoSpeedTest.speedTest';

export type Worked = {
  readonly kills: number;
  readonly reportMs: number;
  /** by stage */
  readonly stagesMs: Readonly<Record<string, number>>;
};

/** All seven stages on the screen, without an office: every form, eight photos, the signature, the report, completed. */
export async function workThroughAllStages(
  driver: StationDriver,
  orderId: string,
  photoFor: (slot: string) => Photo,
): Promise<Worked> {
  let kills = 0;
  const kill: Between = async (typed) => {
    kills += 1;
    await killBetweenSaves(driver, orderId, typed, typed.step === wholeProgramIn);
  };
  let reportMs = 0;
  const stagesMs: Record<string, number> = {};
  for (const stage of stageKeys) {
    const began = Date.now();
    if (stage === 'dropCable') await startOrder(driver, orderId);
    for (const step of formSteps(stage)) {
      await fillStep(driver, step, {}, killedIn[stage] === step ? kill : undefined);
      for (const slot of requiredSlots(stage).filter((one) => one.startsWith(`${step}.`)))
        await takePhoto(driver.page(), slot, photoFor(slot));
      await submitStep(driver.page());
      await isSubmitted(driver, orderId, step);
    }
    // The press that submits the last form of the study accepts the order; the one that completes the order passes its last stage.
    if (stage === 'signOff') reportMs = await signAndReport(driver, orderId);
    else await passStage(driver, orderId, stage);
    stagesMs[stage] = Date.now() - began;
    process.stdout.write(`${JSON.stringify({ stage, ms: stagesMs[stage] })}\n`);
  }
  await driver.page().getByTestId('complete-order').click();
  await until('the order to be completed', async () => (await open(driver, orderId)).view.fold.phase === 'completed');
  return { kills, reportMs, stagesMs };
}

const open = (driver: StationDriver, orderId: string): Promise<OpenOrder> => driver.call('workOrder.open', { orderId });

async function isSubmitted(driver: StationDriver, orderId: string, step: string): Promise<void> {
  await until(`${step} to be submitted`, async () => {
    const { view } = await open(driver, orderId);
    return view.stages.flatMap(({ steps }) => steps).some(({ key, heads }) => key === step && heads.length > 0);
  });
}

async function startOrder(driver: StationDriver, orderId: string): Promise<void> {
  await driver.page().getByTestId('start-order').click();
  await until('the order to be started', async () => (await open(driver, orderId)).view.fold.phase === 'started');
}

/** What was acknowledged before the kill is there after it: the value just typed, every draft, and the whole derived order. */
async function killBetweenSaves(
  driver: StationDriver,
  orderId: string,
  { step, field }: { readonly step: string; readonly field: string },
  wholeProgram: boolean,
): Promise<void> {
  const before = await open(driver, orderId);
  const typed = before.local.drafts[step]?.fields[field];
  expect([step, field, typed ?? null]).not.toEqual([step, field, null]);
  if (wholeProgram) await driver.killAllAndStartAgain();
  else {
    await driver.killStation();
    await driver.startAgain();
  }
  const after = await open(driver, orderId);
  expect(JSON.stringify(after.view)).toBe(JSON.stringify(before.view));
  expect(after.local.drafts).toEqual(before.local.drafts);
  const page = driver.page();
  if (!(await page.getByTestId('order-screen').isVisible())) {
    await page.evaluate(
      (hash) => {
        window.location.hash = hash;
      },
      stepPlace(orderId, step),
    );
  }
  await page.getByTestId('order-screen').waitFor();
  // On the screen too, read anew from the station.
  await openStep(page, step);
  expect(await page.getByTestId('save-state').getAttribute('data-kind')).toBe('saved');
}

async function signAndReport(driver: StationDriver, orderId: string): Promise<number> {
  const page = driver.page();
  await openStep(page, 'signOff.signature');
  await drawSignature(page);
  await page.getByTestId('sign-confirm').click();
  await page.getByTestId('signed-off').waitFor();
  await openStep(page, 'signOff.report');
  const made = await timed(async () => {
    await page.getByTestId('make-report').click();
    await page.getByTestId('report-1').waitFor({ timeout: 20_000 });
  });
  expect((await open(driver, orderId)).view.fold.reports).toHaveLength(1);
  return made.ms;
}
