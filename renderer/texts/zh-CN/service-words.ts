/** What became of the services of an order, on every page. */
export const serviceWords = {
  title: '业务结果',
  state: { done: '已完成', notDone: '未完成', open: '未记录结果' },
  why: '原因：{{why}}',
  noReason: '未记录原因',
  remaining: '余下：{{what}}',
} as const;

/** Which report this is, and that a newer one stands in its place. */
export const reportWords = {
  occasion: {
    first: '第一份，工单结束前生成',
    again: '再次生成，工单结束前',
    handedOver: '换人施工后再次生成',
    rework: '审核退回返工后生成',
  },
  replaced: '已由报告 {{n}} 替代',
} as const;
