import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSmallPhoto } from '../builders/photo.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, officeView, openField } from '../sync/field.ts';
import { openBrowser, openContext } from './browser.ts';
import { type Camera, languages, openCamera } from './camera.ts';
import { filming, openBrowserWithCamera, sceneOf, watchStreams } from './fake-camera.ts';
import { stepPlace } from './step-place.ts';

let folder: TemporaryFolder;
let field: Field;
let station: FieldStation;
let browser: Browser;
beforeAll(async () => {
  folder = await temporaryFolder('viewfinder');
  browser = await openBrowserWithCamera(folder.path);
  field = await openField();
  station = await field.station('tech1');
});
afterAll(async () => {
  await browser?.close();
  await field?.close();
  await folder?.remove();
});

/** What was photographed in any of these orders: the device finds a scene that it took before on another order, too. */
const seen: string[] = [];
const slots = ['start', 'route', 'entry', 'outlet'] as const;

/** An order whose cable is being laid, and its photo step on a page of its own. */
async function photoStep(given: { readonly allowed?: boolean; readonly on?: Browser; readonly step?: string } = {}) {
  const orderId = await field.create();
  await field.assign(orderId, 'tech1');
  await station.has(orderId);
  const step = given.step ?? 'dropCable.photos';
  await workByCalls(station, { orderId, until: step.split('.')[0] ?? '' });
  const context = await openContext(given.on ?? browser, {
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    permissions: given.allowed === false ? [] : ['camera'],
  });
  const page = await context.newPage();
  await watchStreams(page);
  await page.goto(station.pairingUrl());
  await page.getByTestId('tab-today').waitFor();
  await page.evaluate(
    (to) => {
      window.location.hash = to;
    },
    stepPlace(orderId, step),
  );
  await page.getByTestId('step-title').waitFor();
  return { page, orderId, close: () => context.close() };
}

const state = (page: Page) => page.getByTestId('viewfinder-state');
const evidenceOf = async (orderId: string) => (await station.view(orderId)).evidence;

/** Waits until the camera sees what it has (`same`) or has not (`other`) seen, and presses the shutter. One tap. */
async function shoot(page: Page, what: 'other' | 'same' = 'other'): Promise<void> {
  await page.locator('[data-testid="viewfinder-video"][data-ready="true"]').waitFor();
  await page.locator('[data-phase="aiming"]').waitFor();
  // Only a scene that has just come stays until the shutter is pressed.
  let before = await sceneOf(page);
  const scene = await until(
    `${what} scene`,
    async () => {
      const now = await sceneOf(page);
      const hasCome = now !== before;
      before = now;
      return hasCome && (what === 'other' ? !seen.includes(now) : now === seen.at(-1)) && now;
    },
    { withinMs: 60_000, everyMs: 20 },
  );
  seen.push(scene);
  await page.getByTestId('shutter').click();
}

