import type { Locator, Page } from 'playwright-core';
import type { Json } from '../../domain/documents/base.ts';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import { placeOf } from '../../forms/engine/steps-of.ts';
import type {
  FieldDefinition,
  FieldState,
  OrderTypeDefinition,
  PhotoSlotState,
  StepForm,
} from '../../forms/engine/types.ts';
import { until } from '../processes/poll.ts';
import { sceneOf } from './fake-camera.ts';
import { saved } from './fields.ts';
import type { StationDriver } from './station-driver.ts';
import { drawSignature, openOrder } from './technician.ts';

/** Contacts with the glass and keys pressed. */
export type Hands = { readonly taps: number; readonly keys: number };

/** What each stage cost, in the order of the stages. */
export type CountedInstall = { readonly stages: Readonly<Record<string, Hands>>; readonly whole: Hands };

/** A native list of choices: it is opened, and one line of it is pressed. */
const tapsOfSelect = 2;

type Counter = {
  readonly hands: () => Promise<Hands>;
  readonly add: (taps: number) => void;
};

/**
 * Counts in the page what a person's hands did, by trusted events: a contact is a pointer that goes down, a key a character that is put in
 * (a Chinese one counts once, although a person presses several keys for it) or a key that puts in none, as Enter.
 */
async function counterOf(page: Page): Promise<Counter> {
  let unseen = 0;
  await page.evaluate(() => {
    const counted = { taps: 0, keys: 0 };
    Object.assign(window, { counted });
    window.addEventListener('pointerdown', (event) => (counted.taps += event.isTrusted ? 1 : 0), true);
    window.addEventListener(
      'keydown',
      (event) => (counted.keys += event.isTrusted && event.key.length > 1 ? 1 : 0),
      true,
    );
    window.addEventListener(
      'beforeinput',
      (event) => (counted.keys += event.isTrusted ? [...(event.data ?? '')].length : 0),
      true,
    );
  });
  return {
    add: (taps) => {
      unseen += taps;
    },
    hands: async () => {
      const { taps, keys } = await page.evaluate(() => (window as unknown as { counted: Hands }).counted);
      return { taps: taps + unseen, keys };
    },
  };
}

/**
 * A good install by the shortest way that its screens allow: every field that the form asks for and does not offer, nothing else; every
 * required photo; the signature; the report. The page's main button leads from step to step.
 * @param definition the order's type; its samples are the good answers
 * @param seen scenes of the fake camera that this device has photographed: it finds them again, also in another order
 */
export async function countedInstall(
  driver: StationDriver,
  orderId: string,
  definition: OrderTypeDefinition,
  seen = new Set<string>(),
): Promise<CountedInstall> {
  const page = driver.page();
  const counter = await counterOf(page);
  const stages: Record<string, Hands> = {};
  let before = await counter.hands();
  let stage = definition.stages[0]?.key ?? '';
  const close = async (next: string): Promise<void> => {
    const now = await counter.hands();
    const had = stages[stage] ?? { taps: 0, keys: 0 };
    stages[stage] = { taps: had.taps + now.taps - before.taps, keys: had.keys + now.keys - before.keys };
    before = now;
    stage = next;
  };
  await openOrder(page, orderId);
  for (let acts = 0; acts < 200; acts += 1) {
    const { view } = await driver.call('workOrder.open', { orderId });
    if (view.fold.phase === 'completed') break;
    const step = await stepOnScreen(page);
    const [stageHere = ''] = step.split('.');
    if (stageHere !== stage) await close(stageHere);
    await doStep({ driver, page, counter, orderId, definition, step, seen });
    await pressMain(driver, page, orderId);
  }
  await close('');
  const whole = await counter.hands();
  return { stages, whole };
}

type Work = {
  readonly driver: StationDriver;
  readonly page: Page;
  readonly counter: Counter;
  readonly orderId: string;
  readonly definition: OrderTypeDefinition;
  readonly step: string;
  /** scenes that were photographed */
  readonly seen: Set<string>;
};

