/** Texts for two windows of one account that type into one step. */
export const formWindows = {
  title: '另一个窗口填得不一样',
  hint: '本步有 {{n}} 项在另一个窗口里填了别的内容。两边的内容都还在，请选用哪个，再继续。',
  go: '{{n}} 项与另一个窗口不同，去选用',
  mine: '本窗口',
  theirs: '另一个窗口',
} as const;
