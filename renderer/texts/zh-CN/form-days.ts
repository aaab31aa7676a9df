/** Texts for days, windows and periods, typed or picked from a calendar. */
export const formDays = {
  open: '打开日历',
  shut: '收起日历',
  today: '今天',
  placeholder: '例如 2027-03-31',
  previousMonth: '上个月',
  nextMonth: '下个月',
  previousYear: '上一年',
  nextYear: '下一年',
  between: '可选 {{from}} 至 {{to}}',
  earliest: '最早 {{from}}',
  latest: '最晚 {{to}}',
  other: '其他日期',
  nextDay: '次日 {{clock}}',
  startDay: '开始日期',
  endDay: '结束日期',
  count: '共 {{n}} 天',
} as const;
