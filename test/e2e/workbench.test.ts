import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { layOut } from '../../forms/engine/json-text.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { installDefinition } from '../builders/install-definition.ts';
import { newOrder } from '../builders/new-order.ts';
import type { OfficeClient } from '../processes/calls.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { openBrowser } from './browser.ts';
import { openConsole } from './console-page.ts';
import { resultsFolder } from './keep-pictures.ts';

/** The order-type workbench in both languages and both sizes: pictures to look at, nothing serious by axe, and a version made by hand. */
const pictures = path.join(resultsFolder, 'workbench');
const sizes = [
  { width: 1024, height: 768 },
  { width: 1280, height: 800 },
] as const;
const cases = (['zh-CN', 'en'] as const).flatMap((language) => sizes.map((size) => ({ language, size })));
type Case = (typeof cases)[number];
/** Each takes some 45 s; `npm run test:long` looks at both languages and both sizes. */
const looked = process.env.LINEWORK_LONG ? cases : cases.slice(0, 1);

const { key, version: shipped } = installDefinition;
/** the version that is published first, beside the shipped one */
const published = shipped + 1;
const [first, second, ...others] = installDefinition.stages;
if (!first || !second) throw new Error('the install has stages');

/** The install with everything that a flow can have: an office stage, raised orders of each kind, two more clocks. */
function rich(version: number): OrderTypeDefinition {
  const handed = {
    products: Object.fromEntries(installDefinition.products.map((one) => [one.key, `order.products.${one.key}`])),
    resources: Object.fromEntries(installDefinition.resources.map((one) => [one.key, `order.resources.${one.key}`])),
  };
  const desk = {
    key: 'deskCheck',
    performer: 'desk',
    steps: [
      { key: 'call', kind: 'form', fields: [{ key: 'reached', kind: 'yesNo', required: true }], photos: [] } as const,
    ],
    gates: [
      {
        key: 'called',
        holds: 'steps.deskCheck.call.reached == true',
        code: 'gate.notMet',
        overridable: false,
      } as const,
    ],
  };
  const said: Readonly<Record<string, readonly [string, string]>> = {
    'performer.desk': ['回访坐席', 'Call-back desk'],
    'stage.deskCheck': ['完工前电话核实', 'Call before completion'],
    'step.deskCheck.call': ['致电客户', 'Call the customer'],
    'field.deskCheck.call.reached': ['已联系到客户', 'Customer reached'],
    'gate.deskCheck.called': ['已联系到客户', 'Customer reached'],
    'refusal.deskCheck.called': ['请先联系客户。', 'Reach the customer first.'],
    'raise.repair': ['线路整改', 'Line repair'],
    'raise.again': ['补装', 'Install again'],
    'raise.moved': ['改址装机', 'Install elsewhere'],
    'sla.desk': ['回访时限', 'Call-back limit'],
    'slaRule.desk': ['当日回访', 'Called back the same day'],
    'escalation.desk.late': ['超时通知', 'Late call'],
  };
  const words = (n: 0 | 1) => Object.fromEntries(Object.entries(said).map(([name, both]) => [name, both[n]]));
  return {
    ...installDefinition,
    version,
    settings: [...new Set([...installDefinition.settings, 'calendar'])],
    performers: { ...installDefinition.performers, desk: 'dispatcher' },
    stages: [first, second, desk, ...others] as OrderTypeDefinition['stages'],
    raises: [
      { key: 'repair', orderType: key, relation: 'child', on: 'stage:preparation', ...handed },
      { key: 'again', orderType: key, relation: 'follow', on: 'partiallyCompleted', ...handed },
      { key: 'moved', orderType: key, relation: 'follow', on: 'asked', ...handed },
    ],
    sla: [
      ...installDefinition.sla,
      {
        key: 'desk',
        clock: 'working',
        limitDays: '1.0',
        warnAtPercent: 50,
        startsAt: 'stage:deskCheck',
        stopsAt: 'stage:deskCheck',
        escalations: [{ key: 'late', atPercent: 80, to: 'desk' }],
        source: 'sample',
      },
    ],
    texts: {
      'zh-CN': { ...installDefinition.texts['zh-CN'], ...words(0) },
      en: { ...installDefinition.texts.en, ...words(1) },
    },
    samples: { ...installDefinition.samples, 'deskCheck.call': { reached: true } },
  };
}

