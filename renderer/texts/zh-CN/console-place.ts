/** Addresses that lead to no page of this person. */
export const consolePlace = {
  notYours: '这个页面不对您的角色开放',
  notYoursHint: '您以“{{role}}”身份登录。链接可能来自其他岗位的同事。',
  toOrder: '查看这张工单',
  home: '回到首页',
  toOrders: '到工单列表',
  toQueue: '到审核队列',
  nowhere: '没有这个页面',
  nowhereHint: '网址可能不完整，或页面已经移走。',
} as const;
