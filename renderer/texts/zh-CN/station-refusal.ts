/** What the station's own forms and dialogs lack, where 'required' does not say it. */
export const refusal = {
  windowNew: '请选一个与原来不同的时段',
  windowPast: '这个时段已过，请另选',
  windowInvalid: '结束要晚于开始',
  unsigned: '还没有签名',
  oneDot: '一个点不算签名，请签全名',
} as const;
