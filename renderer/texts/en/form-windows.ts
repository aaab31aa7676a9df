/** Texts for two windows of one account that type into one step. */
export const formWindows = {
  title: 'Another window has something else here',
  hint: 'In {{n}} fields of this step another window of this device holds something else. Both are kept; choose one of them to go on.',
  go: '{{n}} differ in another window: choose',
  mine: 'This window',
  theirs: 'The other window',
} as const;
