/** What the page of needs says beside its rows. */
export const consoleNeeds = {
  noneOfReason: '“{{reason}}”已全部处理',
  said: '“{{words}}”',
  toAll: '查看全部待处理',
} as const;
