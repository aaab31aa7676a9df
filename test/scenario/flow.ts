import { createHash } from 'node:crypto';
import {
  type EventDocument,
  type EventKind,
  type EventPayload,
  eventId,
  type SignOff,
} from '../../domain/documents/event.ts';
import { type EvidenceDocument, evidenceId } from '../../domain/documents/evidence.ts';
import { type OrderDocument, shapes } from '../../domain/documents/parse.ts';
import { type ReworkItem, reviewId } from '../../domain/documents/review.ts';
import { type SubmissionDocument, submissionId } from '../../domain/documents/submission.ts';
import { type Origin, type WorkOrderDocument, workOrderId } from '../../domain/documents/work-order.ts';
import { makeIds } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { ActingRole } from '../../domain/work-order/moves.ts';
import { canMove } from '../../domain/work-order/transitions.ts';
import { deriveOrder } from '../../forms/engine/derive.ts';
import { judgeCompletion, judgeStage } from '../../forms/engine/judge.ts';
import { hasFieldStages, roleOfStage } from '../../forms/engine/performers.ts';
import { isDue, type RaisedOrder, raisedOrders } from '../../forms/engine/raises.ts';
import { sendBack } from '../../forms/engine/sent-back.ts';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import { lastStageOf } from '../../forms/engine/steps-of.ts';
import { makeSubmission } from '../../forms/engine/submission.ts';
import type {
  OrderTypeDefinition,
  OrderView,
  PerformerRole,
  SettingsByKey,
  StageDefinition,
  StageJudgement,
} from '../../forms/engine/types.ts';
import { shippedOrderTypes, shippedSettings } from '../../forms/order-types/index.ts';
import { coversOf, type ReportedOrder } from '../../main/station/report/input-of.ts';
import { digestOf } from '../../main/station/steps/sign-off.ts';
import type { Answers } from '../builders/answers.ts';
import { newOrder } from '../builders/new-order.ts';
import { accounts, fits, signature, workBegins } from './flow-acts.ts';

const device = '01kdevice00000000000000001';
const because = { reasonCode: 'other', note: '说明' };
type Reasoned = { readonly reasonCode?: string; readonly note?: string };

/**
 * One order of any type from creation to its end, in the domain's own verbs. Each stage is done by its performer: field stages on the
 * station of the technician, the others in the console. Every document passes the product's own shapes before it counts, every move the
 * transition table. A move that the table refuses throws; what a gate refuses is answered.
 */
export type Flow = {
  readonly definition: OrderTypeDefinition;
  readonly view: () => OrderView;
  readonly documents: () => readonly OrderDocument[];
  /** time passes, hours */
  readonly wait: (hours: number) => void;
  readonly assign: () => void;
  readonly accept: () => void;
  readonly start: () => void;
  readonly decline: (because?: Reasoned) => void;
  readonly hold: (because?: Reasoned, by?: PerformerRole) => void;
  readonly resume: (by?: PerformerRole) => void;
  readonly giveBack: (because?: Reasoned) => void;
  readonly submit: (step: string, over?: Answers) => Result<null>;
  readonly photo: (slot: string) => void;
  /** the station makes a report of the order as it is */
  readonly report: () => void;
  readonly judge: (stage: string) => StageJudgement;
  /** passes the stage as its performer when its gates hold; else answers the judgement that refused */
  readonly pass: (stage: string) => StageJudgement;
  readonly override: (stage: string, gate: string, because?: Reasoned) => void;
  /** whoever does the open stage sends it back on this way of the type */
  readonly sendBack: (way: string, because?: Reasoned) => void;
  /** every form (by the samples, `over` by step), required photo, signature and report of one stage; nothing is passed */
  readonly workStage: (stage: string, over?: Readonly<Record<string, Answers>>) => void;
  /** everything before this stage by the samples, each stage passed; null: everything */
  readonly workUntil: (stage: string | null) => void;
  readonly complete: () => Result<unknown>;
  readonly review: (verdict: 'approved' | 'returned', rework?: readonly ReworkItem[]) => void;
  readonly completePartially: (because?: Reasoned, remaining?: readonly string[]) => void;
  /** as whoever may: dispatch, or the performer of the office stage that is open */
  readonly fail: (because?: Reasoned, by?: PerformerRole) => void;
  readonly cancel: (because?: Reasoned) => void;
  /** the orders that are due to be raised now, by raise key; of one that is `asked` for, what asking would raise */
  readonly raised: (raise: string) => readonly RaisedOrder[];
  /** the office raises what is due under this key; answers an opened flow of each, with this order as its origin */
  readonly raise: (raise: string) => readonly Flow[];
  /** a child has ended: the office tells this order */
  readonly childEnded: (child: Flow) => void;
  readonly orderId: string;
};
export type FlowOptions = {
  readonly products?: Answers;
  readonly resources?: Answers;
  readonly place?: Answers;
  readonly origin?: Origin;
  readonly plan?: WorkOrderDocument['plan'];
  readonly priority?: 'normal' | 'urgent';
  readonly grade?: 'diamond' | 'gold' | 'silver' | 'standard';
  readonly acceptedAt?: string;
  /** another way to sign off than the customer's own signature */
  readonly signOff?: (seenDigest: string) => SignOff;
  /** told of the order as it is when a report is about to be made */
  readonly reporting?: (order: ReportedOrder) => void;
};

