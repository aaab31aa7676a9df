import type { EventKind } from '../../domain/documents/event.ts';
import type { EvidenceDocument } from '../../domain/documents/evidence.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import type { ActingRole } from '../../domain/work-order/moves.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { assignmentOf, idOf, type StoryDocument } from './order-story.ts';

/** What people of an order type can name. */
export type Vocabulary = {
  readonly stages: readonly { readonly key: string; readonly gates: readonly string[] }[];
  /** `<stage>.<step>` with its photo slots */
  readonly steps: readonly { readonly key: string; readonly slots: readonly string[] }[];
  readonly raises: readonly string[];
  readonly clocks: readonly string[];
  readonly holdReasons: readonly string[];
  readonly returns: readonly {
    readonly key: string;
    readonly from: string;
    readonly to: string;
    readonly step: string;
  }[];
};

export const anyWords: Vocabulary = {
  stages: ['one', 'two', 'three'].map((key) => ({ key, gates: ['g', 'h'] })),
  steps: ['one.a', 'two.b', 'three.c'].map((key) => ({ key, slots: ['s'] })),
  raises: ['again', 'other'],
  clocks: ['whole'],
  holdReasons: ['customer', 'weather'],
  returns: [],
};

export type Moment = {
  readonly pick: number;
  readonly fold: OrderFold;
  readonly words: Vocabulary;
  readonly known: ReadonlySet<StoryDocument>;
  readonly role: ActingRole;
};

const at = (pick: number): string => new Date(Date.UTC(2026, 2, 5, pick % 24)).toISOString();
const oneOf = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)];
const because = (pick: number): object => ({ reasonCode: 'other', note: String(pick % 3) });

