import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { chromiumStation } from './chromium-station.ts';
import { tellStory } from './story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('the main job in Chromium: from dispatch to an approved report, offline in the middle, killed in every stage', async () => {
  const timeline = await tellStory({
    browser,
    openStation: (data, officeUrl) => chromiumStation(browser, data, officeUrl),
  });
  process.stdout.write(`${JSON.stringify({ story: 'chromium', ...timeline })}\n`);
  expect(timeline.killsWhileWorking).toBe(7);
});
