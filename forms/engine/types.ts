/**
 * The shape of an order type (data) and of what the engine derives from it. The engine knows no screen.
 *
 * Expressions are CEL (ADR 0002), interpreted, never generated. What an expression can see:
 *   order     { number, products, resources, customer, place, appointment, remarks, priority, acceptedAt, createdAt, origin }   (as amended);
 *             origin: null, or { number, orderType, raise, values } of the order that raised this one
 *   settings  { <settings key>: values }                      the versions the order pinned
 *   fields    the fields of the step at hand (null where empty)
 *   steps     { <stage>: { <step>: fields } }                 effective values (submitted; while typing, drafts over them)
 *   evidence  { "<stage>.<step>.<slot>": number of photos }   not withdrawn
 *   children  { <raise key>: { total, open, completed, failed } }   orders that this one raised
 *   item      the element at hand (in a raise with `forEach` only)
 *   facts     { accepted, started, startedAt: UTC or null, rescheduled, everHeld, onHold, signOff: "signed" | "refused" | "", reports: int, rework: bool,
 *               discrepancies: { <resource>: true } }
 *   value     the field's own value (in `constraint` only)
 * An expression that fails because something is not known yet counts as: relevant → false, required → false,
 * constraint → holds, readonly → false, calculate → null, gate → refused.
 */

import type { Json, TimeWindow } from '../../domain/documents/base.ts';
import type { GateVerdict } from '../../domain/documents/event.ts';
import type { EvidenceDocument } from '../../domain/documents/evidence.ts';
import type { ReworkItem } from '../../domain/documents/review.ts';
import type { Measure } from '../../domain/documents/submission.ts';
import type { Origin } from '../../domain/documents/work-order.ts';
import type { Problem, ProblemCode } from '../../domain/problem.ts';
import type { SlaClock } from '../../domain/sla/sla-clock.ts';
import type { OrderFold, SentBack } from '../../domain/work-order/types.ts';
import type { Expression, FieldDefinition, JsonSchema, PhotoSlot } from './field-types.ts';
import type {
  EndingDefinition,
  PerformerRole,
  RaiseDefinition,
  ReturnDefinition,
  ServiceDefinition,
  SlaDefinition,
  UpgradeDefinition,
} from './flow-types.ts';

/** `{ "zh-CN": …, en: … }` per text key; keys are the paths below, e.g. `stage.orderStudy`, `field.dropCable.laying.metres`. */
export type Texts = {
  readonly 'zh-CN': Readonly<Record<string, string>>;
  readonly en: Readonly<Record<string, string>>;
};

export type StepDefinition = {
  readonly key: string;
  /** `signOff`: signature pad or documented refusal; `report`: makes and shows the completion report */
  readonly kind: 'form' | 'signOff' | 'report';
  readonly fields: readonly FieldDefinition[];
  readonly photos: readonly PhotoSlot[];
  readonly relevant?: Expression;
  /** moves offered on this step's screen beside its form, e.g. accept and decline */
  readonly moves?: readonly string[];
  /** the purpose of the step is to ring: fields of numbers, in the order in which they are tried, e.g. `order.customer.phone` */
  readonly rings?: readonly Expression[];
};

export type GateDefinition = {
  readonly key: string;
  readonly holds: Expression;
  readonly relevant?: Expression;
  readonly code: ProblemCode;
  /** details for the problem's sentence */
  readonly details?: Readonly<Record<string, Expression>>;
  readonly overridable: boolean;
};

export type StageDefinition = {
  readonly key: string;
  readonly performer: string;
  readonly steps: readonly StepDefinition[];
  readonly gates: readonly GateDefinition[];
  /** absent: always; a stage that is not relevant is passed over. Where it is not known the stage waits */
  readonly relevant?: Expression;
  /** a moment or a calendar day until which it is no need of its performer (ADR 0040); it may be worked on before */
  readonly notBefore?: Expression;
};

export type ReasonDefinition = {
  readonly code: string;
  /** a customer's reason pauses the clock and shows outward as `pending`; ours does not and shows as `held` */
  readonly side: 'customer' | 'ours';
  readonly pausesSla: boolean;
};

/** A product or resource that dispatch fills in; `required` ones missing put the order into the intake list. */
export type CharacteristicDefinition = {
  readonly key: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly options?: readonly string[];
  readonly tmfNames: readonly string[];
};

