/** Notes of the field and their answers, on the console. */
export const consoleNotes = {
  title: '备注与答复',
  none: '还没有备注',
  waits: '等待答复',
  waived: '无需答复（{{name}}，{{time}}）',
  answered: '{{name}} 答复 · {{time}}',
  by: '{{name}} · {{time}}',
  atAssignment: '派单时说明',
  seen: '{{name}} 已阅 · {{time}}',
  notSeen: '现场尚未确认已阅',
  waive: '无需答复',
  waiveDone: '已标为无需答复',
  asks: '{{name}} 有备注等待答复（{{time}}）',
} as const;

export const answerDialog = {
  title: '答复',
  submit: '发送答复',
  hint: '答复立即送到现场；两人同时答复时，两条都会保留。',
  which: '答复哪一条',
  text: '答复内容',
  none: '没有等待答复的备注。可能已有同事答复。',
  done: '答复已发送',
} as const;
