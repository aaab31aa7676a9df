import { z } from 'zod';
import {
  At,
  authored,
  ClockFactsShape,
  Id,
  JsonValue,
  Key,
  Position,
  Sha256,
  StepKey,
  stored,
  TimeWindow,
  Words,
} from './base.ts';

export const eventId = (orderId: string, unique: string): string => `workOrder:${orderId}:event:${unique}`;

const ReasonCode = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,63}$/);
const SubmissionId = z.string().max(200);
const EvidenceId = z.string().max(200);
const EventId = z.string().max(200);

/** One pen stroke: flat x, y pairs in signature units (width of the pad = 1000), simplified. */
export const Stroke = z.array(z.number()).min(2).max(4000);

export const SignOffSigned = z.strictObject({
  outcome: z.literal('signed'),
  strokes: z.array(Stroke).min(1).max(400),
  /** height of the pad in units where its width is 1000 */
  padHeight: z.number().positive(),
  printedName: z.string().min(1).max(80),
  relation: z.enum(['self', 'family', 'agent', 'colleague', 'other']),
  /** sha256 of the canonical JSON of what the customer saw (materials, services, measures). */
  seenDigest: Sha256,
});
export const SignOffRefused = z.strictObject({
  outcome: z.literal('refused'),
  reasonCode: ReasonCode,
  note: Words,
  witness: z.string().min(1).max(80),
  seenDigest: Sha256,
});
export const SignOff = z.discriminatedUnion('outcome', [SignOffSigned, SignOffRefused]);
export type SignOff = z.infer<typeof SignOff>;

/** One corrected path of the order document, e.g. `customer.phone`. */
export const Amendment = z.strictObject({ path: z.string().max(120), from: JsonValue.optional(), to: JsonValue });
export type Amendment = z.infer<typeof Amendment>;

/** What a gate judged, kept with the passing: rule, value, limit, source and settings version. */
export const GateVerdict = z.strictObject({
  gate: Key,
  passed: z.boolean(),
  overriddenBy: z.string().optional(),
  /** a problem code `gate.…` when it did not pass */
  code: z.string().optional(),
  details: z.record(z.string(), JsonValue),
});
export type GateVerdict = z.infer<typeof GateVerdict>;

/** Heads of the submissions that the office held when it ended or gave an assignment: what it did not know came late. */
const Seen = z.array(SubmissionId).max(100).optional();