describe('the viewfinder', () => {
  it('photographs a step at one tap a photo: live, by the station’s clock, and the reviewer sees it so', async () => {
    const { page, orderId, close } = await photoStep();
    const began = Date.now();
    await page.getByTestId('photo-add-start').click();
    for (const slot of slots) {
      await until(`the aim at ${slot}`, async () => (await state(page).getAttribute('data-slot')) === slot);
      await shoot(page);
      await until(`a photo in ${slot}`, async () =>
        (await evidenceOf(orderId)).some((item) => item.slot === `dropCable.photos.${slot}`),
      );
    }
    // Nothing is missing any more: the form comes back by itself.
    await page.getByTestId('viewfinder-closing').waitFor();
    await page.getByTestId('viewfinder').waitFor({ state: 'detached' });
    expect(await filming(page)).toBe(0);
    for (const slot of slots) expect(await page.getByTestId(`photo-count-${slot}`).innerText()).toMatch(/^1\//);

    const taken = await evidenceOf(orderId);
    expect(taken).toHaveLength(4);
    for (const { document } of taken) {
      expect(document.source).toBe('live');
      expect(document.cameraLabel ?? '').not.toBe('');
      expect(document.position).toBeUndefined();
      expect(document.check?.faults).toEqual([]);
      expect(Date.parse(document.takenAt)).toBeGreaterThanOrEqual(began);
      expect(Date.parse(document.takenAt)).toBeLessThanOrEqual(Date.now());
    }
    await station.synchronised();
    const reviewed = await officeView(field.dispatcher, orderId);
    expect(reviewed.evidence.map(({ document }) => document.source)).toEqual(['live', 'live', 'live', 'live']);
    expect(reviewed.findings.filter(({ kind }) => kind === 'filePhoto')).toEqual([]);
    await close();
  });

  it('a doubtful shot stops and asks: again takes its place, keep says why; three in a row of one slot', async () => {
    const { page, orderId, close } = await photoStep();
    await page.getByTestId('photo-add-start').click();
    await shoot(page);
    await until('the aim at route', async () => (await state(page).getAttribute('data-slot')) === 'route');

    await shoot(page, 'same');
    await page.locator('[data-testid="shot-doubt"] [data-fault="resembles"]').waitFor();
    expect(await state(page).getAttribute('data-slot')).toBe('route');
    expect(await page.getByTestId('shutter').isDisabled()).toBe(true);
    await page.getByTestId('shot-retake').click();
    await shoot(page);
    await until('the aim at entry', async () => (await state(page).getAttribute('data-slot')) === 'entry');
    const route = (await evidenceOf(orderId)).filter(({ slot }) => slot.endsWith('.route'));
    expect(route.map(({ withdrawn }) => withdrawn?.reasonCode ?? null).sort()).toEqual(['duplicate', null]);

    await shoot(page, 'same');
    await page.getByTestId('shot-doubt').waitFor();
    await page.getByTestId('shot-keep-readable').click();
    await until('the aim at outlet', async () => (await state(page).getAttribute('data-slot')) === 'outlet');
    // Whoever presses anything while it closes stays.
    await shoot(page);
    await page.getByTestId('viewfinder-closing').click();
    await page.getByTestId('viewfinder-closing').waitFor({ state: 'detached' });
    await page.getByTestId('slots-complete').waitFor();
    expect(await filming(page)).toBe(1);
    const entry = (await evidenceOf(orderId)).find(({ slot }) => slot.endsWith('.entry'));
    expect(entry?.kept?.note).toBe('内容可以辨认');

    await page.getByTestId('aim-route').click();
    await page.getByTestId('stay-on-slot').click();
    for (const count of [2, 3, 4]) {
      await shoot(page);
      await until(`${count} of the route`, async () =>
        (await page.getByTestId('aim-route').innerText()).includes(`${count}/6`),
      );
      expect(await state(page).getAttribute('data-slot')).toBe('route');
    }
    // What was saved last is looked at and taken again, with one press for the reason.
    await page.getByTestId('shot-look').click();
    await page.getByTestId('retake-because-wrongSlot').click();
    await shoot(page);
    await until('the fourth replaced', async () =>
      (await evidenceOf(orderId)).some(({ withdrawn }) => withdrawn?.reasonCode === 'wrongSlot'),
    );
    expect(await page.getByTestId('aim-route').innerText()).toContain('4/6');
    await page.keyboard.press('Escape');
    await page.getByTestId('viewfinder').waitFor({ state: 'detached' });
    await close();
  });

  it('stops filming when the page is hidden and when the session is locked', async () => {
    const { page, close } = await photoStep();
    await page.getByTestId('photo-add-start').click();
    await until('a picture', async () => (await filming(page)) === 1);
    const show = (visibility: string) =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
        document.dispatchEvent(new Event('visibilitychange'));
      }, visibility);
    await show('hidden');
    await until('no camera behind a hidden page', async () => (await filming(page)) === 0);
    await show('visible');
    await until('the picture again', async () => (await filming(page)) === 1);
    await station.call('session.lock', {});
    await page.getByTestId('signin-password').waitFor();
    expect(await filming(page)).toBe(0);
    await station.signIn('tech1');
    await close();
  });

  it('a photo that the station could not save is offered again, and is taken once', async () => {
    const { page, orderId, close } = await photoStep();
    await page.getByTestId('photo-add-start').click();
    await page.getByTestId('viewfinder-video').waitFor();
    await page.route('**/call/evidence.add', (route) => route.abort(), { times: 1 });
    await shoot(page);
    await page.getByTestId('shot-failed').waitFor();
    expect(await page.getByTestId('shot').isVisible()).toBe(true);
    await page.getByTestId('shot-again').click();
    await page.getByTestId('shot-saved').waitFor();
    expect(await evidenceOf(orderId)).toHaveLength(1);
    await close();
  });
});