/** A payload of the product's own shape, on what its author knows. */
export function payloadOf(kind: EventKind, { pick, fold, words, known, role }: Moment): object {
  const all = [...known];
  const submissions = all.filter((one): one is SubmissionDocument => one.type === 'submission');
  const evidence = all.filter((one): one is EvidenceDocument => one.type === 'evidence');
  const stage = words.stages[pick % words.stages.length] ?? { key: 'x', gates: [] };
  const gate = stage.gates[pick % Math.max(stage.gates.length, 1)] ?? 'g';
  const holder = { assignmentId: fold.assignment?.assignmentId ?? assignmentOf('none').assignmentId };
  const under = role === 'technician' ? holder : {};
  const appointment = { start: at(pick), end: at(pick + 1) };
  const child = fold.children[pick % Math.max(fold.children.length, 1)]?.orderId ?? idOf(`child${pick % 5}`);
  const returned = fold.reviews.findLast(({ verdict }) => verdict === 'returned');
  switch (kind) {
    case 'intakeCompleted':
      return {};
    case 'assigned':
      return {
        ...assignmentOf(`${pick % 7}x${all.length}`),
        technicianId: pick % 3 === 0 ? idOf('b') : idOf('a'),
        ...(pick % 2 === 0 ? { appointment } : {}),
        submissions: submissions.map(({ _id }) => _id),
      };
    case 'unassigned':
      return { ...holder, submissions: submissions.map(({ _id }) => _id) };
    case 'accepted':
    case 'arrived':
      return holder;
    case 'started':
    case 'completed':
      return under;
    case 'declined':
    case 'handedOver':
      return { ...holder, ...because(pick) };
    case 'returned':
    case 'failed':
      return { ...under, ...because(pick) };
    case 'partiallyCompleted':
      return { ...under, ...because(pick), remaining: ['rest'] };
    case 'held':
      return { reasonCode: words.holdReasons[pick % words.holdReasons.length] ?? 'other', note: '' };
    case 'resumed':
    case 'startUndone':
      return {};
    case 'rescheduled':
      return { appointment, agreedWith: '客户', reasonCode: 'customer' };
    case 'stagePassed':
      return {
        stage: stage.key,
        submissions: submissions.filter(({ step }) => step.startsWith(`${stage.key}.`)).map(({ _id }) => _id),
        evidence: evidence.filter(({ slot }) => slot.startsWith(`${stage.key}.`)).map(({ _id }) => _id),
        verdicts: stage.gates.map((key) => ({ gate: key, passed: true, details: {} })),
      };
    case 'stageSentBack': {
      const { key, from, to, step } = oneOf(words.returns, pick) ?? {
        key: 'none',
        from: 'two',
        to: 'one',
        step: 'one.a',
      };
      const had = submissions.filter((one) => one.step === step).map(({ _id }) => _id);
      return { return: key, from, to, reasonCode: 'other', note: '', steps: [step], submissions: had };
    }
    case 'overrideAsked':
      return { stage: stage.key, gate, code: 'gate.notMet', details: {}, note: '' };
    case 'overridden':
      return { stage: stage.key, gate, ...because(pick) };
    case 'overrideRefused': {
      const asked = fold.overridesAsked.at(-1);
      const about = asked === undefined ? { stage: stage.key, gate } : asked.payload;
      return { stage: about.stage, gate: about.gate, note: String(pick), asked: [asked?._id ?? 'none'] };
    }
    case 'signedOff':
      return {
        signOff: { outcome: 'refused', reasonCode: 'other', note: '', witness: '邻居', seenDigest: '0'.repeat(64) },
        submissions: submissions.map(({ _id }) => _id),
      };
    case 'reportMade':
      return {
        report: fold.reports.length + 1,
        evidenceId: evidence.at(-1)?._id ?? 'none',
        sha256: '0'.repeat(64),
        covers: [],
      };
    case 'cancelAsked':
    case 'cancelled':
    case 'rejected':
      return because(pick);
    case 'cancelRefused':
      return { note: '' };
    case 'amended':
      return {
        changes: [
          { path: ['customer.phone', 'resources.olt', 'remarks', 'place.area'][pick % 4] ?? '', to: String(pick) },
        ],
      };
    case 'noted':
      return { text: String(pick) };
    case 'evidenceWithdrawn':
      return { evidenceId: evidence[pick % Math.max(evidence.length, 1)]?._id ?? 'none', reasonCode: 'blurred' };
    case 'evidenceKept':
      return { evidenceId: evidence[pick % Math.max(evidence.length, 1)]?._id ?? 'none', note: String(pick) };
    case 'conflictChosen': {
      const one = submissions[pick % Math.max(submissions.length, 1)];
      const others = submissions.filter(({ step, _id }) => step === one?.step && _id !== one._id).map(({ _id }) => _id);
      const fields = Object.keys(one?.fields ?? {});
      return {
        step: one?.step ?? 'one.a',
        field: fields[pick % Math.max(fields.length, 1)] ?? 'none',
        chosen: one?._id ?? 'none',
        rejected: others.length > 0 ? others : ['none'],
      };
    }
    case 'discrepancyReported':
      return { resource: 'olt', found: String(pick), note: '' };
    case 'reviewTakenBack':
      return { review: fold.reviews.at(-1)?.id ?? 'none' };
    case 'reworkDone':
      return { review: returned?.id ?? 'none', submissions: submissions.map(({ _id }) => _id) };
    case 'childRaised': {
      const raise = words.raises[pick % Math.max(words.raises.length, 1)] ?? 'again';
      const orderId = idOf(`child${pick % 5}`);
      const relation = pick % 2 === 0 ? 'child' : 'follow';
      return { raise, orderId, number: `LW-${pick % 5}`, orderType: 'test-job', relation };
    }
    case 'raiseRefused': {
      const raise = words.raises[pick % Math.max(words.raises.length, 1)] ?? 'again';
      const relation = pick % 2 === 0 ? 'child' : 'follow';
      const orderId = idOf(`child${pick % 5}`);
      return { raise, orderId, orderType: 'gone', relation, code: 'order.typeUnknown', details: { given: 'gone' } };
    }
    case 'raiseDismissed':
      return { raise: words.raises[0] ?? 'again', orderId: idOf(`child${pick % 5}`), note: 'x' };
    case 'childEnded':
      return { orderId: child, state: (['completed', 'partial', 'failed', 'cancelled'] as const)[pick % 4] };
    case 'escalated': {
      const clock = words.clocks[pick % Math.max(words.clocks.length, 1)] ?? 'whole';
      return {
        clock,
        escalation: 'e',
        to: 'manager',
        atPercent: 50 + (pick % 2) * 50,
        dueAt: at(pick),
        breachAt: at(pick + 1),
      };
    }
    case 'upgraded':
      return { from: 1, to: 2, settings: {}, unmapped: [] };
    case 'clockDoubted': {
      const measured = all.find((one) => one.type === 'event' && one.kind === 'clockMeasured');
      return { measurement: measured?._id ?? 'none', why: 'behind', arrivedAt: at(pick) };
    }
    case 'answerAsked':
    case 'answerWaived':
      return { note: all.find((one) => one.type === 'event' && one.kind === 'noted')?._id ?? 'none' };
    case 'answered':
      return { note: all.find((one) => one.type === 'event' && one.kind === 'noted')?._id ?? 'none', text: `x${pick}` };
    case 'seen':
      return { events: [all.find((one) => one.type === 'event')?._id ?? 'none'] };
    case 'clockMeasured':
      return { bootId: 'b', uptimeMs: pick * 60_000, officeAt: at(pick), uncertaintyMs: 500 };
  }
}