/** The moves and facts of an order, by kind (DESIGN §3). Names are past tense. */
export const eventPayloads = {
  intakeCompleted: z.strictObject({}),
  assigned: z.strictObject({
    assignmentId: Id,
    technicianId: Id,
    appointment: TimeWindow.optional(),
    note: Words.optional(),
    submissions: Seen,
  }),
  unassigned: z.strictObject({
    assignmentId: Id,
    reasonCode: ReasonCode.optional(),
    note: Words.optional(),
    submissions: Seen,
  }),
  accepted: z.strictObject({ assignmentId: Id }),
  declined: z.strictObject({ assignmentId: Id, reasonCode: ReasonCode, note: Words }),
  /** without an assignment: office people began the order's work */
  started: z.strictObject({ assignmentId: Id.optional() }),
  /** work was said to have begun too early; nothing had been done since */
  startUndone: z.strictObject({}),
  arrived: z.strictObject({ assignmentId: Id, position: Position.optional() }),
  held: z.strictObject({ reasonCode: ReasonCode, note: Words, until: At.optional() }),
  resumed: z.strictObject({ note: Words.optional() }),
  rescheduled: z.strictObject({
    appointment: TimeWindow,
    agreedWith: z.string().max(80),
    reasonCode: ReasonCode,
    note: Words.optional(),
  }),
  returned: z.strictObject({ assignmentId: Id.optional(), reasonCode: ReasonCode, note: Words }),
  handedOver: z.strictObject({ assignmentId: Id, toTechnicianId: Id.optional(), reasonCode: ReasonCode, note: Words }),
  stagePassed: z.strictObject({
    stage: Key,
    submissions: z.array(SubmissionId),
    evidence: z.array(EvidenceId),
    verdicts: z.array(GateVerdict),
  }),
  /** whoever does the stage `from` wants something changed: `to` opens again (ADR 0036) */
  stageSentBack: z.strictObject({
    /** key of the order type's `returns` */
    return: Key,
    from: Key,
    to: Key,
    reasonCode: ReasonCode,
    note: Words,
    /** steps that are asked anew */
    steps: z.array(StepKey).max(100),
    /** what its author had before him of these steps */
    submissions: z.array(SubmissionId),
  }),
  overrideAsked: z.strictObject({
    stage: Key,
    gate: Key,
    code: z.string().max(80),
    details: z.record(z.string(), JsonValue),
    note: Words,
  }),
  overridden: z.strictObject({
    stage: Key,
    gate: Key,
    reasonCode: ReasonCode,
    note: Words,
    asked: z.string().optional(),
  }),
  /** dispatch does not grant these requests; a kind of its own, so that orders stay readable for releases that do not know it (ADR 0034) */
  overrideRefused: z.strictObject({
    stage: Key,
    gate: Key,
    note: Words,
    asked: z.array(EventId).min(1).max(50),
  }),
  signedOff: z.strictObject({ signOff: SignOff, submissions: z.array(SubmissionId) }),
  reportMade: z.strictObject({
    report: z.number().int().positive(),
    evidenceId: EvidenceId,
    sha256: Sha256,
    covers: z.array(z.string()),
    replaces: Sha256.optional(),
  }),
  /** without an assignment: its last stage is the office's */
  completed: z.strictObject({ assignmentId: Id.optional() }),
  partiallyCompleted: z.strictObject({
    assignmentId: Id.optional(),
    reasonCode: ReasonCode,
    note: Words,
    /** services that are not done (ADR 0029), and stages that are left */
    remaining: z.array(Key),
    /** what the customer said to it */
    customerWords: Words.optional(),
  }),
  failed: z.strictObject({ assignmentId: Id.optional(), reasonCode: ReasonCode, note: Words }),
  cancelAsked: z.strictObject({ reasonCode: ReasonCode, note: Words }),
  cancelRefused: z.strictObject({ note: Words }),
  cancelled: z.strictObject({ reasonCode: ReasonCode, note: Words }),
  rejected: z.strictObject({ reasonCode: ReasonCode, note: Words }),
  amended: z.strictObject({ changes: z.array(Amendment).min(1).max(50), note: Words.optional() }),
  noted: z.strictObject({ text: z.string().min(1).max(2000) }),
  /** the author of that note waits for an answer; a kind of its own, so that a note reaches releases that know no answers (ADR 0032) */
  answerAsked: z.strictObject({ note: EventId }),
  /** two answers of two dispatchers both stand */
  answered: z.strictObject({ note: EventId, text: z.string().min(1).max(2000) }),
  /** no answer is needed, by the note's author or by the office */
  answerWaived: z.strictObject({ note: EventId }),
  /** the technician has confirmed by a tap that he read these words of the office */
  seen: z.strictObject({ events: z.array(EventId).min(1).max(50) }),
  evidenceWithdrawn: z.strictObject({
    evidenceId: EvidenceId,
    reasonCode: ReasonCode,
    note: Words.optional(),
    replacedBy: EvidenceId.optional(),
  }),
  /** a picture that the device found fault with stays, and why */
  evidenceKept: z.strictObject({ evidenceId: EvidenceId, note: z.string().min(1).max(2000) }),
  conflictChosen: z.strictObject({
    step: StepKey,
    field: z.string().max(120),
    chosen: SubmissionId,
    rejected: z.array(SubmissionId).min(1),
  }),
  discrepancyReported: z.strictObject({ resource: Key, expected: JsonValue.optional(), found: JsonValue, note: Words }),
  reworkDone: z.strictObject({ review: z.string(), submissions: z.array(SubmissionId) }),
  /** the author of a review takes it back: as if it had not been given, unless its rework was done by then (ADR 0030) */
  reviewTakenBack: z.strictObject({ review: z.string().max(200), note: Words.optional() }),
  /** the office raised an order from this one (ADR 0011) */
  childRaised: z.strictObject({
    raise: Key,
    orderId: Id,
    number: z.string().max(40),
    orderType: z.string().max(64),
    relation: z.enum(['child', 'follow']),
  }),
  /** a `child` has reached its final state */
  childEnded: z.strictObject({
    orderId: Id,
    state: z.enum(['completed', 'partial', 'failed', 'cancelled', 'rejected']),
  }),
  /** the office could not make an order that this one asks for: which, and the coded problem that says why (ADR 0011) */
  raiseRefused: z.strictObject({
    raise: Key,
    /** the id that the order would have */
    orderId: Id,
    orderType: z.string().max(64),
    relation: z.enum(['child', 'follow']),
    code: z.string().max(80),
    details: z.record(z.string(), JsonValue),
  }),
  /** a dispatcher: that order is not needed, or was made otherwise */
  raiseDismissed: z.strictObject({ raise: Key, orderId: Id, note: Words }),
  /** a clock has run so far that somebody had to be told; `dueAt` is when, as known then */
  escalated: z.strictObject({ clock: Key, escalation: Key, to: Key, atPercent: z.number(), dueAt: At, breachAt: At }),
  /** moved to a newer version of its order type */
  upgraded: z.strictObject({
    from: z.number().int().positive(),
    to: z.number().int().positive(),
    settings: z.record(z.string(), z.number().int().positive()),
    /** `stage.step.field` of answers without a place in the new version */
    unmapped: z.array(z.string().max(200)).max(500),
    note: Words.optional(),
  }),
  /** at a contact: the office's time beside this device's uptime, for events of the same boot written before it */
  clockMeasured: z.strictObject({
    bootId: z.string().max(64),
    uptimeMs: z.number().nonnegative(),
    officeAt: At,
    uncertaintyMs: z.number().nonnegative(),
  }),
  /** the office's door: that measurement contradicts when it arrived, so it is kept and not believed (ADR 0011) */
  clockDoubted: z.strictObject({
    measurement: z.string().max(200),
    why: z.enum(['ahead', 'behind', 'otherBoot']),
    arrivedAt: At,
  }),
} as const;