async function stepOnScreen(page: Page): Promise<string> {
  const current = page.locator('[data-testid^="step-"][aria-current="step"]').first();
  const found = await current.getAttribute('data-testid', { timeout: 10_000 }).catch(() => null);
  return found?.slice('step-'.length) ?? /\/work\/([\w.]+)/.exec(page.url())?.[1] ?? '';
}

async function doStep(work: Work): Promise<void> {
  const { driver, page, orderId, definition, step } = work;
  const place = placeOf(definition, step);
  if (place === undefined) return;
  if (place.step.kind === 'signOff' && (await page.getByTestId('open-pad').isVisible())) {
    await drawSignature(page);
    await page.getByTestId('sign-confirm').last().click();
    await page.getByTestId('signed-off').waitFor();
    return;
  }
  if (place.step.kind === 'report' && (await page.getByTestId('make-report').isVisible())) {
    const { view } = await driver.call('workOrder.open', { orderId });
    if (view.fold.reports.length > 0) return;
    await page.getByTestId('make-report').click();
    await page.getByTestId('report-1').waitFor({ timeout: 30_000 });
    return;
  }
  const done = new Set<string>();
  for (let n = 0; n < 60; n += 1) {
    const form = await formOf(work);
    const open = form.fields.find((field) => field.relevant && field.problems.length > 0 && !done.has(field.key));
    if (open === undefined) break;
    done.add(open.key);
    const sample = definition.samples[step]?.[open.key];
    if (sample === undefined || sample === null)
      throw new Error(`${step}.${open.key} is asked, and has no good answer`);
    await answer(work, open, sample, isTyped(form.fields[form.fields.indexOf(open) + 1]));
    await saved(page);
  }
  const { photos } = await formOf(work);
  const missing = photos.filter((one) => one.relevant && one.required && one.count === 0);
  if (missing.length > 0) await photograph(work, missing);
}

/** The viewfinder takes one slot after another; a slot is aimed at by itself. */
async function photograph({ driver, page, orderId, seen }: Work, slots: readonly PhotoSlotState[]): Promise<void> {
  await page.getByTestId(`photo-add-${slots[0]?.key}`).click();
  for (const slot of slots) {
    await page.locator('[data-testid="viewfinder-video"][data-ready="true"]').waitFor();
    await page.locator(`[data-testid="viewfinder-state"][data-slot="${slot.key}"][data-phase="aiming"]`).waitFor();
    let before = await sceneOf(page);
    // Only a scene that has just come stays until the shutter is pressed.
    const scene = await until(
      'a scene that was not photographed yet',
      async () => {
        const now = await sceneOf(page);
        const hasCome = now !== before;
        before = now;
        return hasCome && !seen.has(now) && now;
      },
      { withinMs: 60_000, everyMs: 20 },
    );
    seen.add(scene);
    await page.getByTestId('shutter').click();
    await until(
      `the photo in ${slot.slot}`,
      async () =>
        (await driver.call('workOrder.open', { orderId })).view.evidence.some((one) => one.slot === slot.slot),
      { withinMs: 30_000 },
    );
  }
  // The camera closes by itself once nothing is missing.
  await page.getByTestId('viewfinder').waitFor({ state: 'detached' });
}

async function formOf({ driver, orderId, definition, step }: Work): Promise<StepForm> {
  const { view, local, settings } = await driver.call('workOrder.open', { orderId });
  return evaluateStep({ view, definition, settings, step, fields: local.drafts[step]?.fields ?? {} });
}

