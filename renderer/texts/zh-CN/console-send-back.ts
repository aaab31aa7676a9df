/** A stage that is sent back (ADR 0036), on the console. */
export const sendBack = {
  title: '退回重办',
  submit: '退回',
  hint: '“{{stage}}”将重新打开，由{{performer}}重新办理；原来的填写保留，之后的阶段等待。',
  waits: '退回期间时限暂停。',
  runs: '时限照常计算。',
  note: '要求修改什么',
  done: '已退回“{{stage}}”',
  opened: '{{name}} 退回到“{{stage}}”（{{reason}}）· {{time}}',
  submitAnew: '确认并重新提交',
  round: '第 {{times}} 次退回',
} as const;
