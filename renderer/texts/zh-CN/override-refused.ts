/** What the station says of a request to override that dispatch refused, and what dispatch is asked before it answers (ADR 0034). */
export const stationRefusedOverride = {
  turnedDown: '调度不同意放行：{{note}}',
  turnedDownBy: '{{name}} · {{time}}',
  askAgain: '再次申请放行',
} as const;

export const consoleRefusedOverride = {
  handle: '处理放行申请',
  grant: '同意放行',
  refuse: '不同意，须整改',
  answer: '答复',
  refuseHint: '现场会收到您的说明；须满足条件，或说明新情况后再次申请。',
  refused: '已答复：不同意放行',
  turnedDown: '已答复不同意：{{note}}',
} as const;
