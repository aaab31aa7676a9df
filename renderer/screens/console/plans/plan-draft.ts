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
  readonly leadHours: number;
  /** null: until the next occurrence */
  readonly graceHours: number | null;
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

export const timesOf = (draft: PlanDraft): PlanTimes => ({
  rule: ruleText(draft.rule),
  start: `${draft.day}T${draft.clock}`,
  onNonWorkingDay: draft.onNonWorkingDay,
  leadMinutes: Math.round(draft.leadHours * 60),
  graceMinutes: draft.graceHours === null ? null : Math.max(1, Math.round(draft.graceHours * 60)),
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
