/** The report and how an order ends when not every service is done. */
export const stationReport = {
  title: '报告',
  make: '生成报告',
  makeAgain: '重新生成报告',
  making: '正在生成报告…',
  open: '打开报告',
  print: '打印报告',
  save: '保存给客户',
  made: '报告已生成（{{size}}）',
  none: '还没有报告。签字后可在本机生成，不需要网络。',
  hint: '首页为客户联，后面是施工记录：测试值与限值、照片和文件校验值。生成后不可更改。',
  hash: '校验值',
  notPossible: '签字或登记拒签后才能生成报告。',
  partialAdvice: '有业务没有办好。请以“部分完工”结束本单，剩下的业务另派工单。',
  failAdvice: '没有一项业务办好。请以“未能完成”结束本单。',
} as const;

/** What the customer is shown before signing. */
export const stationCopy = {
  told: '服务内容',
  exceptions: '经调度放行',
  notMet: '未满足：{{gate}}（{{reason}}）',
} as const;