/** Opens an order of a shipped type (or of a given definition) with what its samples say it has. */
export function openFlow(type: string | OrderTypeDefinition, options: FlowOptions = {}): Flow {
  const definition = typeof type === 'string' ? shippedOrderTypes.find(({ key }) => key === type) : type;
  if (!definition) throw new Error(`${String(type)} is not shipped`);
  const found = definition;
  const settings: SettingsByKey = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));
  let now = Date.parse(options.acceptedAt ?? '2026-03-02T01:00:00.000Z');
  opened += 1;
  let random = opened;
  const makeId = makeIds(
    () => now,
    (length) => Uint8Array.from({ length }, () => (random = (random * 48_271) % 2_147_483_647)),
  );
  const documents: OrderDocument[] = [];
  const sequences = new Map<string, number>();
  const add = <T extends OrderDocument>(document: T): T => {
    const read = shapes[document.type].safeParse(document);
    if (!read.success) throw new Error(`${document._id}: ${read.error.message}`);
    documents.push(document);
    return document;
  };
  const at = (): string => new Date(now).toISOString();
  const time = () => ({ at: at(), uptimeMs: now % 1_000_000_000, bootId: 'boot-1' });
  const orderId = makeId();
  const order = add(orderDocument(found, options, { orderId, at: at() }));
  const assignmentId = makeId();
  const view = (): OrderView => deriveOrder({ documents, definition: found, settings });

  function event<K extends EventKind>(role: ActingRole, kind: K, payload: EventPayload<K>): void {
    now += 60_000;
    const { fold } = view();
    const legal = canMove(fold, kind, role, role === 'technician' ? { technicianId: accounts.technician } : {});
    if (!legal.ok) throw new Error(`${kind}: ${legal.problem.code} ${JSON.stringify(legal.problem.details)}`);
    const author = role === 'technician' ? device : 'office';
    sequences.set(author, (sequences.get(author) ?? 0) + 1);
    add({
      _id: eventId(orderId, makeId()),
      type: 'event',
      schemaVersion: 1,
      createdBy: role === 'office' ? 'office' : accounts[role],
      orderId,
      ...(role === 'technician' ? { deviceId: device } : {}),
      deviceSeq: sequences.get(author) ?? 1,
      after: [...fold.frontier],
      time: time(),
      role,
      kind,
      payload,
    } as EventDocument);
  }

  const stageOf = (key: string): StageDefinition => {
    const stage = found.stages.find((one) => key === one.key || key.startsWith(`${one.key}.`));
    if (!stage) throw new Error(`${found.key} has no stage ${key}`);
    return stage;
  };
  const roleOf = (key: string): PerformerRole => roleOfStage(found, stageOf(key));
  const under = (role: PerformerRole) => (role === 'technician' ? { assignmentId } : {});

  /** Work in a stage begins the order's work, as station and console do it. */
  function begin(role: PerformerRole): void {
    const { phase } = view().fold;
    if (role === 'technician' && phase === 'accepted' && workBegins(found, view()))
      event(role, 'started', { assignmentId });
    if (role !== 'technician' && (phase === 'unassigned' || phase === 'returned' || phase === 'declined'))
      event(role, 'started', {});
  }

  function evidence(slot: string, role: PerformerRole, over: Partial<EvidenceDocument> = {}): EvidenceDocument {
    now += 1000;
    const id = evidenceId(orderId, makeId());
    return add({
      _id: id,
      type: 'evidence',
      schemaVersion: 1,
      createdBy: accounts[role],
      orderId,
      ...(role === 'technician' ? { deviceId: device } : {}),
      slot,
      sha256: createHash('sha256').update(id).digest('hex'),
      bytes: 300_000,
      mediaType: 'image/jpeg',
      takenAt: at(),
      source: role === 'technician' ? 'live' : 'file',
      ...over,
    } as EvidenceDocument);
  }

  const sample = (step: string, over: Answers = {}): Answers => ({ ...found.samples[step], ...over });
  const judge = (stage: string): StageJudgement => judgeStage({ view: view(), definition: found, settings, stage });

  const flow: Flow = {
    orderId,
    definition: found,
    view,
    documents: () => documents,
    wait: (hours) => {
      now += hours * 3_600_000;
    },
    assign: () => event('dispatcher', 'assigned', { assignmentId, technicianId: accounts.technician }),
    accept: () => event('technician', 'accepted', { assignmentId }),
    start: () => event('technician', 'started', { assignmentId }),
    decline: (why = {}) => event('technician', 'declined', { assignmentId, ...because, ...why }),
    hold: (why = {}, by = 'technician') => event(by, 'held', { ...because, ...why }),
    resume: (by = 'technician') => event(by, 'resumed', {}),
    giveBack: (why = {}) => event('technician', 'returned', { assignmentId, ...because, ...why }),
    submit: (step, over = {}) => {
      const role = roleOf(step);
      begin(role);
      now += 60_000;
      const made = makeSubmission({ view: view(), definition: found, settings, step, fields: sample(step, over) });
      if (!made.ok) return made;
      add({
        _id: submissionId(orderId, step, makeId()),
        type: 'submission',
        schemaVersion: 1,
        createdBy: accounts[role],
        orderId,
        step,
        ...(role === 'technician' ? { deviceId: device, assignmentId } : {}),
        ...made.value,
        time: time(),
      } as SubmissionDocument);
      return { ok: true, value: null };
    },
    photo: (slot) => void evidence(slot, roleOf(slot)),
    judge,
    report: () => {
      options.reporting?.({ view: view(), definition: found, settings });
      const covers = coversOf(view());
      const report = evidence('report', 'technician', { mediaType: 'application/pdf', source: 'made' });
      event('technician', 'reportMade', {
        report: view().fold.reports.length + 1,
        evidenceId: report._id,
        sha256: report.sha256,
        covers: [...covers],
      });
    },
    pass: (stage) => {
      const role = roleOf(stage);
      begin(role);
      const judgement = judge(stage);
      if (!judgement.passes) return judgement;
      const { submissions, evidence: pictures, verdicts } = judgement;
      event(role, 'stagePassed', {
        stage,
        submissions: [...submissions],
        evidence: [...pictures],
        verdicts: [...verdicts],
      });
      return judgement;
    },
    sendBack: (way, why = {}) => {
      const payload = sendBack(view(), found, way);
      if (!payload.ok) throw new Error(`${way}: ${JSON.stringify(payload.problem)}`);
      event(roleOf(payload.value.from), 'stageSentBack', { ...payload.value, ...because, ...why });
    },
    override: (stage, gate, why = {}) => event('dispatcher', 'overridden', { stage, gate, ...because, ...why }),
    workStage: (key, over = {}) => {
      const stage = stageOf(key);
      const role = roleOf(key);
      if (role === 'technician') {
        const { phase } = view().fold;
        if (phase === 'unassigned' || (phase === 'started' && view().fold.assignment === null)) flow.assign();
        if (view().fold.phase === 'assigned') flow.accept();
      }
      for (const step of stage.steps) {
        const path = `${key}.${step.key}`;
        const stepView = view()
          .stages.flatMap(({ steps }) => steps)
          .find((one) => one.key === path);
        if (stepView?.relevant !== true) continue;
        const answers = sample(path, over[path]);
        const form = evaluateStep({ view: view(), definition: found, settings, step: path, fields: answers });
        for (const { slot, required, count } of form.photos) if (required && count === 0) flow.photo(slot);
        if (step.kind === 'form' || found.samples[path] !== undefined) {
          const done = flow.submit(path, over[path]);
          if (!done.ok) throw new Error(`${path}: ${JSON.stringify(done.problem)}`);
        }
        if (step.kind === 'signOff')
          event('technician', 'signedOff', {
            signOff: (options.signOff ?? signature)(digestOf({ view: view() })),
            submissions: [],
          });
        if (step.kind === 'report') flow.report();
      }
    },
    workUntil: (end) => {
      for (const { key } of found.stages) {
        if (key === end) return;
        if (view().stages.find((stage) => stage.key === key)?.state === 'skipped') continue;
        flow.workStage(key);
        const judgement = flow.pass(key);
        if (!judgement.passes) throw new Error(`${key}: ${JSON.stringify(judgement.problems)}`);
      }
    },
    complete: () => {
      const may = judgeCompletion(view(), found, settings);
      const last = lastStageOf(view(), found);
      const role = last ? roleOfStage(found, last) : 'dispatcher';
      if (may.ok) event(role, 'completed', under(role));
      return may;
    },
    review: (verdict, rework = []) => {
      now += 60_000;
      const { fold } = view();
      add({
        _id: reviewId(orderId, fold.reviews.length + 1),
        type: 'review',
        schemaVersion: 1,
        createdBy: accounts.reviewer,
        orderId,
        n: fold.reviews.length + 1,
        verdict,
        scorecard: [],
        rework: [...rework],
        note: '',
        after: [...fold.frontier],
        reviewedAt: at(),
      });
    },
    completePartially: (why = {}, remaining = []) =>
      event('dispatcher', 'partiallyCompleted', { ...because, ...why, remaining: [...remaining] }),
    fail: (why = {}, by = 'dispatcher') => {
      if (view().turn === 'office') begin(by);
      event(by, 'failed', { ...because, ...why });
    },
    cancel: (why = {}) => event('dispatcher', 'cancelled', { ...because, ...why }),
    raised: (key) => {
      const raise = (found.raises ?? []).find((one) => one.key === key);
      if (!raise) throw new Error(`${found.key} raises no ${key}`);
      const now = view();
      if (raise.on !== 'asked' && !isDue(raise, now)) return [];
      const orders = raisedOrders({ view: now, definition: found, settings }, raise);
      for (const order of orders) fits(order);
      return orders;
    },
    raise: (key) =>
      flow.raised(key).map(({ raise, products, resources, place, values }) => {
        const child = openFlow(raise.orderType, {
          products,
          resources,
          place,
          acceptedAt: raise.acceptedAt === 'inherit' ? order.acceptedAt : at(),
          origin: { orderId, number: order.number, orderType: found.key, raise: key, relation: raise.relation, values },
        });
        event('office', 'childRaised', {
          raise: key,
          orderId: child.orderId,
          number: `LW-${child.orderId.slice(-6)}`,
          orderType: raise.orderType,
          relation: raise.relation,
        });
        return child;
      }),
    childEnded: (child) => {
      const { state } = child.view().fold;
      event('office', 'childEnded', { orderId: child.orderId, state: state as 'completed' });
    },
  };
  if (hasFieldStages(found) && roleOfStage(found, found.stages[0] as StageDefinition) === 'technician') flow.assign();
  return flow;
}

let opened = 0;
function orderDocument(
  definition: OrderTypeDefinition,
  { products = {}, resources = {}, place = {}, origin, plan, priority = 'normal', grade }: FlowOptions,
  { orderId, at }: { readonly orderId: string; readonly at: string },
): WorkOrderDocument {
  const asked = newOrder();
  return {
    _id: workOrderId(orderId),
    type: 'workOrder',
    schemaVersion: 1,
    createdBy: accounts.dispatcher,
    orderId,
    number: `LW-${orderId.slice(-6)}`,
    orderType: definition.key,
    orderTypeVersion: definition.version,
    settings: Object.fromEntries(shippedSettings.map(({ key, version }) => [key, version])),
    customer: { ...asked.customer, ...(grade === undefined ? {} : { grade }) },
    place: { ...asked.place, ...place } as WorkOrderDocument['place'],
    products: { ...definition.samples['order.products'], ...products },
    resources: { ...definition.samples['order.resources'], ...resources },
    remarks: asked.remarks ?? '',
    priority,
    acceptedAt: at,
    createdAt: at,
    source: origin === undefined ? 'form' : 'raised',
    ...(origin && { origin }),
    ...(plan && { plan, source: 'plan' }),
    missing: [],
  };
}
