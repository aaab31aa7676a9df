/** What a form of the console says of what it still needs, and how an order is completed in part in the office. */
export const consoleRefusal = {
  noChange: '还没有改动',
  nothingChanged: '没有任何改动，不必保存',
  who: '派给谁',
  gate: '请先选择要放行的关口',
  decision: '同意还是不同意',
  remaining: '剩余的内容',
  remainingHint: '勾选的内容会写进后续工单。',
  customerWords: '客户的意见',
  customerWordsHint: '例如：同意先用宽带，电视周五再来',
  notJson: '不是有效的 JSON',
  username: '2 到 32 个小写字母或数字，可用 . _ -',
  tick: '请勾选要返工的步骤或项目',
  reasonOf: '“{{step}}”的返工原因',
  line: '第 {{line}} 行',
  paste: '外部工单内容',
  takeNote: '接手留言',
} as const;
