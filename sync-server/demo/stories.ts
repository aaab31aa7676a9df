import { createHash } from 'node:crypto';
import type { Json } from '../../domain/documents/base.ts';
import type { SignOff } from '../../domain/documents/event.ts';
import { seenText } from '../../forms/engine/customer-copy.ts';
import { answers, type Particulars } from './answers.ts';
import type { StoryName } from './demo-order.ts';
import type { Moment } from './moment.ts';
import type { OrderWriter } from './order-writer.ts';
import { type Person, photosOf } from './people.ts';

/** What a story is told with. Photos and reports are made on the way and answer their evidence ids. */
export type Telling = {
  readonly w: OrderWriter;
  readonly given: Particulars;
  readonly moment: Moment;
  readonly dispatcher: Person;
  readonly reviewer: Person;
  readonly technician: Person;
  readonly unique: () => string;
  readonly photo: (slot: string, at: string, meterDbm?: number) => string;
  readonly report: (n: number, at: string) => Promise<{ readonly evidenceId: string; readonly sha256: string }>;
};

const stages = [
  'orderStudy',
  'preparation',
  'dropCable',
  'opticalTurnup',
  'activation',
  'demoSpeedTest',
  'signOff',
] as const;
type Stage = (typeof stages)[number];
const good = ['conduct', 'cabling', 'optics', 'activation', 'photos', 'signOff'].map((item) => ({
  item,
  score: item === 'photos' ? 4 : 5,
}));

function assign({ w, given, moment, dispatcher, technician, unique }: Telling): string {
  const assignmentId = unique();
  w.event(dispatcher, moment.after(22), 'assigned', {
    assignmentId,
    technicianId: technician.accountId,
    appointment: given.window,
  });
  return assignmentId;
}

function accept(t: Telling, afterMinutes = 18): string {
  const assignmentId = assign(t);
  t.w.event(t.technician, t.moment.after(afterMinutes), 'accepted', { assignmentId });
  return assignmentId;
}

type Working = {
  readonly pass?: boolean;
  /** answers of one step in place of the usual ones */
  readonly instead?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
};

/** Submits the steps of a stage and takes its photos; leaves the stage unless told not to. */
function stage(t: Telling, name: Stage, { pass = true, instead = {} }: Working = {}): void {
  const { w, given, moment, technician } = t;
  const fields = { ...answers(given, moment.now), ...instead };
  for (const step of Object.keys(fields).filter((key) => key.startsWith(`${name}.`))) {
    if (step === 'dropCable.arrival')
      w.event(technician, moment.now(), 'arrived', { assignmentId: w.view().fold.assignment?.assignmentId ?? '' });
    for (const slot of photosOf[step] ?? []) t.photo(`${step}.${slot}`, moment.after(1));
    w.submit(technician, moment.after(3), step, fields[step] ?? {});
  }
  if (pass) w.pass(technician, moment.after(1), name);
}

function through(t: Telling, last: Stage): string {
  const assignmentId = accept(t);
  for (const name of stages.slice(0, stages.indexOf(last) + 1)) {
    stage(t, name);
    if (name === 'orderStudy') t.w.event(t.technician, t.moment.after(2), 'started', { assignmentId });
  }
  return assignmentId;
}

function signature({ w, given: { order, index } }: Telling): SignOff {
  const stroke = (row: number): number[] =>
    Array.from({ length: 40 }, (_, i) => [
      120 + i * 18,
      Math.round(180 + row * 70 + 50 * Math.sin(i / (2 + ((index + row) % 3)))),
    ]).flat();
  const seenDigest = createHash('sha256').update(seenText(w.view())).digest('hex');
  return {
    outcome: 'signed',
    strokes: [stroke(0), stroke(1)],
    padHeight: 420,
    printedName: order.name,
    relation: 'self',
    seenDigest,
  };
}

async function complete(t: Telling): Promise<void> {
  const { w, moment, technician } = t;
  const assignmentId = through(t, 'demoSpeedTest');
  stage(t, 'signOff', { pass: false });
  const submissions = w.view().stages.flatMap((one) => one.steps.flatMap((step) => [...step.heads]));
  w.event(technician, moment.after(3), 'signedOff', { signOff: signature(t), submissions });
  const report = await t.report(1, moment.after(1));
  const covers = [
    ...submissions,
    ...w
      .view()
      .evidence.filter((one) => one.slot !== 'report')
      .map((one) => one.id),
  ];
  w.event(technician, moment.now(), 'reportMade', { report: 1, ...report, covers });
  w.pass(technician, moment.after(1), 'signOff');
  w.event(technician, moment.now(), 'completed', { assignmentId });
}

async function returned(t: Telling): Promise<string> {
  await complete(t);
  return t.w.review(t.reviewer, t.moment.after(95), {
    verdict: 'returned',
    note: '光功率计照片看不清读数，请补拍并核对出口读数',
    scorecard: [
      { item: 'optics', score: 2, note: '读数照片模糊' },
      { item: 'photos', score: 2 },
    ],
    rework: [
      {
        step: 'opticalTurnup.readings',
        fields: ['outletDbm', 'meter'],
        reasonCode: 'photoUnclear',
        note: '请重拍光功率计，读数须清晰',
      },
    ],
  });
}

