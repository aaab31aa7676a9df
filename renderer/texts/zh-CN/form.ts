import { formDays } from './form-days.ts';
import { refusal } from './form-refusal.ts';
import { formWindows } from './form-windows.ts';

/** Texts of the form fields, on whichever page they are filled in. */
export const form = {
  refusal,
  days: formDays,
  windows: formWindows,
  confirmAll: '全部一致',
  found: '现场实际',
  discrepancyNote: '差异说明',
  date: '日期',
  from: '开始',
  to: '结束',
  getPosition: '获取定位',
  gettingPosition: '正在定位，最多 15 秒…',
  noPosition: '没有定位，不影响继续作业',
  positionReason: '无法定位的原因',
  positionAgain: '重新定位',
  metres: '±{{m}} 米',
  serialHint: '4 位字母 + 8 位十六进制，例如 HWTC1A2B3C4D',
  row: '第 {{n}} 行',
  addRow: '添加一行',
  removeRow: '删除第 {{n}} 行',
  noRows: '还没有记录',
  waitsFor: '填好相关项后自动算出',
  stars: '{{n}} 星',
  checkedOf: '已勾选 {{n}}/{{total}}',
  recalled: '最近填过的',
  checkAll: '全部勾选',
  now: '现在',
  ago: { now: '刚刚', minutes: '{{m}} 分钟前', hours: '{{h}} 小时前' },
  save: {
    saved: '已保存 {{time}}',
    saving: '正在保存…',
    dirty: '有改动，即将保存…',
    failed: '未能保存，正在重试',
    clean: '已保存',
  },
} as const;