let browser: Browser;
let folder: TemporaryFolder;
let office: OfficeProcess;
let administrator: OfficeClient;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  folder = await temporaryFolder('workbench');
  [browser, office] = await Promise.all([openBrowser(), startOffice({ data: folder.path })]);
  administrator = await office.signIn('admin1');
  const dispatcher = await office.signIn('disp1');
  await dispatcher.call('workOrder.create', newOrder());
  await administrator.call('orderTypes.publish', { text: layOut(rich(published) as unknown as Json) });
  await dispatcher.call('workOrder.create', newOrder());
});
afterAll(async () => {
  await browser.close();
  await office.stop();
  await folder.remove();
});

async function look(page: Page, name: string, { language, size }: Case): Promise<readonly string[]> {
  await until('the page to stand still', () =>
    page.evaluate(() => {
      const moving = document.getAnimations().some((one) => one.playState === 'running');
      return !moving && document.querySelector('.ant-skeleton, .ant-spin-spinning') === null;
    }),
  );
  await page.screenshot({ path: path.join(pictures, `${name}.${language}.${size.width}.png`) });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${name}: ${id}: ${node.target.join(' ')}`));
}

const goTo = async (page: Page, hash: string, shown: string): Promise<void> => {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await page.getByTestId(shown).first().waitFor();
};

/** Nothing but what scrolls by itself is wider than the page. */
const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const main = document.querySelector('main');
    return (
      document.documentElement.scrollWidth > window.innerWidth || (main?.scrollWidth ?? 0) > (main?.clientWidth ?? 0)
    );
  });

describe('the workbench', () => {
  it.each(looked)('$language at $size.width', async (the) => {
    const { page, context } = await openConsole(browser, office.url, 'admin1', the);
    const found: string[] = [];
    const places: readonly (readonly [string, string, string])[] = [
      ['types', '#/order-types', `version-${key}-${shipped}`],
      ['flow', `#/order-types/${key}/${published}/flow`, 'flow-diagram'],
      ['trial', `#/order-types/${key}/${published}/trial`, 'trial-form'],
      ['edit', `#/order-types/${key}/${published}/edit`, 'code'],
      ['compare', `#/order-types/${key}/${published}/compare`, 'changes'],
    ];
    for (const [name, hash, shown] of places) {
      await goTo(page, hash, shown);
      found.push(...(await look(page, name, the)));
      expect([name, await overflows(page)]).toEqual([name, false]);
    }
    await goTo(page, `#/order-types/${key}/${published}/flow`, 'flow-list');
    await page.getByTestId('flow-diagram').evaluate((box) => box.scrollTo(box.scrollWidth, 0));
    found.push(...(await look(page, 'flow-end', the)));
    await page.getByTestId('flow-list').scrollIntoViewIfNeeded();
    found.push(...(await look(page, 'flow-list', the)));

    await goTo(page, `#/order-types/${key}/${published}/trial`, 'trial-form');
    await page.getByTestId('trial-step-opticalTurnup.readings').click();
    await page.getByTestId('field-onuDbm').fill('-31');
    await until(
      'the gate to refuse',
      async () => (await page.getByTestId('trial-gates').getAttribute('data-passes')) === 'false',
    );
    found.push(...(await look(page, 'trial-refused', the)));

    await goTo(page, `#/order-types/${key}/${published}/edit`, 'code');
    await foldsAndOpens(page);
    await setText(
      page,
      (await storedText(published))
        .replace('"holds": "', '"holds": "fields.nowhere && ')
        .replace('"kind": "form"', '"colour": 1, "kind": "form"'),
    );
    await page
      .getByTestId(/^code-problem-/)
      .first()
      .click();
    await until(
      'the cursor to be in the line of the problem',
      async () => (await page.getByTestId('shape-help').getAttribute('data-part')) !== 'type',
    );
    found.push(...(await look(page, 'edit-problems', the)));
    await context.close();
    expect(found).toEqual([]);
  });

  it('publishes a version made by hand: a renamed field, a new text, the dialog, the list', async () => {
    const the = cases[0];
    if (!the) throw new Error('no case');
    const { page, context } = await openConsole(browser, office.url, 'admin1', the);
    const version = 1 + Math.max(...(await numbers()));
    await goTo(page, `#/order-types/${key}/${version - 1}/edit`, 'code');
    await setText(
      page,
      (await storedText(version - 1))
        .replaceAll('deskCheck.call.reached', 'deskCheck.call.spoken')
        .replace('{ "key": "reached"', '{ "key": "spoken"')
        .replace('"reached": true', '"spoken": true'),
    );
    await page.getByTestId('draft-tag').waitFor();
    await until(
      'nothing to be wrong',
      async () => (await page.getByTestId('problem-list').getAttribute('data-count')) === '0',
    );
    // The draft survives a look at its flow.
    await page.getByTestId('type-tab-compare').click();
    await page.getByTestId('change-field-deskCheck.call.spoken').waitFor();
    await page.getByTestId('type-tab-edit').click();
    await page.getByTestId('publish').click();
    await page.getByTestId('rename-deskCheck.call.reached').click();
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: 'deskCheck.call.spoken' })
      .click();
    expect(await look(page, 'publish', the)).toEqual([]);
    await page.getByTestId('dialog-submit').click();
    await until('the new version', async () => (await numbers()).includes(version));
    await until('the page to show it', async () => page.url().endsWith(`/${key}/${version}/flow`));
    const { text } = await administrator.call('orderTypes.open', { key, version });
    expect((JSON.parse(text) as OrderTypeDefinition).upgrades).toEqual([
      { from: version - 1, renamed: { 'deskCheck.call.reached': 'deskCheck.call.spoken' } },
    ]);
    await goTo(page, `#/order-types/${key}/${version - 1}/edit`, 'code');
    expect(await page.getByTestId('draft-tag').count()).toBe(0);
    await context.close();
  });
});

