import { PlanDocument, planDocumentId } from '../../domain/documents/plan.ts';
import { localOf, type WorkCalendar } from '../../domain/plan/working-day.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { person } from './people.ts';

/**
 * The rounds of a city's plant. They begin so late that no order of theirs is made (its lead time before) on the demo's own day, which shows
 * only what its stories tell.
 */
const rounds = [
  {
    title: '光交箱每周巡检',
    rule: 'FREQ=WEEKLY;BYDAY=TU',
    address: '合肥市蜀山区长江西路 118 号 光交箱 GJ-0117',
    technician: 'tech1',
    leadMinutes: 24 * 60,
  },
  {
    title: '接入机房月度巡检',
    rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    address: '合肥市庐阳区阜阳路 56 号 接入机房',
    technician: null,
    leadMinutes: 3 * 24 * 60,
  },
] as const;

/**
 * Plans of rounds, with what the samples of their type say its orders have. The same ids every time.
 * @param base the demo's moment, ms
 */
export function demoPlans(
  { key, samples }: Pick<OrderTypeDefinition, 'key' | 'samples'>,
  calendar: WorkCalendar,
  base: number,
): readonly PlanDocument[] {
  const at = new Date(base).toISOString();
  const dispatcher = person('disp1').accountId;
  return rounds.map(({ title, rule, address, technician, leadMinutes }, index) => {
    const planId = `01kdemplan${String(index + 1).padStart(16, '0')}`;
    return PlanDocument.parse({
      _id: planDocumentId(planId),
      type: 'plan',
      schemaVersion: 1,
      createdBy: dispatcher,
      planId,
      title,
      orderType: key,
      rule,
      start: `${localOf(calendar, base + 86_400_000 + leadMinutes * 60_000).slice(0, 10)}T09:00`,
      onNonWorkingDay: 'nextWorkingDay',
      leadMinutes,
      graceMinutes: null,
      template: {
        customer: { name: '网络维护中心', phone: '0551-65550100', grade: 'standard' },
        place: { address, district: '', area: 'urban' },
        products: { ...samples['order.products'] },
        resources: { ...samples['order.resources'] },
        remarks: '',
        priority: 'normal',
      },
      technicianId: technician === null ? null : person(technician).accountId,
      active: true,
      since: at,
      paused: null,
      createdAt: at,
      changedAt: at,
      changedBy: dispatcher,
    } satisfies PlanDocument);
  });
}
