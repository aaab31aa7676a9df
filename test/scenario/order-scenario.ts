import { createHash } from 'node:crypto';
import type { EventDocument, EventKind, EventPayload } from '../../domain/documents/event.ts';
import { eventId } from '../../domain/documents/event.ts';
import { type EvidenceDocument, evidenceId } from '../../domain/documents/evidence.ts';
import { type OrderDocument, shapes } from '../../domain/documents/parse.ts';
import { type SubmissionDocument, submissionId } from '../../domain/documents/submission.ts';
import { type WorkOrderDocument, workOrderId } from '../../domain/documents/work-order.ts';
import { makeIds } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import { waitingRequests } from '../../domain/work-order/override-requests.ts';
import { canMove } from '../../domain/work-order/transitions.ts';
import { deriveOrder } from '../../forms/engine/derive.ts';
import { judgeCompletion, judgeStage } from '../../forms/engine/judge.ts';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import { makeSubmission } from '../../forms/engine/submission.ts';
import type { OrderView, SettingsByKey, StageJudgement, StepForm } from '../../forms/engine/types.ts';
import { shippedOrderTypes, shippedSettings } from '../../forms/order-types/index.ts';
import { type Answers, formSteps, requiredSlots, sampleOf, stageKeys } from '../builders/answers.ts';
import { newOrder } from '../builders/new-order.ts';

const technician = '01ktech0000000000000000001';
const dispatcher = '01kdisp0000000000000000001';
const device = '01kdevice00000000000000001';

type Role = 'technician' | 'dispatcher';

/** One order in the domain's own verbs. Every document passes the product's own shapes before it counts. */
export type Scenario = {
  readonly view: () => OrderView;
  readonly documents: () => readonly OrderDocument[];
  readonly assign: () => void;
  readonly accept: () => void;
  readonly start: () => void;
  readonly submit: (step: string, over?: Answers) => Result<null>;
  readonly form: (step: string, typed: Answers) => StepForm;
  readonly photo: (slot: string) => void;
  readonly sign: () => void;
  readonly refuseToSign: () => void;
  readonly makeReport: () => void;
  readonly judge: (stage: string) => StageJudgement;
  /** passes the stage when its gates hold; else answers the judgement that refused */
  readonly pass: (stage: string) => StageJudgement;
  /** a gate that refuses is brought before dispatch: later stages may go on */
  readonly askOverride: (stage: string, gate: string) => void;
  readonly override: (stage: string, gate: string) => void;
  /** every request for this gate that waits is refused */
  readonly refuseOverride: (stage: string, gate: string, note: string) => void;
  readonly complete: () => Result<unknown>;
  readonly completePartially: (remaining: readonly string[]) => void;
  /** everything up to this stage as the samples have it, each stage passed */
  readonly workUntil: (stage: string | null) => void;
  /** every step, photo and move of one stage by the samples; `over` by step */
  readonly workStage: (stage: string, over?: Readonly<Record<string, Answers>>) => void;
  /** every form of one stage by the samples, and nothing else of it */
  readonly submitStage: (stage: string, over?: Readonly<Record<string, Answers>>) => void;
};

export type ScenarioOptions = {
  readonly resources?: Readonly<Record<string, string | number>>;
  readonly products?: Readonly<Record<string, string | number | boolean>>;
};

