/** What the panel of a gate says once dispatch was asked about all that refuses. */
export const gateWaits = {
  waiting: '已申请放行，等待调度',
  waitingHint: '可以先做后面的阶段；完工前须满足条件或由调度放行。',
} as const;
