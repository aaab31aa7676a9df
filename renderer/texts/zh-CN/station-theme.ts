/** Texts of the choice of colours. */
export const stationTheme = {
  title: '显示颜色',
  of: { normal: '标准', sunlight: '阳光下', dark: '深色', system: '随系统' },
  hint: '阳光下：白底黑字，线条加粗，太阳直晒也看得清。深色：适合机房、地下室和夜里。签字板和报告始终白底黑字。',
} as const;