describe('no picture, said plainly', () => {
  /** Looks at what is on the page in both languages; nothing serious may be wrong with it. */
  async function inBothLanguages(page: Page, name: string): Promise<void> {
    const found: string[] = [];
    for (const language of [...languages].reverse()) {
      await station.call('settings.set', { language });
      await page.locator(`html[lang="${language}"]`).waitFor();
      const camera: Camera = openCamera(page, language);
      await camera.look(name);
      found.push(...camera.found);
    }
    expect(found).toEqual([]);
  }

  it('not allowed: what to do, and a file where the slot takes files', async () => {
    const { page, orderId, close } = await photoStep({ allowed: false });
    await page.getByTestId('photo-add-start').click();
    await page.locator('[data-trouble="refused"]').waitFor();
    expect(await page.getByTestId('camera-trouble').innerText()).toContain('允许');
    await inBothLanguages(page, 'station-camera-refused');
    const file = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: makeSmallPhoto(71).bytes };
    await page.getByTestId('viewfinder-file').setInputFiles(file);
    await until('the file', async () => (await evidenceOf(orderId))[0]?.document.source === 'file');
    // Allowed meanwhile: the picture comes by itself.
    await page.getByTestId('aim-route').click();
    await page.context().grantPermissions(['camera']);
    await shoot(page);
    await until('the photo', async () => (await evidenceOf(orderId)).length === 2);
    await close();
  });

  it('held by another program, then free; and a slot that takes no files says so', async () => {
    const { page, close } = await photoStep({ step: 'preparation.kit' });
    await page.evaluate(() => {
      const media = navigator.mediaDevices;
      const ask = media.getUserMedia;
      media.getUserMedia = () => Promise.reject(new DOMException('in use', 'NotReadableError'));
      Object.assign(window, { free: () => Object.assign(media, { getUserMedia: ask }) });
    });
    await page.locator('[data-testid^="photo-add-"]').first().click();
    await page.locator('[data-trouble="busy"]').waitFor();
    expect(await page.getByTestId('camera-trouble').innerText()).toContain('占用');
    expect(await page.getByTestId('camera-trouble').innerText()).toContain('只收现场拍摄');
    expect(await page.getByTestId('viewfinder-file').count()).toBe(0);
    await page.evaluate(() => (window as unknown as { free: () => void }).free());
    await page.getByTestId('camera-retry').click();
    await page.locator('[data-testid="viewfinder-video"][data-ready="true"]').waitFor();
    await close();
  });

  it('no camera at all', async () => {
    const bare = await openBrowser();
    try {
      const { page } = await photoStep({ on: bare });
      await page.getByTestId('photo-add-start').click();
      await page.locator('[data-trouble="none"]').waitFor();
      expect(await page.getByTestId('viewfinder-file').isEnabled()).toBe(true);
      await inBothLanguages(page, 'station-camera-none');
    } finally {
      await bare.close();
    }
  });
});