export type EventKind = keyof typeof eventPayloads;
export type EventPayload<K extends EventKind> = z.infer<(typeof eventPayloads)[K]>;

/**
 * Immutable. `deviceSeq` counts this author's (device's, or the office's per order) events without gaps from 1 **per order**;
 * `after` holds the ids of the newest events its author had seen (the frontier, not all).
 */
const envelope = {
  ...stored,
  ...authored,
  type: z.literal('event'),
  orderId: Id,
  /** the device that wrote it; absent for the office */
  deviceId: Id.optional(),
  deviceSeq: z.number().int().positive(),
  after: z.array(z.string()),
  time: ClockFactsShape,
  /** the role in which the author acted */
  role: z.enum(['technician', 'dispatcher', 'reviewer', 'administrator', 'office']),
  /** idempotency: the caller's key, so that a blind retry finds the first event */
  requestKey: z.string().max(120).optional(),
};

const members = (Object.keys(eventPayloads) as EventKind[]).map((kind) =>
  z.strictObject({ ...envelope, kind: z.literal(kind), payload: eventPayloads[kind] }),
);

type Envelope = z.infer<z.ZodObject<typeof envelope>>;
export type EventOf<K extends EventKind> = Envelope & { kind: K; payload: EventPayload<K> };
export type EventDocument = { [K in EventKind]: EventOf<K> }[EventKind];

export const EventDocument = z.discriminatedUnion(
  'kind',
  members as unknown as [z.ZodObject, ...z.ZodObject[]],
) as unknown as z.ZodType<EventDocument>;