export function openScenario({ resources = {}, products = {} }: ScenarioOptions = {}): Scenario {
  const definition = shippedOrderTypes.find(({ key }) => key === 'ftth-install');
  if (!definition) throw new Error('ftth-install is not shipped');
  const settings: SettingsByKey = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));
  let now = Date.parse('2026-03-02T00:00:00.000Z');
  let random = 1;
  const makeId = makeIds(
    () => now,
    (length) => Uint8Array.from({ length }, () => (random = (random * 48_271) % 2_147_483_647)),
  );
  const documents: OrderDocument[] = [];
  const sequences: Record<Role, number> = { technician: 0, dispatcher: 0 };

  const add = <T extends OrderDocument>(document: T): void => {
    const read = shapes[document.type].safeParse(document);
    if (!read.success) throw new Error(`${document._id}: ${read.error.message}`);
    documents.push(document);
  };
  const asked = newOrder();
  const orderId = makeId();
  const at = (): string => new Date(now).toISOString();
  const order: WorkOrderDocument = {
    _id: workOrderId(orderId),
    type: 'workOrder',
    schemaVersion: 1,
    createdBy: dispatcher,
    orderId,
    number: 'LW-20260302-0001',
    orderType: 'ftth-install',
    orderTypeVersion: definition.version,
    settings: Object.fromEntries(shippedSettings.map(({ key, version }) => [key, version])),
    customer: asked.customer,
    place: asked.place,
    products: { ...(asked.products as Answers), ...products },
    resources: { ...(asked.resources as Answers), ...resources },
    remarks: asked.remarks ?? '',
    priority: 'normal',
    acceptedAt: at(),
    createdAt: at(),
    source: 'form',
    missing: [],
  };
  add(order);
  const assignmentId = makeId();
  const view = (): OrderView => deriveOrder({ documents, definition, settings });
  const time = () => ({ at: at(), uptimeMs: now % 1_000_000_000, bootId: 'boot-1' });

  function event<K extends EventKind>(role: Role, kind: K, payload: EventPayload<K>): void {
    now += 60_000;
    const { fold } = view();
    const legal = canMove(fold, kind, role, role === 'technician' ? { technicianId: technician } : {});
    if (!legal.ok) throw new Error(`${kind}: ${legal.problem.code} ${JSON.stringify(legal.problem.details)}`);
    sequences[role] += 1;
    const envelope = {
      _id: eventId(orderId, makeId()),
      type: 'event',
      schemaVersion: 1,
      createdBy: role === 'technician' ? technician : dispatcher,
      orderId,
      ...(role === 'technician' ? { deviceId: device } : {}),
      deviceSeq: sequences[role],
      after: [...fold.frontier],
      time: time(),
      role,
    };
    add({ ...envelope, kind, payload } as EventDocument);
  }

  function submit(step: string, over: Answers = {}): Result<null> {
    now += 60_000;
    const made = makeSubmission({ view: view(), definition: found, settings, step, fields: sampleOf(step, over) });
    if (!made.ok) return made;
    const submission: SubmissionDocument = {
      _id: submissionId(orderId, step, makeId()),
      type: 'submission',
      schemaVersion: 1,
      createdBy: technician,
      orderId,
      step,
      deviceId: device,
      assignmentId,
      ...made.value,
      time: time(),
    };
    add(submission);
    return ok(null);
  }

  function evidence(slot: string, over: Partial<EvidenceDocument> = {}): EvidenceDocument {
    const id = evidenceId(orderId, makeId());
    const document: EvidenceDocument = {
      _id: id,
      type: 'evidence',
      schemaVersion: 1,
      createdBy: technician,
      orderId,
      deviceId: device,
      slot,
      sha256: createHash('sha256').update(id).digest('hex'),
      bytes: 300_000,
      mediaType: 'image/jpeg',
      takenAt: at(),
      source: 'live',
      ...over,
    };
    add(document);
    return document;
  }

  const found = definition;
  const digest = createHash('sha256').update('seen').digest('hex');
  const judge = (stage: string): StageJudgement => judgeStage({ view: view(), definition: found, settings, stage });
  const signOff = (payload: EventPayload<'signedOff'>['signOff']): void =>
    event('technician', 'signedOff', { signOff: payload, submissions: [] });

  function makeReport(): void {
    const report = evidence('report', { mediaType: 'application/pdf', source: 'made' });
    const { sha256, _id } = report;
    event('technician', 'reportMade', { report: 1, evidenceId: _id, sha256, covers: [workOrderId(orderId)] });
  }

  function pass(stage: string): StageJudgement {
    const judgement = judge(stage);
    if (!judgement.passes) return judgement;
    event('technician', 'stagePassed', {
      stage,
      submissions: [...judgement.submissions],
      evidence: [...judgement.evidence],
      verdicts: [...judgement.verdicts],
    });
    return judgement;
  }

  const scenario: Scenario = {
    view,
    documents: () => documents,
    assign: () => event('dispatcher', 'assigned', { assignmentId, technicianId: technician }),
    accept: () => event('technician', 'accepted', { assignmentId }),
    start: () => event('technician', 'started', { assignmentId }),
    submit,
    form: (step, typed) => evaluateStep({ view: view(), definition: found, settings, step, fields: typed }),
    photo: (slot) => void evidence(slot),
    sign: () =>
      signOff({
        outcome: 'signed',
        strokes: [[100, 100, 300, 200, 500, 120]],
        padHeight: 400,
        printedName: '黄嘉怡',
        relation: 'self',
        seenDigest: digest,
      }),
    refuseToSign: () =>
      signOff({
        outcome: 'refused',
        reasonCode: 'customerUnwilling',
        note: '客户不愿签字',
        witness: '物业 张师傅',
        seenDigest: digest,
      }),
    makeReport,
    judge,
    pass,
    askOverride: (stage, gate) => {
      const problem = judge(stage).problems.find(({ details }) => details.gate === gate);
      if (!problem) throw new Error(`${gate} does not refuse`);
      event('technician', 'overrideAsked', { stage, gate, code: problem.code, details: {}, note: '' });
    },
    override: (stage, gate) =>
      event('dispatcher', 'overridden', { stage, gate, reasonCode: 'meterChecked', note: '已核' }),
    refuseOverride: (stage, gate, note) => {
      const asked = waitingRequests(view().fold, { stage, gate }).map(({ _id }) => _id);
      event('dispatcher', 'overrideRefused', { stage, gate, note, asked });
    },
    complete: () => {
      const may = judgeCompletion(view(), found, settings);
      if (may.ok) event('technician', 'completed', { assignmentId });
      return may;
    },
    completePartially: (remaining) => {
      const why = { reasonCode: 'serviceFailed', note: '', customerWords: '可以' };
      event('technician', 'partiallyCompleted', { assignmentId, ...why, remaining: [...remaining] });
    },
    submitStage: (stage, over = {}) => {
      for (const step of formSteps(stage)) {
        const done = submit(step, over[step]);
        if (!done.ok) throw new Error(`${step}: ${JSON.stringify(done.problem)}`);
      }
    },
    workStage: (stage, over = {}) => {
      if (stage === 'preparation') scenario.start();
      for (const slot of requiredSlots(stage)) scenario.photo(slot);
      scenario.submitStage(stage, over);
      if (stage === 'orderStudy') scenario.accept();
      if (stage === 'signOff') {
        scenario.sign();
        makeReport();
      }
    },
    workUntil: (end) => {
      for (const stage of stageKeys) {
        if (stage === end) return;
        scenario.workStage(stage);
        const judgement = pass(stage);
        if (!judgement.passes) throw new Error(`${stage}: ${JSON.stringify(judgement.problems)}`);
      }
    },
  };
  scenario.assign();
  return scenario;
}
