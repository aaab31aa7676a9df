import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineSurvey } from '../../forms/order-types/line-survey/index.ts';
import { newOrder } from '../builders/new-order.ts';
import { officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { openBrowser, openContext } from './browser.ts';
import { openConsole } from './console-page.ts';
import { openShowcase, type Showcase } from './showcase.ts';

/** Every form of the console, sent with nothing in it: the first fault is in view, has the focus, and is named beside the button. */
const shown = { language: 'zh-CN', size: { width: 1024, height: 768 } } as const;
type Who = 'disp1' | 'rev1' | 'admin1';
let browser: Browser;
let show: Showcase;
let pages: Readonly<Record<Who, Page>>;
let survey = '';

beforeAll(async () => {
  browser = await openBrowser();
  show = await openShowcase();
  const open = async (who: Who) => (await openConsole(browser, show.officeUrl, who, shown)).page;
  pages = { disp1: await open('disp1'), rev1: await open('rev1'), admin1: await open('admin1') };
  const dispatcher = await officeClient(() => show.officeUrl, 'disp1');
  const { samples, key } = lineSurvey;
  const created = await dispatcher.call('workOrder.create', {
    ...newOrder(),
    orderType: key,
    products: samples['order.products'] ?? {},
    resources: samples['order.resources'] ?? {},
  });
  survey = created.orderId;
});
afterAll(async () => {
  await browser?.close();
  await show?.close();
});

type Form = {
  readonly as: Who;
  /** where it stands */
  readonly hash: () => string;
  /** presses that open it, by test id; those of the menu of more actions are found there */
  readonly open: readonly string[];
  readonly send: string;
  /** keys of what is named, in the order in which it is read */
  readonly names: readonly string[];
};
/** Orders of the showcase by what there is to see of them. */
const order = (of: keyof Showcase['orders']) => () => `#/orders/${show.orders[of]}`;
const forms: Readonly<Record<string, Form>> = {
  'a new order': {
    as: 'disp1',
    hash: () => '#/create',
    open: [],
    send: 'create-submit',
    names: ['order-customer.name', 'order-place.address'],
  },
  'an order of another system': {
    as: 'disp1',
    hash: () => '#/create',
    open: ['create-by-tmf'],
    send: 'create-submit',
    names: ['tmf-body'],
  },
  'a plan': {
    as: 'disp1',
    hash: () => '#/plans/new',
    open: [],
    send: 'plan-submit',
    names: ['plan-title', 'order-customer.name', 'order-place.address'],
  },
  assign: { as: 'disp1', hash: order('unassigned'), open: ['assign'], send: 'dialog-submit', names: ['who'] },
  correct: {
    as: 'disp1',
    hash: order('working'),
    open: ['amend'],
    send: 'dialog-submit',
    names: ['order-customer.name'],
  },
  hold: { as: 'disp1', hash: order('working'), open: ['hold'], send: 'dialog-submit', names: ['reason'] },
  reschedule: {
    as: 'disp1',
    hash: order('conflict'),
    open: ['reschedule'],
    send: 'dialog-submit',
    names: ['reason', 'agreed-with'],
  },
  'a completion in part': {
    as: 'disp1',
    hash: order('working'),
    open: ['completePartially'],
    send: 'dialog-submit',
    names: ['reason', 'remaining', 'customer-words'],
  },
  cancel: { as: 'disp1', hash: order('working'), open: ['cancel'], send: 'dialog-submit', names: ['reason'] },
  'a note': { as: 'disp1', hash: order('working'), open: ['note'], send: 'dialog-submit', names: ['note'] },
  override: { as: 'disp1', hash: order('gate'), open: ['override'], send: 'dialog-submit', names: ['reason', 'note'] },
  'an account': {
    as: 'admin1',
    hash: () => '#/accounts',
    open: ['account-add'],
    send: 'dialog-submit',
    names: ['account-name', 'account-username', 'account-password'],
  },
  password: {
    as: 'disp1',
    hash: () => '#/orders',
    open: ['user-menu', 'menu-password'],
    send: 'dialog-submit',
    names: ['password-current', 'password-next', 'password-again'],
  },
  'a step of the office': {
    as: 'disp1',
    hash: () => `#/orders/${survey}`,
    open: [],
    send: 'submit-request.need',
    names: [],
  },
  'the way on of an office stage': {
    as: 'disp1',
    hash: () => `#/orders/${survey}`,
    open: [],
    send: 'work-pass',
    names: [],
  },
  'rework without anything ticked': {
    as: 'rev1',
    hash: () => `#/review/${show.orders.review}`,
    open: ['review-return'],
    send: 'review-return-confirm',
    names: ['rework:orderStudy.services'],
  },
};

/** Whether what has the focus lies inside the window and nothing lies over it. */
const focusInView = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    const box = (
      focused?.closest('label, .ant-select, .ant-picker, .ant-radio-wrapper') ?? focused
    )?.getBoundingClientRect();
    if (!focused || !box) return 'nothing has the focus';
    if (focused.closest('[data-sought="true"]') === null)
      return `the focus is in no place: ${focused.outerHTML.slice(0, 120)}`;
    if (box.top < 0 || box.bottom > window.innerHeight) return `outside: ${box.top} … ${box.bottom}`;
    const over = document.elementFromPoint(box.left + Math.min(12, box.width / 2), box.top + box.height / 2);
    const place = focused.closest('[data-place]');
    return place?.contains(over) ? 'in view' : `under ${over?.outerHTML.slice(0, 120)}`;
  });

async function opened({ as, hash, open }: Form): Promise<Page> {
  const page = pages[as];
  await page.goto(`${show.officeUrl}/${hash()}`);
  // A form that an earlier row left open is not this one's.
  await page.reload();
  await page.getByTestId('user-menu').waitFor();
  for (const id of open) {
    const button = page.getByTestId(id);
    const more = page.getByTestId('more-actions');
    await button.or(more).first().waitFor();
    if (!(await button.isVisible())) await more.click();
    await button.click();
  }
  return page;
}

describe('a form sent with nothing in it', () => {
  it.each(Object.entries(forms))('%s', async (_, form) => {
    const page = await opened(form);
    const send = page.getByTestId(form.send);
    await send.waitFor();
    await send.click();
    const bar = page.getByTestId('refusal').first();
    await bar.waitFor();
    await until('the first place to have the focus in view', async () => {
      const said = await focusInView(page);
      return said === 'in view' || Promise.reject(new Error(said));
    });
    const names = await bar
      .locator('[data-key]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-key') ?? ''));
    expect(names.length).toBeGreaterThan(0);
    if (form.names.length > 0) expect(names).toEqual(form.names);
    // Nothing was sent, and each of what is named leads to its place from wherever one is.
    await bar.locator('button[data-key]').last().click();
    await until('the last place to have the focus in view', async () => {
      const said = await focusInView(page);
      return said === 'in view' || Promise.reject(new Error(said));
    });
  });

  it('sign-in', async () => {
    const context = await openContext(browser, { viewport: shown.size, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(show.officeUrl);
    await page.getByTestId('signin-submit').click();
    await page.getByTestId('refusal').waitFor();
    expect(await focusInView(page)).toBe('in view');
    await context.close();
  });
});
