import { type Answers, formSteps, requiredSlots, sampleOf, stageKeys } from '../builders/answers.ts';
import { newOrder } from '../builders/new-order.ts';
import { makeSmallPhoto } from '../builders/photo.ts';
import type { OfficeClient, StationClient } from './calls.ts';
import { until as polled } from './poll.ts';

export type ByCalls = {
  readonly orderId: string;
  /** worked up to here, and not into it; null: everything, completed */
  readonly until: string | null;
  /** other answers than the samples', by step */
  readonly over?: Readonly<Record<string, Answers>>;
};

/** Does the job through the station's door as the screens would: the quick way to an order that is half done. */
export async function workByCalls(station: StationClient, { orderId, until, over = {} }: ByCalls): Promise<void> {
  for (const stage of stageKeys) {
    if (stage === until) return;
    await workStageByCalls(station, orderId, stage, over);
    await station.call('stage.pass', { orderId, stage });
  }
  await station.call('workOrder.complete', { orderId });
}

/** Every step, photo and move of one stage; its gate is left to the caller. */
export async function workStageByCalls(
  station: StationClient,
  orderId: string,
  stage: string,
  over: Readonly<Record<string, Answers>> = {},
): Promise<void> {
  if (stage === 'preparation') await station.call('workOrder.start', { orderId });
  for (const [i, slot] of requiredSlots(stage).entries()) {
    const bytes = makeSmallPhoto(stageKeys.indexOf(stage) * 10 + i + 1).bytes.toString('base64');
    await station.call('evidence.add', { orderId, slot, bytes, source: 'file' });
  }
  for (const step of formSteps(stage))
    await station.call('step.submit', { orderId, step, fields: { ...sampleOf(step, over[step]) } });
  if (stage === 'orderStudy') await station.call('workOrder.accept', { orderId });
  if (stage === 'signOff') await signByCalls(station, orderId);
}

/** A new order of tech1's with one photo, signed by the customer, and its report made: a bit of everything that a station keeps. */
export async function workBriefly(station: StationClient, dispatcher: OfficeClient): Promise<void> {
  const { technicians } = await dispatcher.call('people.list', {});
  const technicianId = technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';
  const { orderId } = await dispatcher.call('workOrder.create', newOrder());
  await dispatcher.call('workOrder.assign', { orderId, technicianId });
  await polled('the order', () => station.call('workOrder.open', { orderId }), { withinMs: 60_000 });
  await workStageByCalls(station, orderId, 'orderStudy');
  await station.call('stage.pass', { orderId, stage: 'orderStudy' });
  await station.call('workOrder.start', { orderId });
  const [slot = ''] = requiredSlots();
  const bytes = makeSmallPhoto(5).bytes.toString('base64');
  await station.call('evidence.add', { orderId, slot, bytes, source: 'live' });
  await signByCalls(station, orderId);
}

/** Signed by the customer, and the report made. */
export async function signByCalls(station: StationClient, orderId: string): Promise<void> {
  const { digest } = await station.call('signOff.summary', { orderId });
  await station.call('signOff.sign', {
    orderId,
    signOff: {
      outcome: 'signed',
      strokes: [
        [120, 140, 240, 260, 380, 120],
        [430, 150, 520, 280, 700, 110],
      ],
      padHeight: 380,
      printedName: '黄嘉怡',
      relation: 'self',
      seenDigest: digest,
    },
  });
  await station.call('report.make', { orderId });
}
