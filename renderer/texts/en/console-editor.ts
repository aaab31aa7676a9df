import type { SameKeys } from '../same-keys.ts';
import type { consoleFolding as zhFolding } from '../zh-CN/console-editor.ts';

/** Finding one's way in the text of an order type. */
export const consoleEditor = {
  label: 'Find in the text',
  count: '{{n}} found',
  back: 'Previous place',
  next: 'Next place',
  outline: 'Outline',
} as const;

export const consoleFolding: SameKeys<typeof zhFolding> = {
  title: 'Folding',
  here: 'Fold here',
  hereOpen: 'Open here',
  all: 'Fold all',
  allOpen: 'Open all',
  fold: 'Fold this line',
  unfold: 'Open this line',
  folded: 'folded text',
};
