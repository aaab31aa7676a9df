/** Texts of the photo viewer, among those of photos. */
export const photoViewer = {
  whole: '全图',
  beside: '两张并排',
  keys: '← → 翻页 · 滚轮、+ − 或双指缩放 · 0 全图 · 放大后拖动或方向键移动 · R 旋转 · S 两张并排 · X 换另一张 · Esc 关闭',
} as const;
