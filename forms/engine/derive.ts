import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { type FoldRules, foldOrder } from '../../domain/work-order/fold.ts';
import { FoldExceeded } from '../../domain/work-order/fold-steps.ts';
import { finalPhases } from '../../domain/work-order/moves.ts';
import type { ReasonSide } from '../../domain/work-order/outward.ts';
import { versionSeenBy } from '../../domain/work-order/pinned-version.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { BudgetExceeded, bounded } from './budget.ts';
import { canonical } from './canonical.ts';
import { type AnyOrderDocument, documentsOf, type OrderDocuments } from './documents-of.ts';
import { isTrue, type Scope } from './expression.ts';
import { findingsOf } from './findings.ts';
import type { Evidential } from './judge.ts';
import type { Merged } from './merge.ts';
import { byStep, mergedSteps } from './merged-steps.ts';
import { passingCounts, sideOfStage, submissionCounts } from './performers.ts';
import { newestReturn } from './rework.ts';
import { blankFields } from './scope.ts';
import { type AskedAnew, opensOf, stepsAskedAnew } from './sent-back.ts';
import { settledConflicts } from './settled.ts';
import { slaViews } from './sla-view.ts';
import { stageViews } from './stage-view.ts';
import { type StepParts, stepViewFrom } from './step-view.ts';
import { stepsOf } from './steps-of.ts';
import type { EvidenceItem, OrderTypeDefinition, OrderView, SettingsByKey, StepDefinition, StepView } from './types.ts';
import { choicesNow, readSubmissions, reworkNow, slotNow } from './upgrade.ts';

export type DeriveInput = {
  /** all documents of the order, in any order; drafts and grants are passed over */
  readonly documents: readonly AnyOrderDocument[];
  /** the version that `pinnedVersion` names; a newer one says how the order would be read under it */
  readonly definition: OrderTypeDefinition;
  /** the versions that `pinnedVersion` names */
  readonly settings: SettingsByKey;
};

/**
 * The whole order from its documents: the same bytes (`JSON.stringify`) for the same set on every side, whatever order they came in and
 * whatever revisions a store gave them. Throws when the order's own document is not among them, and `BudgetExceeded` when the definition asks
 * for more work than it may, or the order's events do; `orderBroken` says what to tell of an order that threw.
 */
export const deriveOrder = (input: DeriveInput): OrderView =>
  bounded(input.definition, () => {
    try {
      return derived(input);
    } catch (error) {
      throw error instanceof FoldExceeded ? new BudgetExceeded({ events: error.events }) : error;
    }
  });

function derived({ documents, definition, settings }: DeriveInput): OrderView {
  const parts = documentsOf(documents);
  const { order } = parts;
  if (order === undefined) throw new Error('the order document itself is missing');
  const { fold, submissions, unmapped, reviews } = readUnder(definition, { ...parts, order });
  const evidence = evidenceItems(parts, fold, definition, order.orderTypeVersion);
  const { number, priority, acceptedAt, createdAt, origin = null } = order;
  const particular = { number, priority, acceptedAt, createdAt, origin, fold, definition, settings, evidence };
  const { merged, scope } = mergedSteps(submissions, particular);
  const steps = stepViews({ ...parts, submissions, reviews }, fold, definition, merged, scope);
  const conflicts = [...merged.values()].flatMap((step) => step.conflicts);
  const given: Evidential = { scope, settings, fold, steps, conflicts, evidence };
  const stages = stageViews(definition, fold, given, steps);
  const settled = settledConflicts(fold, parts.submissions);
  const current = finalPhases.has(fold.phase)
    ? undefined
    : (stages.find(({ state }) => state === 'current') ?? stages.find(({ state }) => state === 'gateOpen'));
  return canonical({
    ...particulars(order, definition),
    missing: fold.phase === 'intake' ? order.missing : [],
    fold,
    stages,
    currentStage: current?.key ?? null,
    turn: current === undefined ? null : sideOfStage(definition, current),
    conflicts,
    ...(settled.length > 0 && { settled }),
    evidence,
    manifest: manifestOf(evidence),
    unmapped,
    sla: slaViews({ order, fold, definition, settings, scope }),
    findings: findingsOf({
      definition,
      fold,
      given,
      submissions: parts.submissions.filter((one) => submissionCounts(definition, one)),
      ofOthers: parts.submissions.filter((one) => !submissionCounts(definition, one)),
      evidence,
      unparsable: parts.unparsable,
    }),
    appointment: fold.appointment,
  });
}

type ReadParts = Pick<OrderDocuments, 'submissions' | 'reviews'> & {
  readonly fold: OrderFold;
  readonly unmapped: OrderView['unmapped'];
};

