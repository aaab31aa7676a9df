/** Finding one's way in the text of an order type. */
export const consoleEditor = {
  label: '在文本中查找',
  count: '{{n}} 处',
  back: '上一处',
  next: '下一处',
  outline: '结构',
} as const;

/** Folding the text of an order type. */
export const consoleFolding = {
  title: '折叠',
  here: '折叠此处',
  hereOpen: '展开此处',
  all: '全部折叠',
  allOpen: '全部展开',
  fold: '折叠这一行',
  unfold: '展开这一行',
  folded: '已折叠的内容',
} as const;
