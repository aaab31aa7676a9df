import type { OfficeCallName } from '../../bridge/office.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import type { IncomingDocument } from '../../sync-server/database/types.ts';
import { deviceEvent, deviceSubmission, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { nextInstall, publishedAs } from '../builders/next-version.ts';
import { requestType } from '../builders/office-flow.ts';
import { smallPhoto } from '../durability/small-photo.ts';
import { http, type OfficeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import type { TestOffice } from './office-in-process.ts';

/** Somebody opens an order, somebody else changes it, and the first one sends what he had filled in. */
export type Story = {
  readonly orderId: string;
  readonly argument: Readonly<Record<string, unknown>>;
  /** who had opened it; absent: the first dispatcher */
  readonly by?: OfficeClient;
  readonly meanwhile: () => Promise<unknown>;
  /** a fact that must be named as overtaken */
  readonly fact: string;
  /** what he is answered who keeps his own, where that is not possible any more */
  readonly kept?: string;
};

export type Cast = {
  readonly office: TestOffice;
  readonly dispatcher: OfficeClient;
  readonly colleague: OfficeClient;
  readonly reviewer: OfficeClient;
  readonly secondReviewer: OfficeClient;
  readonly technicians: readonly string[];
};

const hourMs = 3_600_000;
const inHours = (n: number) => new Date(Math.ceil(Date.now() / hourMs + n) * hourMs).toISOString();
const window = (n: number) => ({ start: inHours(n), end: inHours(n + 2) });
const reason = (move: string, at = 0) => ({ reasonCode: ftthInstall.reasons[move]?.[at]?.code ?? '', note: '' });

/** One story for each call that has a basis. */
export function overtakenStories({ office, dispatcher, colleague, reviewer, secondReviewer, technicians }: Cast) {
  const [first = '', second = ''] = technicians;
  const create = async (over = {}) => (await dispatcher.call('workOrder.create', newOrder(over))).orderId;
  const viewOf = async (orderId: string) => (await dispatcher.call('workOrder.open', { orderId })).view;
  const store = async (orderId: string, documents: readonly unknown[]) => {
    const { context } = office.office();
    await context.work.bulkDocs(documents as IncomingDocument[], { newEdits: false });
    await context.orders.refresh(orderId);
  };
  const assigned = async () => {
    const orderId = await create();
    await dispatcher.call('workOrder.assign', { orderId, technicianId: first });
    return orderId;
  };
  /** moves of the technician's device, one after another */
  const inField = async (orderId: string, kinds: readonly ('accepted' | 'started' | 'completed' | 'cancelAsked')[]) => {
    const { fold } = await viewOf(orderId);
    const assignmentId = fold.assignment?.assignmentId ?? '';
    const hand = { createdBy: first, deviceId: makeId() };
    let after = [...fold.frontier];
    let deviceSeq = 0;
    const events = kinds.map((kind) => {
      deviceSeq += 1;
      const payload = kind === 'cancelAsked' ? reason('cancelAsked') : { assignmentId };
      const event = deviceEvent(hand, orderId, kind, payload as never, { after, deviceSeq });
      after = [event._id];
      return event;
    });
    await store(orderId, events);
  };
  const started = async () => {
    const orderId = await assigned();
    await inField(orderId, ['accepted', 'started']);
    return orderId;
  };
  const completed = async () => {
    const orderId = await started();
    await inField(orderId, ['completed']);
    return orderId;
  };
  const takenBack = (orderId: string) => () => colleague.call('workOrder.unassign', { orderId });
  const request = () => create({ orderType: 'test-request', products: {}, resources: {} });
  const attachLetter = (orderId: string) =>
    http(`${office.url()}/evidence/attach?order=${orderId}&slot=intake.form.letter&requestKey=${orderId}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${dispatcher.session.token}`, 'content-type': 'application/octet-stream' },
      body: smallPhoto(7).bytes,
    });
  const form = { step: 'intake.form', fields: { said: '网速慢', jobs: 1 } };

  const stories: { readonly [K in OfficeCallName]?: () => Promise<Story> } = {
    'workOrder.completeIntake': async () => {
      const orderId = await create({ customer: { name: '—', phone: '13905510000', grade: 'gold' }, resources: {} });
      const missing = newOrder().resources ?? {};
      const filled = Object.entries(missing).map(([key, to]) => ({ path: `resources.${key}`, to }));
      return {
        orderId,
        argument: { changes: [...filled, { path: 'customer.name', to: '王小明' }] },
        meanwhile: () =>
          colleague.call('workOrder.amend', { orderId, changes: [{ path: 'customer.name', to: '王晓明' }] }),
        fact: 'value:customer.name',
      };
    },
    'workOrder.amend': async () => {
      const orderId = await create();
      return {
        orderId,
        argument: { changes: [{ path: 'place.access', to: 'South gate' }] },
        meanwhile: () =>
          colleague.call('workOrder.amend', { orderId, changes: [{ path: 'place.access', to: '北门进' }] }),
        fact: 'value:place.access',
      };
    },
    'workOrder.assign': async () => {
      const orderId = await create();
      return {
        orderId,
        argument: { technicianId: second },
        meanwhile: () => colleague.call('workOrder.assign', { orderId, technicianId: first }),
        fact: 'assignment',
      };
    },
    'workOrder.unassign': async () => {
      const orderId = await assigned();
      return {
        orderId,
        argument: {},
        meanwhile: () => colleague.call('workOrder.assign', { orderId, technicianId: second }),
        fact: 'assignment',
      };
    },
    'workOrder.hold': async () => {
      const orderId = await assigned();
      return { orderId, argument: reason('held'), meanwhile: takenBack(orderId), fact: 'phase' };
    },
    'workOrder.resume': async () => {
      const orderId = await assigned();
      await dispatcher.call('workOrder.hold', { orderId, ...reason('held') });
      return {
        orderId,
        argument: {},
        meanwhile: async () => {
          await colleague.call('workOrder.resume', { orderId });
          await colleague.call('workOrder.hold', { orderId, ...reason('held', 1) });
        },
        fact: 'hold',
      };
    },
    'workOrder.reschedule': async () => {
      const orderId = await create();
      const to = (n: number) => ({ ...reason('rescheduled'), appointment: window(n), agreedWith: '本人' });
      return {
        orderId,
        argument: to(30),
        meanwhile: () => colleague.call('workOrder.reschedule', { orderId, ...to(50) }),
        fact: 'appointment',
      };
    },
    'workOrder.cancel': async () => {
      const orderId = await create();
      return {
        orderId,
        argument: reason('cancelled'),
        meanwhile: () => colleague.call('workOrder.assign', { orderId, technicianId: first }),
        fact: 'assignment',
      };
    },
    'workOrder.reject': async () => {
      const orderId = await create();
      const moved = { ...reason('rescheduled'), appointment: window(50), agreedWith: '本人' };
      return {
        orderId,
        argument: reason('rejected'),
        meanwhile: () => colleague.call('workOrder.reschedule', { orderId, ...moved }),
        fact: 'appointment',
      };
    },
    'workOrder.refuseCancel': async () => {
      const orderId = await assigned();
      await inField(orderId, ['accepted', 'cancelAsked']);
      return {
        orderId,
        argument: { note: '客户仍要安装' },
        meanwhile: async () => {
          await colleague.call('workOrder.refuseCancel', { orderId, note: '再联系一次' });
          await inField(orderId, ['cancelAsked']);
        },
        fact: 'cancelAsked',
      };
    },
    'workOrder.dismissRaise': async () => {
      const orderId = await create();
      const child = makeId();
      const refused = { raise: 'followUp', orderId: child, orderType: 'test-missing', relation: 'follow' };
      const hand = { createdBy: 'office' } as never;
      const payload = { ...refused, code: 'order.typeUnknown', details: {} } as never;
      await store(orderId, [deviceEvent(hand, orderId, 'raiseRefused', payload, { role: 'office' })]);
      return {
        orderId,
        argument: { child, note: '已电话办理' },
        meanwhile: () => colleague.call('workOrder.dismissRaise', { orderId, child, note: '已另行派单' }),
        fact: `raise:${child}`,
        kept: 'order.changedMeanwhile',
      };
    },
    'workOrder.override': async () => {
      const orderId = await started();
      const stage = ftthInstall.stages.find(({ gates }) => gates.some(({ overridable }) => overridable));
      const gate = stage?.gates.find(({ overridable }) => overridable);
      const argument = { stage: stage?.key ?? '', gate: gate?.key ?? '', ...reason('overridden'), note: '已电话核实' };
      return {
        orderId,
        argument,
        meanwhile: () => colleague.call('workOrder.override', { orderId, ...argument, note: '主管同意' }),
        fact: `override:${argument.stage}.${argument.gate}`,
      };
    },
    'workOrder.refuseOverride': async () => {
      const orderId = await started();
      const stage = ftthInstall.stages.find(({ gates }) => gates.some(({ overridable }) => overridable));
      const gate = stage?.gates.find(({ overridable }) => overridable);
      const at = { stage: stage?.key ?? '', gate: gate?.key ?? '' };
      const hand = { createdBy: first, deviceId: makeId() };
      const asked = { ...at, code: gate?.code ?? '', details: {}, note: '客户今天要用' };
      await store(orderId, [deviceEvent(hand, orderId, 'overrideAsked', asked)]);
      return {
        orderId,
        argument: { ...at, note: '请先复测' },
        meanwhile: () =>
          colleague.call('workOrder.override', { orderId, ...at, ...reason('overridden'), note: '主管同意' }),
        fact: `override:${at.stage}.${at.gate}`,
        kept: 'order.changedMeanwhile',
      };
    },
    'workOrder.upgrade': async () => {
      const orderId = await create({ resources: newOrder().resources });
      const next = nextInstall();
      await office.office().context.catalogue.bulkDocs([publishedAs(next) as unknown as IncomingDocument]);
      await until('the next version', () => office.office().context.orders.definition(next.key, next.version));
      return {
        orderId,
        argument: { to: next.version },
        meanwhile: () => colleague.call('workOrder.upgrade', { orderId, to: next.version }),
        fact: 'version',
        kept: 'order.versionNotNewer',
      };
    },
    'conflict.choose': async () => {
      const orderId = await assigned();
      const [step, field] = ['orderStudy.services', 'fibreInHome'];
      const typed = (value: string) => ({
        ...deviceSubmission({ createdBy: first, deviceId: makeId() }, orderId, step),
        fields: { [field]: { value } },
      });
      const [yes, no] = [typed('yes'), typed('no')];
      await store(orderId, [yes, no]);
      return {
        orderId,
        argument: { step, field, chosen: yes._id },
        meanwhile: () => colleague.call('conflict.choose', { orderId, step, field, chosen: no._id }),
        fact: `choice:${step}/${field}`,
        kept: 'order.changedMeanwhile',
      };
    },
    'step.submit': async () => {
      const orderId = await request();
      const theirs = { ...form, fields: { said: '掉线', jobs: 2 } };
      return {
        orderId,
        argument: form,
        meanwhile: () => colleague.call('step.submit', { orderId, ...theirs }),
        fact: 'step:intake.form',
      };
    },
    'workOrder.complete': async () => {
      const orderId = await create({ orderType: 'test-desk', products: {}, resources: {} });
      await attachLetter(orderId);
      await dispatcher.call('step.submit', { orderId, ...form });
      return {
        orderId,
        argument: {},
        meanwhile: () => colleague.call('workOrder.hold', { orderId, ...reason('held') }),
        fact: 'phase',
        kept: 'order.moveIllegal',
      };
    },
    'workOrder.fail': async () => {
      const orderId = await started();
      const moved = { ...reason('rescheduled'), appointment: window(50), agreedWith: '本人' };
      return {
        orderId,
        argument: reason('failed'),
        meanwhile: () => colleague.call('workOrder.reschedule', { orderId, ...moved }),
        fact: 'appointment',
      };
    },
    'workOrder.completePartially': async () => {
      const orderId = await started();
      return {
        orderId,
        argument: reason('partiallyCompleted'),
        meanwhile: takenBack(orderId),
        fact: 'assignment',
        kept: 'order.moveIllegal',
      };
    },
    'evidence.withdraw': async () => {
      const orderId = await request();
      await attachLetter(orderId);
      const evidenceId = (await viewOf(orderId)).evidence[0]?.id ?? '';
      const why = (at: number) => ({
        evidenceId,
        reasonCode: requestType.reasons.evidenceWithdrawn?.[at]?.code ?? '',
        note: '',
      });
      return {
        orderId,
        argument: why(0),
        meanwhile: () => colleague.call('evidence.withdraw', { orderId, ...why(1) }),
        fact: `evidence:${evidenceId}`,
      };
    },
    'review.approve': async () => {
      const orderId = await completed();
      const rework = [{ step: 'dropCable.photos', fields: [], ...reason('rework'), note: '重拍' }];
      return {
        orderId,
        argument: { note: '合格' },
        by: reviewer,
        meanwhile: () => secondReviewer.call('review.return', { orderId, rework, note: '' }),
        fact: 'review',
        kept: 'order.moveIllegal',
      };
    },
    'review.return': async () => {
      const orderId = await completed();
      const rework = [{ step: 'dropCable.photos', fields: [], ...reason('rework'), note: '重拍' }];
      return {
        orderId,
        argument: { rework, note: '' },
        by: reviewer,
        meanwhile: () => secondReviewer.call('review.approve', { orderId, note: '合格' }),
        fact: 'review',
        kept: 'order.moveIllegal',
      };
    },
  };
  return stories;
}
