import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Language } from '../../domain/problem.ts';
import { until } from '../processes/poll.ts';
import { resultsFolder } from './keep-pictures.ts';

export const picturesFolder: string = path.join(resultsFolder, 'screens');

/** The product's sizes. */
export const sizes = {
  wide: { width: 1280, height: 800 },
  small: { width: 1024, height: 768 },
} as const;

export const languages = ['zh-CN', 'en'] as const;

/**
 * Says whether a screen is looked at in this language. A look takes seconds, most of them axe's: an ordinary run looks at each screen in
 * one language and in the size of `judgedAt`, at half of the screens in either; with LINEWORK_LONG at all of them in both and in each size.
 */
export const isLookedAt = (name: string, language: Language): boolean =>
  isLong || (name.length % 2 === 0) === (language === 'zh-CN');
const isLong = process.env.LINEWORK_LONG !== undefined;
const judgedAt: Readonly<Record<Language, keyof typeof sizes>> = { 'zh-CN': 'wide', en: 'small' };

export type Camera = {
  readonly language: Language;
  /** A picture of what is on the page, and what axe holds against it, when the screen is looked at in this language (`isLookedAt`). */
  readonly look: (name: string) => Promise<void>;
  /** Goes to a place inside the page and waits until the element is there. */
  readonly goTo: (hash: string, shown: string) => Promise<void>;
  /** what axe found serious or critical, as `screen: rule: element` */
  readonly found: readonly string[];
};

export function openCamera(page: Page, language: Language): Camera {
  const found: string[] = [];
  const judged = judgedAt[language];
  const other = judged === 'wide' ? sizes.small : sizes.wide;
  const order = isLong ? [other, sizes[judged]] : [sizes[judged]];
  return {
    language,
    found,
    look: async (name) => {
      if (!isLookedAt(name, language)) return;
      // No hand on what happens to lie under the last press.
      await page.mouse.move(0, 0);
      for (const size of order) {
        await page.setViewportSize(size);
        await settled(page);
        await page.screenshot({
          path: path.join(picturesFolder, `${name}.${language}.${size.width}x${size.height}.png`),
        });
      }
      const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
      // What lies behind a dialog is judged on its own screen.
      if (await page.locator('.ant-modal').first().isVisible()) axe.include('.ant-modal');
      const { violations } = await axe.analyze();
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical')
          found.push(...nodes.slice(0, 3).map((node) => `${name}: ${id}: ${node.target.join(' ')}`));
    },
    goTo: async (hash, shown) => {
      await page.evaluate((to) => {
        window.location.hash = to;
      }, hash);
      await page.getByTestId(shown).first().waitFor();
    },
  };
}

/** What stands still on the page: no spinner, no running animation. */
async function settled(page: Page): Promise<void> {
  await until('the page to stand still', () =>
    page.evaluate(() => {
      const moving = document.getAnimations().some((one) => one.playState === 'running');
      return !moving && document.querySelector('.ant-skeleton, .ant-spin-spinning') === null;
    }),
  );
}