/** Events, reviews and submissions as this version reads them; what was written under it, or under the only one, is read as it stands. */
function readUnder(
  definition: OrderTypeDefinition,
  { order, events, reviews, submissions }: OrderDocuments & { readonly order: WorkOrderDocument },
): ReadParts {
  const began = order.orderTypeVersion;
  const rules = foldRulesOf(definition);
  if (began >= definition.version) {
    const fold = foldOrder(order, events, reviews, rules);
    return { fold, reviews, ...readSubmissions(definition, began, submissions, () => fold.choices) };
  }
  const versionOf = versionSeenBy(order, events);
  const readReviews = reviews.map((one) => ({
    ...one,
    rework: [...reworkNow(definition, versionOf(one.after), one.rework)],
  }));
  const written = foldOrder(order, events, readReviews, rules);
  const choices = choicesNow(definition, written, versionOf);
  const fold = { ...written, choices: choices.now };
  return { fold, reviews: readReviews, ...readSubmissions(definition, began, submissions, choices.under) };
}

const particulars = (
  order: WorkOrderDocument,
  { version }: OrderTypeDefinition,
): Pick<
  OrderView,
  | 'orderId'
  | 'number'
  | 'orderType'
  | 'orderTypeVersion'
  | 'priority'
  | 'source'
  | 'externalId'
  | 'acceptedAt'
  | 'createdAt'
  | 'origin'
  | 'plan'
> => ({
  orderId: order.orderId,
  number: order.number,
  orderType: order.orderType,
  orderTypeVersion: version,
  priority: order.priority,
  source: order.source,
  externalId: order.externalId ?? null,
  acceptedAt: order.acceptedAt,
  createdAt: order.createdAt,
  origin: order.origin ?? null,
  plan: order.plan ?? null,
});

/** What an order type says about events. */
export const foldRulesOf = (definition: OrderTypeDefinition): FoldRules => ({
  reasonSide: reasonSideOf(definition),
  passingCounts: (stage, role) => passingCounts(definition, stage, role),
  opens: opensOf(definition),
  reviewed: definition.reviewed ?? true,
});

/** Whose reason a code is, by the order type; an unknown code is ours. */
export function reasonSideOf(definition: OrderTypeDefinition): ReasonSide {
  return (move, code) => definition.reasons[move]?.find((reason) => reason.code === code)?.side ?? 'ours';
}

const evidenceItems = (
  parts: OrderDocuments,
  fold: OrderFold,
  definition: OrderTypeDefinition,
  began: number,
): readonly EvidenceItem[] =>
  parts.evidence.map((document) => ({
    id: document._id,
    slot: slotNow(definition, document.orderTypeVersion ?? began, document.slot),
    document,
    withdrawn: fold.withdrawn[document._id] ?? null,
    ...(fold.kept[document._id] && { kept: fold.kept[document._id] }),
    received: parts.receipts.has(document.sha256),
  }));

/** an order is complete at the office only when every picture that counts is there. */
function manifestOf(evidence: readonly EvidenceItem[]): OrderView['manifest'] {
  const counting = evidence.filter((item) => item.withdrawn === null);
  return { total: counting.length, received: counting.filter((item) => item.received).length };
}

function anewIn({ kind }: StepDefinition, asked: AskedAnew | undefined): StepParts['sentBack'] {
  if (asked === undefined) return null;
  const doneAnew = (kind === 'signOff' && asked.signedAnew) || (kind === 'report' && asked.reportedAnew);
  return { judged: asked.judged, doneAnew };
}

function stepViews(
  parts: OrderDocuments,
  fold: OrderFold,
  definition: OrderTypeDefinition,
  merged: ReadonlyMap<string, Merged>,
  scope: Scope,
): ReadonlyMap<string, StepView> {
  const submitted = byStep(parts.submissions);
  const returned = newestReturn(parts.events, parts.submissions, parts.reviews, fold);
  const askedAnew = stepsAskedAnew(fold, parts.events, parts.submissions);
  return new Map(
    stepsOf(definition).flatMap(({ key, step }) => {
      const own = merged.get(key);
      if (own === undefined) return [];
      const inStep = (): Scope => ({ ...scope, fields: { ...blankFields(step), ...own.values } });
      return [
        [
          key,
          stepViewFrom({
            key,
            step,
            merged: own,
            fold,
            submissions: submitted.get(key) ?? [],
            relevant: step.relevant === undefined || isTrue(step.relevant, inStep(), false),
            asked: returned?.asked.get(key) ?? null,
            judged: returned?.judged ?? new Set(),
            doneAnew:
              (step.kind === 'signOff' && returned?.signedAnew === true) ||
              (step.kind === 'report' && returned?.reportedAnew === true),
            sentBack: anewIn(step, askedAnew.get(key)),
          }),
        ] as const,
      ];
    }),
  );
}
