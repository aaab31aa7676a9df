import type { Json } from '../../domain/documents/base.ts';
import type { Measure } from '../../domain/documents/submission.ts';
import { sourceWords } from '../../domain/source-text.ts';
import { standingReviews } from '../../domain/work-order/review-fold.ts';
import { sameJson } from './canonical.ts';
import { isEmpty } from './empty.ts';
import { type SettledField, settledFields } from './settled.ts';
import { stepsOf } from './steps-of.ts';
import type { ConflictItem, FieldDefinition, OrderTypeDefinition, OrderView, StepView } from './types.ts';

/** One answer in force, with where it came from and whether its value ever differed between devices. */
export type AnswerRow = {
  readonly orderNumber: string;
  readonly orderId: string;
  /** `<key>@<version>` */
  readonly orderType: string;
  readonly customerName: string;
  readonly stage: string;
  readonly step: string;
  readonly field: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly value: Json;
  readonly unit: string;
  /** how a measure stood against its limit when it was submitted; empty where nothing was judged */
  readonly verdict: Measure['verdict'] | '';
  readonly limitMin: number | null;
  readonly limitMax: number | null;
  /** where the limit comes from, in Chinese; a source of one text in both columns */
  readonly limitSource: string;
  readonly limitSourceEn: string;
  /** account id */
  readonly submittedBy: string;
  readonly deviceId: string;
  readonly submittedAt: string;
  readonly wasConflict: boolean;
  /** account id; empty while the values still differ */
  readonly chosenBy: string;
  readonly chosenAt: string;
  readonly rejected: readonly Json[];
  /** the values that stand side by side while nobody has chosen */
  readonly open: readonly Json[];
  /** what the newest review said */
  readonly reviewVerdict: string;
};

/**
 * The answers in force of one order, in the order of its type: what was submitted and not left empty, and every field whose values
 * differ or differed, also where the empty one was chosen. Answers of steps that are no longer relevant are not in force.
 */
export function answerRows(view: OrderView, definition: OrderTypeDefinition): readonly AnswerRow[] {
  const steps = new Map(view.stages.flatMap((stage) => stage.steps).map((step) => [step.key, step]));
  const settled = settledFields(view.settled);
  const conflicts = new Map(view.conflicts.map((one) => [`${one.step}/${one.field}`, one]));
  return stepsOf(definition).flatMap(({ key, step: { fields } }) => {
    const step = steps.get(key);
    if (step === undefined) return [];
    return fields.flatMap((field): readonly AnswerRow[] => {
      const at = `${key}/${field.key}`;
      const differing: Differing = { conflict: conflicts.get(at), settled: settled.get(at) };
      const isInForce = step.relevant && !isEmpty(step.values[field.key]);
      const differs = differing.conflict !== undefined || differing.settled !== undefined;
      return isInForce || differs ? [rowOf(view, definition, step, field, differing)] : [];
    });
  });
}

type Differing = { readonly conflict: ConflictItem | undefined; readonly settled: SettledField | undefined };

function rowOf(
  view: OrderView,
  definition: OrderTypeDefinition,
  step: StepView,
  field: FieldDefinition,
  { conflict, settled }: Differing,
): AnswerRow {
  const measure = step.measures.find((one) => one.field === field.key);
  const limitSource = measure?.limit?.source ?? '';
  const source = step.origins[field.key] ?? step.heads.at(-1);
  const submission = step.submissions.find(({ id }) => id === source);
  const [stageKey = '', stepKey = ''] = step.key.split('.');
  const label = `field.${step.key}.${field.key}`;
  const value = step.values[field.key] ?? null;
  // While values differ anew, nobody has chosen between these.
  const choice = conflict === undefined ? settled?.choice : undefined;
  return {
    orderNumber: view.number,
    orderId: view.orderId,
    orderType: `${view.orderType}@${definition.version}`,
    customerName: view.fold.customer.name,
    stage: stageKey,
    step: stepKey,
    field: field.key,
    labelZh: definition.texts['zh-CN'][label] ?? field.key,
    labelEn: definition.texts.en[label] ?? field.key,
    value,
    unit: measure?.unit ?? field.unit ?? '',
    verdict: measure?.verdict ?? '',
    limitMin: measure?.limit?.min ?? null,
    limitMax: measure?.limit?.max ?? null,
    limitSource: sourceWords(limitSource, 'zh-CN'),
    limitSourceEn: sourceWords(limitSource, 'en'),
    submittedBy: submission?.by ?? '',
    deviceId: submission?.deviceId ?? '',
    submittedAt: submission?.at ?? '',
    wasConflict: conflict !== undefined || settled !== undefined,
    chosenBy: choice?.by ?? '',
    chosenAt: choice?.at ?? '',
    rejected: (settled?.rejected ?? []).map((one) => one.value).filter((one) => !sameJson(one, value)),
    open: (conflict?.candidates ?? []).map((candidate) => candidate.value),
    reviewVerdict: standingReviews(view.fold).at(-1)?.verdict ?? '',
  };
}
