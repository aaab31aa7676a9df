import type { OfficeSummary } from '../../bridge/office.ts';
import type { Language } from '../../domain/problem.ts';
import type { OrderPhase } from '../../domain/work-order/types.ts';
import type { Cell } from './csv.ts';

type Said = { readonly [L in Language]: string };
type At = { readonly language: Language; readonly time: (iso: string | null) => string };
type Column = { readonly name: Said; readonly of: (order: OfficeSummary, at: At) => Cell };

const phases: { readonly [P in OrderPhase]: Said } = {
  intake: { 'zh-CN': '待补资料', en: 'Incomplete' },
  unassigned: { 'zh-CN': '待派单', en: 'Unassigned' },
  assigned: { 'zh-CN': '待接单', en: 'Assigned' },
  accepted: { 'zh-CN': '已接单', en: 'Accepted' },
  declined: { 'zh-CN': '已拒单', en: 'Declined' },
  returned: { 'zh-CN': '已退单', en: 'Returned' },
  started: { 'zh-CN': '施工中', en: 'In progress' },
  held: { 'zh-CN': '已挂起', en: 'On hold' },
  cancelAsked: { 'zh-CN': '申请取消', en: 'Cancel asked' },
  completed: { 'zh-CN': '已完工', en: 'Completed' },
  partial: { 'zh-CN': '部分完工', en: 'Partly completed' },
  failed: { 'zh-CN': '未能完成', en: 'Failed' },
  cancelled: { 'zh-CN': '已取消', en: 'Cancelled' },
  rejected: { 'zh-CN': '已驳回', en: 'Rejected' },
};

const handedOver: Said = { 'zh-CN': '等待调度转派', en: 'Waits for dispatch to hand it on' };

/** As the list says it: a hand-over is no return, and an order type may have its own word. */
const stateOf = ({ phase, phaseName, handedTo }: OfficeSummary): Said =>
  handedTo === undefined ? (phaseName ?? phases[phase]) : handedOver;

/** The list as it stands on the screen, a column for each thing that a row tells. New columns go to the end: people have formulas on them. */
const columns: readonly Column[] = [
  { name: { 'zh-CN': '工单号', en: 'Order' }, of: ({ number }) => number },
  { name: { 'zh-CN': '类型', en: 'Type' }, of: ({ typeName }, { language }) => typeName[language] },
  { name: { 'zh-CN': '客户', en: 'Customer' }, of: ({ customerName }) => customerName },
  { name: { 'zh-CN': '电话尾号', en: 'Phone ends in' }, of: ({ phoneTail }) => phoneTail },
  { name: { 'zh-CN': '区域', en: 'District' }, of: ({ district }) => district },
  { name: { 'zh-CN': '地址', en: 'Address' }, of: ({ address }) => address },
  {
    name: { 'zh-CN': '预约开始', en: 'Appointment from' },
    of: ({ appointment }, { time }) => time(appointment?.start ?? null),
  },
  {
    name: { 'zh-CN': '预约结束', en: 'Appointment to' },
    of: ({ appointment }, { time }) => time(appointment?.end ?? null),
  },
  { name: { 'zh-CN': '装维人员', en: 'Technician' }, of: ({ technicianName }) => technicianName },
  { name: { 'zh-CN': '状态', en: 'State' }, of: (order, { language }) => stateOf(order)[language] },
  {
    name: { 'zh-CN': '时限', en: 'Due' },
    of: ({ breachAt, finishedAt }, { time }) => (finishedAt === null ? time(breachAt) : ''),
  },
  { name: { 'zh-CN': '已完成阶段', en: 'Stages passed' }, of: ({ stagesPassed }) => stagesPassed },
  { name: { 'zh-CN': '阶段数', en: 'Stages' }, of: ({ stagesTotal }) => stagesTotal },
  { name: { 'zh-CN': '取证已到', en: 'Evidence here' }, of: ({ manifest }) => manifest.received },
  { name: { 'zh-CN': '取证总数', en: 'Evidence' }, of: ({ manifest }) => manifest.total },
  { name: { 'zh-CN': '建单时间', en: 'Created' }, of: ({ createdAt }, { time }) => time(createdAt) },
  { name: { 'zh-CN': '外部编号', en: 'External id' }, of: ({ externalId }) => externalId },
  { name: { 'zh-CN': 'TMF697 状态', en: 'TMF697 state' }, of: ({ state }) => state },
];

export const listHead = (language: Language): readonly Cell[] => columns.map(({ name }) => name[language]);
export const listRow = (order: OfficeSummary, at: At): readonly Cell[] => columns.map(({ of }) => of(order, at));