export type OrderTypeDefinition = {
  readonly key: string;
  readonly version: number;
  readonly settings: readonly string[];
  /** names on `workSpecification.id` or `work.name` that mean this type */
  readonly tmfNames: readonly string[];
  readonly performers: Readonly<Record<string, PerformerRole>>;
  readonly products: readonly CharacteristicDefinition[];
  readonly resources: readonly CharacteristicDefinition[];
  readonly stages: readonly StageDefinition[];
  /** by move kind: held, declined, returned, handedOver, rescheduled, cancelled, cancelAsked, failed, partiallyCompleted, overridden, evidenceWithdrawn, rework, signRefused, unassigned, rejected */
  readonly reasons: Readonly<Record<string, readonly ReasonDefinition[]>>;
  readonly sla: readonly SlaDefinition[];
  readonly scorecard: readonly string[];
  /** what the customer gets, each with how its result is read; absent: the type knows no services */
  readonly services?: readonly ServiceDefinition[];
  readonly raises?: readonly RaiseDefinition[];
  /** ways back from a stage to one before it */
  readonly returns?: readonly ReturnDefinition[];
  /** answers that end it */
  readonly endings?: readonly EndingDefinition[];
  /** the office completes the order when all it raised has ended */
  readonly closesWith?: 'children';
  /** false: completed orders do not go to the reviewers; default true */
  readonly reviewed?: boolean;
  readonly upgrades?: readonly UpgradeDefinition[];
  readonly texts: Texts;
  readonly samples: Readonly<Record<string, Readonly<Record<string, Json>>>>;
};

/** Settings values by key, in the versions an order pinned. */
export type SettingsByKey = Readonly<
  Record<string, { readonly version: number; readonly values: Readonly<Record<string, Json>> }>
>;

// ---- what the engine derives -------------------------------------------------------------------------------------

export type FieldState = {
  readonly key: string;
  readonly definition: FieldDefinition;
  readonly value: Json;
  readonly relevant: boolean;
  readonly required: boolean;
  readonly readonly: boolean;
  /** what is wrong now; empty while the value is empty and not required-at-exit */
  readonly problems: readonly FieldProblem[];
  readonly verdict: 'pass' | 'warn' | 'fail' | 'none';
  readonly limit: Measure['limit'] | null;
  /** day, days, time, timeWindow: the bounds as they stand now */
  readonly bounds?: FieldBounds;
  /** choice, choices, checklist: the options that apply to this order */
  readonly options?: readonly string[];
  /** rows only: each row's columns by key */
  readonly cells?: readonly Readonly<Record<string, CellState>>[];
};
/** Bounds with their expressions worked out. */
export type FieldBounds = {
  readonly earliest?: string;
  readonly latest?: string;
  readonly longest?: number;
  readonly shortest?: number;
};
/** A column in one row. */
export type CellState = { readonly relevant: boolean; readonly required: boolean; readonly bounds?: FieldBounds };
/** `keyword`: required, type, minimum, maximum, pattern, maxLength, enum, …, `constraint`; texts in renderer/texts and engine texts */
export type FieldProblem = {
  readonly field: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, Json>>;
  readonly text?: string;
};

export type PhotoSlotState = {
  readonly key: string;
  readonly slot: string;
  readonly definition: PhotoSlot;
  readonly relevant: boolean;
  readonly required: boolean;
  readonly count: number;
};

/** One step's form as it stands for the given fields: what a screen shows while typing. */
export type StepForm = {
  readonly step: string;
  readonly fields: readonly FieldState[];
  readonly photos: readonly PhotoSlotState[];
  readonly complete: boolean;
  /** the numbers that the step is there to ring, as fields hold them; null: it is there for something else */
  readonly rings: readonly string[] | null;
  /** values with calculations done and irrelevant ones dropped */
  readonly values: Readonly<Record<string, Json>>;
};

export type ConflictItem = {
  readonly step: string;
  readonly field: string;
  readonly candidates: readonly {
    readonly submission: string;
    readonly value: Json;
    readonly by: string;
    readonly deviceId: string | null;
    readonly at: string;
  }[];
};

/** What a person's choice between differing values took, and what it left. */
export type SettledConflict = {
  /** id of the `conflictChosen` event */
  readonly event: string;
  readonly step: string;
  readonly field: string;
  /** account that chose */
  readonly by: string;
  readonly at: string;
  readonly chosen: Json;
  /** same order as `submissions.rejected` */
  readonly rejected: readonly Json[];
  /** which submissions brought these values */
  readonly submissions: { readonly chosen: string; readonly rejected: readonly string[] };
};

export type StepView = {
  /** `<stage>.<step>` */
  readonly key: string;
  readonly kind: StepDefinition['kind'];
  readonly relevant: boolean;
  readonly state: 'empty' | 'submitted' | 'conflict' | 'rework' | 'mended';
  /** effective values after the merge of all submissions */
  readonly values: Readonly<Record<string, Json>>;
  readonly measures: readonly Measure[];
  /** field → id of the submission that brought the value in force */
  readonly origins: Readonly<Record<string, string>>;
  /** newest submissions (nobody supersedes them) */
  readonly heads: readonly string[];
  readonly submissions: readonly {
    readonly id: string;
    readonly by: string;
    readonly deviceId: string | null;
    readonly at: string;
    readonly supersedes: readonly string[];
  }[];
  readonly rework: ReworkItem | null;
  /** asked anew by a send-back of its stage, which is not passed again yet; absent: it is not */
  readonly anew?: 'asked' | 'answered';
  /** before/after of mended fields, for the reviewer and for whoever sent back */
  readonly changes: readonly {
    readonly field: string;
    readonly before: Json;
    readonly after: Json;
    readonly submission: string;
  }[];
};

