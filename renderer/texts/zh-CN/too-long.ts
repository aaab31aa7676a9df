/** Said beside a box that takes no more than it holds. */
export const tooLong = {
  cut: '太长：这里最多 {{most}} 字，多出的 {{over}} 字没有填入。',
  full: '已满 {{most}} 字，不能再输入。',
} as const;