async function answer(
  { page, counter }: Work,
  { key, definition }: FieldState,
  value: Json,
  goesOn: boolean,
): Promise<void> {
  const tap = (testId: string): Promise<void> =>
    page
      .locator('label', { has: page.getByTestId(testId) })
      .first()
      .click();
  switch (definition.kind) {
    case 'yesNo':
      return tap(`option-${key}-${value === true ? 'yes' : 'no'}`);
    case 'choice':
    case 'rating':
      return tap(`option-${key}-${String(value)}`);
    case 'choices':
      for (const item of value as readonly string[]) await tap(`option-${key}-${item}`);
      return;
    case 'checklist': {
      const all = page.getByTestId(`check-all-${key}`);
      if (await all.isVisible()) return all.click();
      for (const item of needed(definition)) await tap(`option-${key}-${item}`);
      return;
    }
    case 'resources':
      return page.getByTestId('confirm-all').click();
    case 'time':
      return page.getByTestId(`now-${key}`).click();
    case 'rows':
      return typeRows(page, definition, value as readonly Readonly<Record<string, Json>>[]);
    case 'timeWindow':
      counter.add(tapsOfSelect);
      await page.getByTestId(`field-${key}-start`).selectOption('10:00');
      return;
    default: {
      const recalled = page.getByTestId(`recalled-${key}-0`);
      if (await recalled.isVisible()) return recalled.click();
      return typeInto(page.getByTestId(`field-${key}`), String(value), goesOn);
    }
  }
}

/** Where a form has no way to tick all: the items that its own constraint names, all others being good to have. */
const needed = ({ constraint, options = [] }: FieldDefinition): readonly string[] => {
  const named = [...(constraint?.expression ?? '').matchAll(/"([^"]+)"/g)].map(([, item = '']) => item);
  const asked = options.filter((option) => named.includes(option));
  return asked.length > 0 ? asked : options.slice(0, 1);
};

const typedKinds: ReadonlySet<string> = new Set(['text', 'serial', 'number', 'integer']);
/** Asked for next, and answered by keys: Enter leads there. */
const isTyped = (next: FieldState | undefined): boolean =>
  next?.relevant === true && next.problems.length > 0 && typedKinds.has(next.definition.kind);

async function typeInto(box: Locator, text: string, goesOn = false): Promise<void> {
  if (!(await box.evaluate((element) => element === document.activeElement))) await box.click();
  await box.pressSequentially(text);
  if (goesOn) await box.press('Enter');
  else await box.blur();
}

async function typeRows(
  page: Page,
  { key, columns = [] }: FieldDefinition,
  rows: readonly Readonly<Record<string, Json>>[],
): Promise<void> {
  for (const [i, row] of rows.entries()) {
    await page.getByTestId(`add-row-${key}`).click();
    for (const column of columns) {
      const cell = row[column.key];
      if (column.required !== true || cell === undefined || cell === null) continue;
      await typeInto(page.getByTestId(`field-${key}-${i}-${column.key}`), String(cell));
    }
  }
}

const mainActs = [
  'submit-step',
  'accept-order',
  'start-order',
  'resume-order',
  'pass-stage',
  'complete-order',
  'go-next',
  'make-report',
] as const;

/** Presses the main button, and waits until the order or the screen has moved on by it. */
async function pressMain(driver: StationDriver, page: Page, orderId: string): Promise<void> {
  const state = async (): Promise<string> => {
    const { view } = await driver.call('workOrder.open', { orderId });
    const { phase, passed, lastEventAt } = view.fold as unknown as Readonly<Record<string, unknown>>;
    const steps = view.stages.flatMap((stage) => stage.steps.map(({ heads }) => heads.length));
    return JSON.stringify([phase, passed, lastEventAt, steps, page.url()]);
  };
  const before = await state();
  const button = await until('the main button', async () => {
    for (const act of mainActs) {
      const found = page.getByTestId(act).and(page.locator('.ant-btn-primary'));
      if ((await found.isVisible()) && (await found.isEnabled())) return found;
    }
    return null;
  });
  await button.click();
  await until('something to move', async () => (await state()) !== before);
  // One press may submit, complete the stage and open the next step: it is over when nothing moves any more.
  let last = await state();
  await until('the screen to rest', async () => {
    await page.waitForTimeout(400);
    const now = await state();
    const rests = now === last;
    last = now;
    return rests;
  });
}