/** Each ends where its order is to stand. Every move is checked by the rules as it is written. */
export const stories: Readonly<Record<StoryName, (t: Telling) => Promise<void> | void>> = {
  async approved(t) {
    await complete(t);
    t.w.review(t.reviewer, t.moment.after(140), { verdict: 'approved', note: '资料齐全', scorecard: good, rework: [] });
  },
  reviewWaiting: complete,
  async returnedForRework(t) {
    await returned(t);
  },
  async resubmitted(t) {
    const review = await returned(t);
    const { w, moment, technician, given } = t;
    const old = w.view().evidence.find((one) => one.slot === 'opticalTurnup.readings.meter')?.id ?? '';
    const outletDbm = Number((given.outletDbm - 0.1).toFixed(1));
    const replacedBy = t.photo('opticalTurnup.readings.meter', moment.after(40), outletDbm);
    w.event(technician, moment.after(1), 'evidenceWithdrawn', { evidenceId: old, reasonCode: 'blurred', replacedBy });
    const fields = answers(given, moment.now)['opticalTurnup.readings'] ?? {};
    const submission = w.submit(technician, moment.after(2), 'opticalTurnup.readings', {
      ...fields,
      outletDbm,
    });
    w.event(technician, moment.after(1), 'reworkDone', { review, submissions: [submission] });
  },
  partial(t) {
    const assignmentId = through(t, 'opticalTurnup');
    stage(t, 'activation', { instead: { 'activation.iptv': { result: 'failed', failReason: 'platform' } } });
    const note = '宽带已开通；IPTV 平台故障，客户同意另约';
    t.w.event(t.technician, t.moment.after(12), 'partiallyCompleted', {
      assignmentId,
      reasonCode: 'serviceFailed',
      note,
      remaining: ['iptv', 'demoSpeedTest', 'signOff'],
      customerWords: '先用宽带，电视修好了再约',
    });
  },
  failed(t) {
    const assignmentId = through(t, 'preparation');
    t.w.event(t.technician, t.moment.after(35), 'failed', {
      assignmentId,
      reasonCode: 'technical',
      note: '老楼管道堵塞，需管道专业疏通后重派',
    });
  },
  cancelled({ w, dispatcher, moment }) {
    w.event(dispatcher, moment.after(160), 'cancelled', { reasonCode: 'customerWithdrew', note: '客户来电，暂不装机' });
  },
  rejected({ w, dispatcher, moment }) {
    w.event(dispatcher, moment.after(45), 'rejected', { reasonCode: 'noCoverage', note: '该址无光资源，已转建设需求' });
  },
  startedPreparation(t) {
    through(t, 'orderStudy');
  },
  startedCabling(t) {
    through(t, 'preparation');
    const { w, technician, moment, given } = t;
    const fields = answers(given, moment.now)['dropCable.arrival'] ?? {};
    w.event(technician, moment.after(20), 'arrived', { assignmentId: w.view().fold.assignment?.assignmentId ?? '' });
    w.submit(technician, moment.after(2), 'dropCable.arrival', fields);
    t.photo('dropCable.photos.start', moment.after(6));
  },
  startedActivation(t) {
    through(t, 'opticalTurnup');
  },
  gateWaiting(t) {
    through(t, 'dropCable');
    stage(t, 'opticalTurnup', { pass: false });
    const gate = t.w
      .view()
      .stages.flatMap((one) => one.gates)
      .find((one) => one.key === 'powerWindow');
    t.w.event(t.technician, t.moment.after(4), 'overrideAsked', {
      stage: 'opticalTurnup',
      gate: 'powerWindow',
      code: gate?.code ?? '',
      details: gate?.details ?? {},
      note: '主干衰耗偏大，已清洁端面两次；客户急用，请先放行并派主干整治',
    });
  },
  heldCustomer(t) {
    accept(t);
    t.w.event(t.technician, t.moment.after(60), 'held', { reasonCode: 'customer', note: '客户出差，周末回来再约' });
    t.w.event(t.dispatcher, t.moment.after(15), 'noted', { text: '已短信告知客户，回来后拨打热线改约' });
  },
  heldOurs(t) {
    through(t, 'preparation');
    t.w.event(t.technician, t.moment.after(25), 'held', {
      reasonCode: 'material',
      note: '库存无 2.5G 网口光猫，等待配送',
    });
  },
  accepted(t) {
    accept(t);
  },
  assigned(t) {
    assign(t);
  },
  declined(t) {
    const assignmentId = assign(t);
    t.w.event(t.technician, t.moment.after(9), 'declined', {
      assignmentId,
      reasonCode: 'overloaded',
      note: '当日已排满，赶不到',
    });
  },
  returned(t) {
    const assignmentId = accept(t);
    t.w.event(t.technician, t.moment.after(50), 'returned', {
      assignmentId,
      reasonCode: 'noResource',
      note: '分光器端口实际已占用，需重新配置资源',
    });
  },
  cancelAsked(t) {
    accept(t);
    t.w.event(t.technician, t.moment.after(30), 'cancelAsked', {
      reasonCode: 'customerWithdrew',
      note: '电话预约时客户表示不装了',
    });
  },
  unassigned() {},
  intake() {},
};
