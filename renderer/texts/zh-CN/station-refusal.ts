/** What the station's own forms and dialogs lack, where 'required' does not say it. */
export const refusal = {
  windowNew: '请选一个尚未过去、与原来不同的时段',
  unsigned: '还没有签名',
  oneDot: '一个点不算签名，请签全名',
} as const;
