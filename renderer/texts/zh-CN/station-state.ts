/** What an order's states say of themselves on the station, and what is asked before some of them. */
export const state = {
  begun: '{{time}} 起：{{state}}。还没有别的记录，按错了可以撤销。',
  undo: '撤销',
  handedHint: '调度派给同事之前，这张工单没有人在做，时限照常计算。',
  sentBack: '退回重办：{{reason}}',
  customerWords: '客户意见',
  customerWordsHint: '例如：同意先用宽带，电视周五再来',
} as const;
