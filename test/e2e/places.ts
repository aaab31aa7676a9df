import type { Page } from 'playwright-core';
import { type Camera, isLookedAt } from './camera.ts';
import type { Showcase } from './showcase.ts';

/** A screen: its name, its address, an element that shows it is there, and what is pressed there, one after another. */
export type Place = readonly [name: string, hash: string, shown: string, ...pressed: readonly string[]];
type Orders = Showcase['orders'];

export function stationPlaces(orders: Orders): readonly Place[] {
  const order = `#/order/${orders.working}`;
  const signing = `#/order/${orders.signing}`;
  const move = (name: string, ...more: readonly string[]): Place => [
    `move-${name}`,
    order,
    'moves-menu',
    'moves-menu',
    `move-${name}`,
    ...more,
  ];
  return [
    ['today', '#/', 'tab-today'],
    ['all', '#/orders/all', 'tab-all'],
    ['handed-over', '#/orders/handedOver', 'tab-handedOver'],
    ['archive', '#/orders/archive', 'tab-archive'],
    ['timeline', '#/', 'view-timeline', 'view-timeline'],
    ['order-work', order, 'stage-rail'],
    ['order-step-photos', `${order}/work/dropCable.photos`, 'step-title'],
    ['order-step-readings', `${signing}/work/opticalTurnup.readings`, 'step-title'],
    ['order-facts', `${order}/facts`, 'order-tab-facts'],
    ['order-photos', `${signing}/photos`, 'order-tab-photos'],
    ['order-history', `${signing}/history`, 'order-tab-history'],
    ['order-conflict', `#/order/${orders.conflict}/work/orderStudy.services`, 'conflicts'],
    ['order-gate', `#/order/${orders.gate}/work/opticalTurnup.readings`, 'gate-panel'],
    ['order-rework', `#/order/${orders.rework}`, 'stage-rail'],
    ['sign-off', `${signing}/work/signOff.signature`, 'open-pad'],
    ['sign-off-pad', `${signing}/work/signOff.signature`, 'open-pad', 'open-pad'],
    ['refusal', `${signing}/work/signOff.signature`, 'sign-refuse', 'sign-refuse'],
    ['report', `${signing}/work/signOff.report`, 'make-report'],
    ['sync', '#/sync', 'sync-sentence'],
    ['settings', '#/settings', 'sign-out'],
    ['moves', order, 'moves-menu', 'moves-menu'],
    move('hold'),
    move('reschedule'),
    move('return'),
    move('handOver'),
    move('completePartially'),
    move('fail'),
    move('askCancel'),
    move('note'),
  ];
}

export function consolePlaces(orders: Orders): Readonly<Record<'disp1' | 'rev1' | 'admin1', readonly Place[]>> {
  const order = (name: keyof Orders): string => `#/orders/${orders[name]}`;
  const review = `#/review/${orders.review}`;
  return {
    disp1: [
      ['needs', '#/needs', 'needs'],
      ['orders', '#/orders', 'orders-count'],
      ['create', '#/create', 'create-submit'],
      ['create-tmf', '#/create', 'create-by-tmf', 'create-by-tmf'],
      ['order', order('signing'), 'order-number'],
      ['order-conflict', order('conflict'), 'conflicts'],
      ['order-gate', order('gate'), 'order-number'],
      ['override', order('gate'), 'override', 'override'],
      ['assign', order('unassigned'), 'assign', 'assign'],
      ['amend', order('working'), 'more-actions', 'more-actions', 'amend'],
      ['reschedule', order('working'), 'more-actions', 'more-actions', 'reschedule'],
      ['hold', order('working'), 'more-actions', 'more-actions', 'hold'],
      ['cancel', order('working'), 'more-actions', 'more-actions', 'cancel'],
      ['orders-differed', '#/orders', 'filter-differed', 'filter-differed'],
      ['user-menu', '#/orders', 'user-menu', 'user-menu'],
      ['password', '#/orders', 'user-menu', 'user-menu', 'menu-password'],
    ],
    rev1: [
      ['review', '#/review', 'nav-review'],
      ['review-order', review, 'review-approve'],
      ['review-return', review, 'review-return', 'review-return'],
      ['review-settled', `#/review/${orders.settled}`, 'settled-orderStudy.services-fibreInHome'],
    ],
    admin1: [
      ['accounts', '#/accounts', 'account-add'],
      ['account-add', '#/accounts', 'account-add', 'account-add'],
      ['devices', '#/devices', 'nav-admin'],
      ['health', '#/health', 'nav-admin'],
    ],
  };
}

/** Goes through the places that are looked at in this language; what was opened by a press is gone when the next place is looked at. */
export async function lookAtAll(page: Page, camera: Camera, of: 'station' | 'console', places: readonly Place[]) {
  for (const [name, hash, shown, ...pressed] of places) {
    if (!isLookedAt(`${of}-${name}`, camera.language)) continue;
    await camera.goTo(hash, shown);
    for (const testId of pressed) await page.getByTestId(testId).first().click();
    await camera.look(`${of}-${name}`);
    if (pressed.length === 0) continue;
    await page.keyboard.press('Escape');
    await camera.goTo('#/settings', of === 'station' ? 'sign-out' : 'user-menu');
  }
}
