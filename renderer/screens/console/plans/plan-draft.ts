import type { ArgumentOf } from '../../../../bridge/contract.ts';
import type { OfficeCalls } from '../../../../bridge/office.ts';
import type { Plan } from '../../../../bridge/plans.ts';
import type { NonWorkingDayRule, PlanTimes } from '../../../../domain/documents/plan.ts';
import { draftOf, emptyDraft, newOrderOf, type OrderDraft } from '../create/order-draft.ts';
import { emptyRule, type RuleDraft, readRule, ruleText } from './rule-text.ts';

export type PlanContent = Omit<ArgumentOf<OfficeCalls['plans.create']>, 'requestKey'>;

/** A plan as it is being typed. */
export type PlanDraft = {
  readonly title: string;
  readonly orderType: string;
  readonly rule: RuleDraft;
  /** `YYYY-MM-DD` and `HH:mm`, in the calendar's zone */
  readonly day: string;
  readonly clock: string;
  readonly onNonWorkingDay: NonWorkingDayRule;
  /** text, here and below: written, and not yet a number that may stand there */
  readonly leadHours: number | string;
  /** null: until the next occurrence */
  readonly graceHours: number | string | null;
  readonly technicianId: string | null;
  readonly order: OrderDraft;
};

export const emptyPlan = (orderType: string, today: string): PlanDraft => ({
  title: '',
  orderType,
  rule: emptyRule,
  day: today,
  clock: '09:00',
  onNonWorkingDay: 'nextWorkingDay',
  leadHours: 24,
  graceHours: null,
  technicianId: null,
  order: emptyDraft,
});

export function planDraftOf(plan: Plan): PlanDraft {
  const [day = '', clock = ''] = plan.start.split('T');
  const { customer, place, products, resources, remarks, priority } = plan.template;
  return {
    title: plan.title,
    orderType: plan.orderType,
    rule: readRule(plan.rule),
    day,
    clock,
    onNonWorkingDay: plan.onNonWorkingDay,
    leadHours: plan.leadMinutes / 60,
    graceHours: plan.graceMinutes === null ? null : plan.graceMinutes / 60,
    technicianId: plan.technicianId,
    order: { ...draftOf({ customer, place, products, resources, remarks }), priority },
  };
}

/** Ids of the boxes whose text is no number yet: a plan is not kept with a number that nobody wrote. */
export function unreadNumbers({ rule, leadHours, graceHours }: PlanDraft) {
  const boxes = [
    ['plan-interval', rule.every === 'own' ? null : rule.interval],
    ['plan-month-day', rule.every === 'month' && rule.monthBy === 'date' ? rule.monthDay : null],
    ['plan-count', rule.every !== 'own' && rule.ends === 'count' ? rule.count : null],
    ['plan-lead', leadHours],
    ['plan-grace', graceHours],
  ] as const;
  return boxes.flatMap(([id, value]) => (typeof value === 'string' ? [id] : []));
}

/** The times that a plan asks the office for; its boxes hold numbers, see {@link unreadNumbers}. */
export const timesOf = (draft: PlanDraft): PlanTimes => ({
  rule: ruleText(draft.rule),
  start: `${draft.day}T${draft.clock}`,
  onNonWorkingDay: draft.onNonWorkingDay,
  leadMinutes: Math.round(Number(draft.leadHours) * 60),
  graceMinutes: draft.graceHours === null ? null : Math.max(1, Math.round(Number(draft.graceHours) * 60)),
});

export function contentOf(draft: PlanDraft): PlanContent {
  const {
    customer,
    place,
    products = {},
    resources = {},
    remarks = '',
    priority = 'normal',
  } = newOrderOf(draft.order, draft.orderType, '');
  return {
    title: draft.title.trim(),
    orderType: draft.orderType,
    ...timesOf(draft),
    template: { customer, place, products, resources, remarks, priority },
    technicianId: draft.technicianId,
  };
}