describe('a new type', () => {
  it('is a copy of another under a key of its own', async () => {
    const the = cases[2];
    if (!the) throw new Error('no case');
    const { page, context } = await openConsole(browser, office.url, 'admin1', the);
    await goTo(page, `#/order-types/${key}/${published}/edit`, 'code');
    await setText(
      page,
      (await storedText(published))
        .replace(`"key": "${key}"`, '"key": "shop-install"')
        .replace(/"tmfNames": \[[^\]]*\]/, '"tmfNames": ["shop-install"]'),
    );
    await page.getByTestId('draft-tag').waitFor();
    await page.getByTestId('publish').click();
    expect(await page.getByRole('dialog').innerText()).toContain('shop-install is new');
    expect(await look(page, 'publish-new', the)).toEqual([]);
    await page.getByTestId('dialog-submit').click();
    await until('the page to show it', async () => page.url().endsWith('/shop-install/1/flow'));
    const { text } = await administrator.call('orderTypes.open', { key: 'shop-install', version: 1 });
    expect(JSON.parse(text)).toMatchObject({ key: 'shop-install', version: 1 });
    expect((JSON.parse(text) as OrderTypeDefinition).upgrades).toBeUndefined();
    await context.close();
  });
});

const numbers = async (): Promise<readonly number[]> =>
  ((await administrator.call('orderTypes.versions', {})).types.find((one) => one.key === key)?.versions ?? []).map(
    (one) => one.version,
  );

/** The whole text at once, as it is pasted over all of it: typing a thousand lines takes half a minute. */
async function setText(page: Page, text: string): Promise<void> {
  await page.getByTestId('code').focus();
  await page.keyboard.press('Control+A');
  await page.getByTestId('code').evaluate((box, next) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', next);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const storedText = async (version: number): Promise<string> =>
  (await administrator.call('orderTypes.open', { key, version })).text;

/** Everything folds into a few lines and opens again; what is sought is opened and shown; nothing of the text is lost by it. */
async function foldsAndOpens(page: Page): Promise<void> {
  const code = page.getByTestId('code');
  await page.getByTestId('fold-all').click();
  await page.locator('.cm-foldPlaceholder').first().waitFor();
  // A line for each member: its end is in view.
  const numbersShown = page.locator('.cm-lineNumbers .cm-gutterElement');
  expect(Number(await numbersShown.last().innerText())).toBe((await storedText(published)).split('\n').length);
  expect(await code.innerText()).not.toContain('"opticalTurnup"');
  await code.press('Control+f');
  await page.keyboard.type('"opticalTurnup"');
  await page.keyboard.press('Enter');
  await until('what is sought to be opened', async () => (await code.innerText()).includes('"opticalTurnup"'));
  // Enter goes on to the next place: it is not typed over what was found.
  await page.keyboard.press('Enter');
  await page.getByTestId('unfold-all').click();
  await page.locator('.cm-foldPlaceholder').first().waitFor({ state: 'detached' });
  expect(await page.getByTestId('draft-tag').count()).toBe(0);
}
