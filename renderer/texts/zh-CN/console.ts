/** Texts of the office console. */
export const console = {
  title: '线务通调度台',
} as const;
