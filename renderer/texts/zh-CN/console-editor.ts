/** Finding one's way in the text of an order type. */
export const consoleEditor = {
  label: '在文本中查找',
  count: '{{n}} 处',
  back: '上一处',
  next: '下一处',
  outline: '结构',
} as const;
