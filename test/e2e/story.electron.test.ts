import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronForTests } from '../../build/needs/electron.ts';
import { root } from '../../build/root.ts';
import { openBrowser } from './browser.ts';
import { electronStation } from './electron-station.ts';
import { tellStory } from './story.ts';

/** The console stays in Chromium; the technician's window and station are Electron's. */
describe.skipIf(electronForTests(root) === undefined)('in Electron', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('the main job: from dispatch to an approved report, offline in the middle, killed in every stage', async () => {
    const timeline = await tellStory({ browser, openStation: electronStation });
    process.stdout.write(`${JSON.stringify({ story: 'electron', ...timeline })}\n`);
    expect(timeline.killsWhileWorking).toBe(7);
  });
});
