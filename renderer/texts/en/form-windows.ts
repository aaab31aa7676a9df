/** Texts for two windows of one account that type into one step. */
export const formWindows = {
  title: 'Another window has something else here',
  hint: 'Another window holds something else for what is shown below ({{n}}). Both are kept; choose one of them to go on.',
  go: '{{n}} differ in another window: choose',
  mine: 'This window',
  theirs: 'The other window',
} as const;
