/** Texts of the pad that the customer signs on. */
export const stationSigning = {
  open: '点此签字',
  goOn: '点此继续签字或重签',
  ask: '请客户签字',
  back: '返回，笔迹保留',
  who: '请{{who}}签字',
  signer: '{{name}}（{{relation}}）',
  hand: '请用笔或指尖签字：手掌按在屏幕上不算',
  part: '{{heading}}：{{what}}',
  changed: '签字后内容有变动，原笔迹已作废。请客户看过后重新签字。',
} as const;