export type GateView = {
  readonly key: string;
  readonly state: 'open' | 'holds' | 'refused' | 'overridden' | 'passed';
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, Json>>;
  readonly overridable: boolean;
  /** dispatch was asked to override it and has not answered */
  readonly asked: boolean;
  /** dispatch's answer, where it refused the newest request and nobody has asked again (ADR 0034) */
  readonly turnedDown?: { readonly by: string; readonly at: string; readonly note: string };
};

export type StageView = {
  readonly key: string;
  readonly performer: string;
  /** `skipped`: not relevant, and nobody had passed it while it was */
  readonly state: 'notYet' | 'current' | 'gateOpen' | 'passed' | 'skipped';
  readonly passedAt: string | null;
  /** it was sent back to this stage, which is not passed anew yet: the newest that opened it; absent: it was not */
  readonly sentBack?: SentBack;
  /** when its performer begins to be waited for, ISO; absent: as soon as it is reached */
  readonly notBefore?: string;
  readonly steps: readonly StepView[];
  readonly gates: readonly GateView[];
};

export type EvidenceItem = {
  readonly id: string;
  readonly slot: string;
  readonly document: EvidenceDocument;
  readonly withdrawn: {
    readonly reasonCode: string;
    readonly note: string;
    readonly at: string;
    readonly replacedBy: string | null;
  } | null;
  /** why it stays although the device found fault with it; absent: nobody said */
  readonly kept?: { readonly note: string; readonly at: string; readonly by: string };
  /** the office holds the bytes (a receipt exists) */
  readonly received: boolean;
};

/** A clock of the order as every side derives it. */
export type SlaClockView = SlaClock;

export type Finding = {
  readonly kind:
    | 'lateSubmission'
    | 'incompleteSubmission'
    | 'gateWouldRefuse'
    | 'lateContribution'
    | 'filePhoto'
    | 'unclearPhoto'
    | 'samePicture'
    | 'positionJump'
    | 'unparsable'
    | 'wrongPerformer'
    /** a measurement of a device's clock that is not believed; details: `why`, `by` */
    | 'clockDoubted'
    | 'sequenceGap';
  readonly about: string;
  readonly details: Readonly<Record<string, Json>>;
};

/** An answer of an older version of the order type that has no place in this one: shown, never dropped. */
export type UnmappedAnswer = {
  /** `stage.step.field` as the older version named it */
  readonly path: string;
  readonly value: Json;
  readonly submission: string;
  readonly by: string;
  readonly at: string;
};

/** The whole order as derived from its documents: the same bytes on device, office and console for the same documents. Drafts are not in it. */
export type OrderView = {
  readonly orderId: string;
  readonly number: string;
  readonly orderType: string;
  /** the version it is read under: the one it began with, or the one it was moved to since */
  readonly orderTypeVersion: number;
  readonly priority: 'normal' | 'urgent';
  readonly source: string;
  readonly externalId: string | null;
  readonly acceptedAt: string;
  readonly createdAt: string;
  /** the order that raised this one */
  readonly origin: Origin | null;
  /** the plan that made it, and for which occurrence (ISO); null: no plan did */
  readonly plan: { readonly planId: string; readonly occurrence: string } | null;
  readonly missing: readonly string[];
  readonly fold: OrderFold;
  readonly stages: readonly StageView[];
  readonly currentStage: string | null;
  /** whose turn the current stage is; null when there is none */
  readonly turn: 'field' | 'office' | null;
  readonly conflicts: readonly ConflictItem[];
  /** absent where nobody ever had to choose */
  readonly settled?: readonly SettledConflict[];
  readonly evidence: readonly EvidenceItem[];
  /** evidence that counts: not withdrawn; `received` of `total` have a receipt */
  readonly manifest: { readonly total: number; readonly received: number };
  /** answers of older versions without a place in this one; by path */
  readonly unmapped: readonly UnmappedAnswer[];
  readonly sla: readonly SlaClockView[];
  readonly findings: readonly Finding[];
  readonly appointment: TimeWindow | null;
};

export type StageJudgement = {
  readonly stage: string;
  readonly passes: boolean;
  readonly verdicts: readonly GateVerdict[];
  readonly problems: readonly Problem[];
  readonly submissions: readonly string[];
  readonly evidence: readonly string[];
};

export type {
  Expression,
  FieldDefinition,
  FieldKind,
  JsonSchema,
  MeasureDefinition,
  PhotoSlot,
} from './field-types.ts';
export type {
  EndingDefinition,
  EscalationDefinition,
  PerformerRole,
  RaiseDefinition,
  ReturnDefinition,
  ServiceDefinition,
  SlaDefinition,
  UpgradeDefinition,
} from './flow-types.ts';
